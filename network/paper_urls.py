"""Addresses of documents, minutes and decisions, under `reseau/` (namespace `committees`)."""

from django.urls import URLPattern, path

from network.views import decisions, documents, minutes, remarks, search

urlpatterns: list[URLPattern] = [
    path("comites/<uuid:committee>/documents/", documents.documents, name="committee_documents"),
    path("reunions/<uuid:meeting>/documents/", documents.documents, name="meeting_documents"),
    path("reunions/<uuid:meeting>/documents.zip", documents.meeting_file, name="meeting_file"),
    path("points/<uuid:agenda_item>/documents/", documents.documents, name="item_documents"),
    path("comptes-rendus/<uuid:minutes>/documents/", documents.documents, name="minutes_documents"),
    path("documents/<uuid:document>/", documents.document, name="document"),
    path("documents/<uuid:document>/modifier/", documents.document_edit, name="document_edit"),
    path("documents/<uuid:document>/nouvelle-version/", documents.document_version, name="document_version"),
    path("documents/<uuid:document>/retirer/", documents.document_withdraw, name="document_withdraw"),
    path("documents/<uuid:document>/publier/", documents.document_publish, name="document_publish"),
    path("documents/<uuid:document>/illisible/", documents.document_help, name="document_help"),
    path("fichiers/<uuid:version>/", documents.document_file, name="document_file"),
    path("reunions/<uuid:meeting>/compte-rendu/", minutes.minutes_of_meeting, name="minutes_of_meeting"),
    path("comptes-rendus/<uuid:minutes>/", minutes.minutes, name="minutes"),
    path("comptes-rendus/<uuid:minutes>/ecrire/", minutes.minutes_write, name="minutes_write"),
    path("comptes-rendus/<uuid:minutes>/rectifier/", minutes.minutes_correct, name="minutes_correct"),
    path("comptes-rendus/<uuid:minutes>/facile-a-lire/", minutes.minutes_easy, name="minutes_easy"),
    path("comptes-rendus/<uuid:minutes>/imprimer/", minutes.minutes_print, name="minutes_print"),
    path("comptes-rendus/<uuid:minutes>/versions/<int:number>/", minutes.minutes_version, name="minutes_version"),
    path("comptes-rendus/<uuid:minutes>/remarque/", remarks.remark_add, name="remark_add"),
    path("comptes-rendus/<uuid:minutes>/extrait/", remarks.extract_prepare, name="extract_prepare"),
    path("comptes-rendus/<uuid:minutes>/etape/<slug:step>/", minutes.minutes_step, name="minutes_step"),
    path("remarques/<uuid:remark>/repondre/", remarks.remark_answer, name="remark_answer"),
    path("extraits/<uuid:extract>/publier/", remarks.extract_publish, name="extract_publish"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<uuid:decision>/", decisions.decision, name="decision"),
    path("decisions/<uuid:decision>/modifier/", decisions.decision_edit, name="decision_edit"),
    path("decisions/<uuid:decision>/etape/<slug:step>/", decisions.decision_step, name="decision_step"),
    path("points/<uuid:agenda_item>/decision/", decisions.decision_record, name="decision_record"),
    path("reunions/<uuid:meeting>/suites-a-donner/", decisions.follow_up, name="follow_up"),
    path("recherche/", search.search, name="paper_search"),
]
