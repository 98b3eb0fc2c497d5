"""The catalogue of components, for development and tests: every component, in every state, with sample data."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from portal.common.access import public

HIDDEN_INPUT = SafeString('<input type="hidden" name="version" value="3">')
QR_CODE = SafeString('<svg viewBox="0 0 3 3"><path d="M0 0h1v1H0zM2 0h1v1H2zM0 2h1v1H0zM1 1h1v1H1z"/></svg>')


class SampleForm(forms.Form):
    """One field of each kind that the portal uses."""

    name = forms.CharField(label="Votre prénom", help_text="Comme vous voulez qu’on vous appelle.")
    phone = forms.CharField(label="Votre téléphone", required=False)
    idea = forms.CharField(label="Votre idée", widget=forms.Textarea)
    children = forms.IntegerField(label="Combien d’enfants vivent avec vous ?", min_value=0)
    day = forms.DateField(label="Quel jour ?", widget=forms.DateInput(attrs={"type": "date"}))
    theme = forms.ChoiceField(label="Un thème", choices=[("", "Choisissez"), ("housing", "Se loger")])
    car = forms.ChoiceField(
        label="Avez-vous une voiture ?",
        help_text="Une voiture prêtée compte aussi.",
        choices=[("yes", "Oui"), ("no", "Non"), ("unknown", "Je ne sais pas")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="De quoi avez-vous besoin ?",
        choices=[("bus", "Un bus"), ("help", "Quelqu’un avec moi")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    read = forms.BooleanField(label="La personne a lu l’information")
    letter = forms.FileField(label="Une lettre", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


@public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every component in every state; `?langue=ar` shows the page from right to left."""
    language = "ar" if request.GET.get("langue") == "ar" else "fr"
    with translation.override(language):
        return render(request, "catalogue/index.html", sample_data())


def sample_data() -> dict[str, Any]:
    """What the catalogue's templates show."""
    filled = SampleForm({"name": "Nadia", "phone": "06 00 00 00 00", "car": "yes", "needs": ["bus"], "children": "2"})
    filled.is_valid()
    pages = Paginator(range(30), 10)
    return {
        "form": SampleForm(prefix="vide"),
        "form_with_errors": filled,
        "question": SampleForm(prefix="titre"),
        "pages": [pages.page(1), pages.page(2), pages.page(3)],
        "one_page": Paginator([1], 10).page(1),
        "query": "?q=aide&",
        "qr_code": QR_CODE,
        "hidden_input": HIDDEN_INPUT,
        **_texts(),
        **_lists(),
    }


def _texts() -> dict[str, Any]:
    return {
        "paragraphs": SafeString("<p>Un paragraphe.</p><p>Un second, avec <a href='#alert'>un lien</a>.</p>"),
        "consequences": ["Chaque personne reçoit une lettre.", "La date ne peut plus changer."],
        "people": ["Nadia B.", "Pascal R."],
        "steps": ["Le comité lit vos réponses avant le 3 mars.", "La présidente répond avant le 15 mai."],
    }


def _lists() -> dict[str, Any]:
    return {
        "crumbs": [
            {"title": "Accueil", "url": "/"},
            {"title": "Consultations", "url": "/consultations/"},
            {"title": "Venir jusqu’à nous", "url": ""},
        ],
        "answers": [
            {"label": "Avez-vous une voiture ?", "value": "Non", "url": "#summary_list"},
            {"label": "De quoi avez-vous besoin ?", "value": "Un bus\nQuelqu’un avec moi", "url": "#summary_list"},
            {"label": "Votre idée", "value": "", "url": "#summary_list"},
            {"label": "Votre territoire", "value": "Biterrois", "url": ""},
        ],
        "table_head": ["Territoire", "Oui", "Non"],
        "table_rows": [
            {"head": "Biterrois", "cells": ["12", "31"]},
            {"head": "Cœur d’Hérault", "cells": ["masqué (petits effectifs)", "19"]},
        ],
        "bars": [
            {"label": "Oui", "value": "12 (27,9 %)", "percent": 27.9},
            {"label": "Non", "value": "31 (72,1 %)", "percent": 72.1},
            {"label": "Sans avis", "value": "0 (0 %)", "percent": 0},
            {"label": "Je ne sais pas", "value": None, "percent": None},
        ],
        "documents": [
            {
                "title": "Compte rendu de mars",
                "url": "#document_row",
                "kind": "Compte rendu",
                "date": "mardi 11 mai 2027",
                "sentence": "Ce que le comité a décidé sur les transports.",
                "download_url": "#document_row",
                "format": "PDF",
                "pages": 2,
                "size": "180 Ko",
                "version": "Version 2, remplace celle du 3 mars.",
                "seen_as": "membre titulaire du comité local du Biterrois",
                "help_url": "#document_row",
            },
            {"title": "Ordre du jour de février", "withdrawn": "il portait un nom de famille."},
        ],
        "tasks": [
            {"title": "Choisir la date", "url": "#task_list", "state": "Terminé"},
            {"title": "Écrire l’ordre du jour", "url": "#task_list", "state": "En cours", "hint": "3 points sur 5"},
            {"title": "Réserver la salle", "url": "#task_list", "state": "À faire"},
            {"title": "Envoyer la convocation", "state": "Pas encore possible : la salle n’est pas réservée"},
        ],
        "dated_steps": [
            {"date": "Le 3 février 2027", "title": "La consultation commence", "url": "#timeline"},
            {
                "date": "Jusqu’au 3 mars 2027",
                "title": "Vous répondez",
                "is_current": True,
                "text": "Il reste 12 jours.",
            },
            {"date": "Le 15 mai 2027 au plus tard", "title": "Le Département répond"},
        ],
    }
