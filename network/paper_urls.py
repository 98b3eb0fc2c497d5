"""Addresses of documents, minutes and decisions, under `reseau/` (namespace `committees`)."""

from django.urls import URLPattern, path

from network.views import documents

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
]
