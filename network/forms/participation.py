"""What people type to join a participatory committee, and to say what they thought of a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.enums import Channel
from network.models import Territory
from portal.common.codes import normalise

MYSELF, SOMEBODY = "moi", "une-autre-personne"
WRONG_CODE = _("Ce code n’ouvre rien ici. Vérifiez-le, ou appelez-nous.")
_CODE_INPUT = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
_CHANNELS = (
    (Channel.PHONE, _("Par téléphone")),
    (Channel.SMS, _("Par SMS")),
    (Channel.EMAIL, _("Par courriel")),
    (Channel.REFERENT, _("Par une personne de confiance")),
    (Channel.PAPER, _("Au guichet ou par courrier : je viendrai chercher la réponse")),
)


class CandidacyForm(forms.Form):
    """A name of one's choice and how to be reached; nothing about one's support."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    for_whom = forms.ChoiceField(
        label=_("Pour qui remplissez-vous cette page ?"),
        choices=[(MYSELF, _("Pour moi")), (SOMEBODY, _("Pour une personne que j’aide, avec elle"))],
        widget=forms.RadioSelect,
        initial=MYSELF,
    )
    display_name = forms.CharField(
        label=_("Votre prénom, ou le nom que vous voulez"),
        max_length=80,
        error_messages={"required": _("Écrivez un prénom, ou le nom que vous voulez.")},
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    contact_channel = forms.ChoiceField(
        label=_("Comment vous joindre ?"),
        choices=_CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez comment nous pouvons vous joindre.")},
    )
    phone = forms.CharField(
        label=_("Numéro de téléphone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("Adresse électronique"),
        required=False,
        error_messages={"invalid": _("Écrivez l’adresse comme nom@exemple.fr.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    referent_label = forms.CharField(
        label=_("Personne de confiance"),
        help_text=_("Son nom, et où l’appeler."),
        max_length=120,
        required=False,
    )
    territory = forms.ModelChoiceField(
        label=_("Votre secteur"),
        queryset=Territory.objects.none(),
        required=False,
        empty_label=_("Je ne sais pas"),
        widget=forms.RadioSelect,
    )
    availabilities = forms.CharField(
        label=_("Quand êtes-vous disponible ?"),
        help_text=_("Par exemple : le mardi matin."),
        max_length=300,
        required=False,
    )
    agrees = forms.BooleanField(
        label=_("Je suis d’accord pour que le comité garde ces informations, pour me répondre."),
        error_messages={"required": _("Votre accord est nécessaire pour que nous gardions vos coordonnées.")},
    )

    def __init__(self, *args: Any, is_helper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = Territory.objects.order_by("name")
        if not is_helper:
            del self.fields["for_whom"]

    def clean(self) -> dict[str, Any]:
        """Ask for the number or the address that the chosen way needs."""
        cleaned = super().clean() or self.cleaned_data
        channel = cleaned.get("contact_channel")
        if channel in {Channel.PHONE, Channel.SMS} and not cleaned.get("phone"):
            self.add_error("phone", _("Écrivez le numéro de téléphone, ou choisissez un autre moyen."))
        if channel == Channel.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Écrivez l’adresse électronique, ou choisissez un autre moyen."))
        if channel == Channel.REFERENT and not cleaned.get("referent_label"):
            self.add_error("referent_label", _("Écrivez le nom de la personne de confiance et où l’appeler."))
        return cleaned


class CodeForm(forms.Form):
    """A code of ten characters; `cleaned_data["code"]` is what was meant, normalised."""

    code = forms.CharField(
        label=_("Votre code"),
        help_text=_("Dix lettres et chiffres, par exemple K7F3Q-XM92H. Majuscules ou minuscules, comme vous voulez."),
        max_length=60,
        error_messages={"required": _("Tapez le code.")},
        widget=forms.TextInput(attrs=_CODE_INPUT),
    )

    def clean_code(self) -> str:
        """The code without its spaces and dashes."""
        code = normalise(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(WRONG_CODE)
        return code


def _smiley(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(3, _("😊 Oui")), (2, _("😐 Un peu")), (1, _("🙁 Non"))],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une des trois réponses.")},
    )


class EvaluationForm(forms.Form):
    """Four questions with three faces, and one sentence."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    understood = _smiley(_("J’ai compris"))
    could_speak = _smiley(_("J’ai pu parler"))
    was_heard = _smiley(_("On m’a écouté"))
    was_useful = _smiley(_("C’était utile"))
    line = forms.CharField(
        label=_("Une phrase, si vous voulez"),
        help_text=_("N’écrivez pas votre nom, ni celui d’une autre personne."),
        max_length=300,
        required=False,
    )
