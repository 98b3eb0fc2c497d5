"""The pages of the wizard: one short question each, and nothing that the programme does not need."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donner_pour_recevoir.enums import Activity, ContactChannel, Setting, Travel
from donner_pour_recevoir.forms.fields import CommuneField, DiscreetField, HalfDaysField
from network.models import Commune

MOST_WISHES = 5


class StepForm(forms.Form):
    """A page of the wizard. `answers` gives what is kept, ready for JSON."""

    def __init__(self, *args: Any, has_account: bool = False, has_orienter: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_account, self.has_orienter = has_account, has_orienter

    def answers(self) -> dict[str, Any]:
        """What the page gave."""
        return dict(self.cleaned_data)


class NameForm(StepForm):
    """How to call the person, who is an adult."""

    question = gettext_lazy("Comment voulez-vous qu’on vous appelle ?")
    first_name = DiscreetField(
        label=gettext_lazy("Votre prénom, ou un surnom"),
        help_text=gettext_lazy("Pas besoin du nom de famille."),
        required=True,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Écrivez un prénom ou un surnom.")},
    )
    is_adult = forms.BooleanField(
        label=gettext_lazy("J’ai 18 ans ou plus"),
        error_messages={
            "required": gettext_lazy(
                "Les missions sont pour les adultes. Si vous avez moins de 18 ans, appelez-nous : "
                "nous chercherons avec vous."
            )
        },
    )


class ContactForm(StepForm):
    """How to reach the person: an address is never needed."""

    question = gettext_lazy("Comment peut-on vous joindre ?")
    contact_channel = forms.ChoiceField(
        label=gettext_lazy("Choisissez une façon"),
        widget=forms.RadioSelect,
        choices=ContactChannel.choices,
        error_messages={"required": gettext_lazy("Choisissez une façon de vous joindre.")},
    )
    phone = forms.RegexField(
        r"^\+?[\d .\-]{8,20}$",
        label=gettext_lazy("Votre téléphone"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"invalid": gettext_lazy("Écrivez le numéro ainsi : 06 12 34 56 78.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse électronique"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Vérifiez l’adresse : il manque peut-être le signe @.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {ContactChannel.PHONE, ContactChannel.EMAIL, ContactChannel.CODE}
        if self.has_account:
            offered.add(ContactChannel.ACCOUNT)
        if self.has_orienter:
            offered.add(ContactChannel.THROUGH_ORIENTER)
        self.fields["contact_channel"].choices = [
            (value, label) for value, label in ContactChannel.choices if value in offered
        ]

    def clean(self) -> dict[str, Any]:
        """The way chosen needs its number or its address; what it does not need is not kept."""
        cleaned = super().clean()
        channel = cleaned.get("contact_channel")
        if channel == ContactChannel.PHONE and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Écrivez votre numéro, ou choisissez une autre façon."))
        if channel == ContactChannel.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Écrivez votre adresse, ou choisissez une autre façon."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The way, with its number or its address alone."""
        channel = self.cleaned_data["contact_channel"]
        return {
            "contact_channel": channel,
            "phone": self.cleaned_data["phone"] if channel == ContactChannel.PHONE else "",
            "email": self.cleaned_data["email"] if channel == ContactChannel.EMAIL else "",
        }


class CommuneForm(StepForm):
    """The commune, never the address."""

    question = gettext_lazy("Dans quelle commune habitez-vous ?")
    commune = CommuneField(
        label=gettext_lazy("Nom de la commune, ou code postal"),
        help_text=gettext_lazy("La commune suffit. Nous ne demandons pas votre adresse."),
    )

    def answers(self) -> dict[str, Any]:
        """The key of the commune."""
        commune: Commune = self.cleaned_data["commune"]
        return {"commune": commune.pk}


class TravelForm(StepForm):
    """How far one may go, by what means."""

    question = gettext_lazy("Comment pouvez-vous venir ?")
    travel = forms.MultipleChoiceField(
        label=gettext_lazy("Cochez tout ce qui est possible"),
        widget=forms.CheckboxSelectMultiple,
        choices=Travel.choices,
        error_messages={"required": gettext_lazy("Cochez au moins une façon de venir.")},
    )
    max_km = forms.IntegerField(
        label=gettext_lazy("Combien de kilomètres au plus ?"),
        required=False,
        min_value=1,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class HalfDaysForm(StepForm):
    """When the person is free."""

    question = gettext_lazy("Quand êtes-vous libre ?")
    half_days = HalfDaysField(label=gettext_lazy("Cochez les moments possibles"))


class WishesForm(StepForm):
    """What one likes doing; nothing at all is an answer."""

    question = gettext_lazy("Qu’aimeriez-vous faire ?")
    wishes = forms.MultipleChoiceField(
        label=gettext_lazy("Cochez cinq activités au plus"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=Activity.choices,
    )

    def clean_wishes(self) -> list[str]:
        """Five at most."""
        wishes = self.cleaned_data["wishes"]
        if len(wishes) > MOST_WISHES:
            raise ValidationError(_("Gardez cinq activités au plus."))
        return wishes


class SettingForm(StepForm):
    """With whom."""

    question = gettext_lazy("Avec qui préférez-vous être ?")
    setting_wish = forms.ChoiceField(
        label=gettext_lazy("Choisissez"),
        required=False,
        widget=forms.RadioSelect,
        choices=[*Setting.choices, ("", gettext_lazy("cela m’est égal"))],
    )


STEPS: dict[str, type[StepForm]] = {
    "prenom": NameForm,
    "contact": ContactForm,
    "commune": CommuneForm,
    "trajet": TravelForm,
    "moments": HalfDaysForm,
    "envies": WishesForm,
    "avec-qui": SettingForm,
}
