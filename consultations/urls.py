"""Addresses of consultations. Codes of screens hold no dash: the fixed names below cannot be one of them."""

from django.urls import path

from consultations.views import answering, consultation, receipt, results

app_name = "consultations"
urlpatterns = [
    path("<slug:slug>/formulaire/", consultation.paper_form, name="paper_form"),
    path("<slug:slug>/resultats/", results.results, name="results"),
    path("<slug:slug>/resultats.<slug:extension>", results.results_file, name="results_file"),
    path("<slug:slug>/repondre/", answering.answer, name="answer"),
    path("<slug:slug>/repondre/avec-mon-code/", answering.resume, name="resume"),
    path("<slug:slug>/repondre/plus-tard/", answering.later, name="later"),
    path("<slug:slug>/repondre/verifier-mes-reponses/", answering.review, name="review"),
    path("<slug:slug>/repondre/mon-recu/", receipt.receipt, name="receipt"),
    path("<slug:slug>/repondre/retirer-mes-reponses/", receipt.withdraw, name="withdraw"),
    path("<slug:slug>/repondre/quitter-cet-appareil/", receipt.leave, name="leave"),
    path("<slug:slug>/repondre/<slug:code>/", answering.step, name="step"),
]
