"""Public addresses of committees, under `instances/`. The fixed ones come first: no committee may take their names."""

from django.urls import path

from network.views import figures, participation, public

app_name = "network"
urlpatterns = [
    path("", public.committees, name="committees"),
    path("calendrier/", public.calendar, name="calendar"),
    path("calendrier.ics", public.calendar_file, name="calendar_file"),
    path("chiffres/", figures.figures, name="figures"),
    path("chiffres.<slug:extension>", figures.figures_file, name="figures_file"),
    path("appels/<uuid:pk>/", participation.call, name="call"),
    path("appels/<uuid:pk>/me-proposer/", participation.candidacy, name="candidacy"),
    path("ma-candidature/", participation.receipt, name="candidacy_receipt"),
    path("ma-candidature/retrouver/", participation.find_candidacy, name="candidacy_code"),
    path("ma-candidature/retirer/", participation.withdraw, name="withdraw_candidacy"),
    path("avis/", participation.evaluation, name="evaluation"),
    path("avis/merci/", participation.evaluation_done, name="evaluation_done"),
    path("documents/<uuid:pk>/", public.document, name="public_document"),
    path("<slug:slug>/", public.committee, name="committee"),
    path("<slug:slug>/extraits/<uuid:pk>/", public.extract, name="extract"),
]
