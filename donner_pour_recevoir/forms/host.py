"""What hosts and the coordinator write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donner_pour_recevoir.enums import Activity, Check
from donner_pour_recevoir.forms.fields import CommuneField, HalfDaysField, day_field
from donner_pour_recevoir.models import Host, Mission
from network.models import Territory
from portal.accounts.models import User


class MissionFilterForm(forms.Form):
    """Filters of the public list that say nothing of a person: they may stand in the address."""

    activity = forms.ChoiceField(
        label=gettext_lazy("Activité"),
        required=False,
        choices=[("", gettext_lazy("Toutes")), *Activity.choices],
    )
    territory = forms.ModelChoiceField(
        Territory.objects.all(),
        label=gettext_lazy("Territoire"),
        required=False,
        to_field_name="code",
        empty_label=gettext_lazy("Tout le département"),
    )


class AccessForm(forms.Form):
    """Criteria of access of the mission. Sent by POST, kept nowhere: they would tell about a person."""

    access = forms.MultipleChoiceField(
        label=gettext_lazy("Je cherche une mission…"),
        help_text=gettext_lazy("Vos choix servent à cette page seulement. Ils ne sont gardés nulle part."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("step_free", gettext_lazy("sans marche à monter")),
            ("seated_possible", gettext_lazy("où l’on peut rester assis")),
            ("quiet_place", gettext_lazy("dans un lieu calme")),
            ("no_reading_needed", gettext_lazy("où l’on n’a pas besoin de lire")),
            ("no_french", gettext_lazy("où l’on n’a pas besoin de parler français")),
        ],
    )


class HostApplicationForm(forms.Form):
    """An organisation asks to welcome people."""

    name = forms.CharField(label=gettext_lazy("Nom de la structure"), min_length=3, max_length=150)
    commune = CommuneField(label=gettext_lazy("Commune"))
    presentation = forms.CharField(
        label=gettext_lazy("Ce que fait la structure"), max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )
    funding_reference = forms.CharField(
        label=gettext_lazy("Convention avec le Département"),
        help_text=gettext_lazy("Son numéro ou son titre, si vous en avez une."),
        max_length=120,
        required=False,
    )
    charter = forms.BooleanField(
        label=gettext_lazy(
            "Nous signons la charte : l’aide est libre, aucun avantage ni aucune sanction n’en dépend ; "
            "nous répondons en dix jours ; nous ne demandons rien sur la santé, l’argent, la religion ni la justice."
        ),
        error_messages={"required": gettext_lazy("La charte est nécessaire pour accueillir.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["insurance_valid_until"] = day_field(_("Assurance responsabilité civile valable jusqu’au"))
        self.order_fields(["name", "commune", "presentation", "funding_reference", "insurance_valid_until", "charter"])

    def clean_insurance_valid_until(self) -> Any:
        """Refuse a day that has passed."""
        return _not_past(self.cleaned_data["insurance_valid_until"])


class HostDecisionForm(forms.ModelForm):
    """What the coordinator writes of a host before a decision."""

    class Meta:
        model = Host
        fields = ("funding_reference", "funded_until", "insurance_valid_until", "charter_signed_on", "charter_version")
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("funded_until", "insurance_valid_until", "charter_signed_on")
        }

    def clean_insurance_valid_until(self) -> Any:
        """Refuse a day that has passed."""
        return _not_past(self.cleaned_data["insurance_valid_until"])


class ReferentForm(forms.Form):
    """Name a referent by account."""

    username = forms.CharField(label=gettext_lazy("Nom d’utilisateur du compte"), max_length=150)

    def clean_username(self) -> User:
        """The account. Raises ValidationError when there is none."""
        user = User.objects.filter(username=self.cleaned_data["username"], is_active=True).first()
        if user is None:
            raise ValidationError(_("Aucun compte n’a ce nom d’utilisateur."))
        return user


class MissionForm(forms.ModelForm):
    """A mission, in plain words."""

    commune = CommuneField(label=gettext_lazy("Commune"))
    half_days = HalfDaysField(label=gettext_lazy("Demi-journées possibles"))

    class Meta:
        model = Mission
        fields = (
            *("title", "easy_summary", "activity", "commune", "half_days", "half_days_needed", "hours_each_time"),
            *("regularity", "places", "setting", "tutor_label", "expenses", "french_needed", "near_transport"),
            *("step_free", "seated_possible", "quiet_place", "no_reading_needed", "starts_on", "ends_on"),
        )
        widgets = {
            "easy_summary": forms.Textarea(attrs={"rows": 4}),
            "regularity": forms.RadioSelect,
            "setting": forms.RadioSelect,
            "french_needed": forms.RadioSelect,
            "expenses": forms.RadioSelect,
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["easy_summary"].required = True
        if self.instance.pk and self.instance.commune_id:
            self.initial["commune"] = self.instance.commune

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("La fin ne peut pas être avant le début."))
        return cleaned


class ChecklistForm(forms.Form):
    """The points that the coordinator signs."""

    points = forms.MultipleChoiceField(
        label=gettext_lazy("J’ai vérifié que la mission…"),
        required=False,
        choices=Check.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class ReasonForm(forms.Form):
    """A reason, or a message, that the other side will read."""

    reason = forms.CharField(
        label=gettext_lazy("Raison ou message"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _not_past(day: Any) -> Any:
    if day and day < timezone.localdate():
        raise ValidationError(_("Cette date est passée : donnez l’attestation de l’assurance en cours."))
    return day
