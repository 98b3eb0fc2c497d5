"""What is typed to prepare a meeting: its day, its place, its agenda."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from network.enums import ItemKind, ItemVisibility, MeetingPurpose
from network.models import Meeting
from network.operations.meetings import local_moment

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
FREEZE_HOUR = time(18)


def _moment(form: forms.Form, name: str, day: date | None, hour: time | None) -> datetime | None:
    """A day and a clock time as a moment; an hour that the clock change removes or doubles is refused on its field."""
    if day is None or hour is None:
        return None
    try:
        return local_moment(datetime.combine(day, hour))
    except ValidationError as error:
        form.add_error(name, error)
        return None


class DateAndPlaceForm(forms.Form):
    """When and where: what a diary holds."""

    day = forms.DateField(label="Jour", widget=DAY)
    starts = forms.TimeField(label="Heure de début", widget=HOUR)
    ends = forms.TimeField(label="Heure de fin", widget=HOUR)
    place = forms.CharField(
        label="Lieu", max_length=200, required=False, help_text="Nom de la salle, adresse, commune."
    )
    remote_url = forms.URLField(
        label="Lien de visioconférence", required=False, assume_scheme="https", help_text="Les membres seuls le voient."
    )

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """What the form shows of a meeting that exists."""
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        return {
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "place": meeting.place,
            "remote_url": meeting.remote_url,
        }

    def clean(self) -> dict[str, Any]:
        """The two moments, which the operation takes as `starts_at` and `ends_at`."""
        data = super().clean() or self.cleaned_data
        data["starts_at"] = _moment(self, "starts", data.get("day"), data.get("starts"))
        data["ends_at"] = _moment(self, "ends", data.get("day"), data.get("ends"))
        if data["starts_at"] and data["ends_at"] and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends", "La fin de la réunion vient avant son début. Changez l’heure de fin.")
        return data

    def diary(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "place", "remote_url")}


class AboutForm(forms.Form):
    """What a meeting says of itself, once convened too."""

    title = forms.CharField(label="Titre", max_length=200, required=False, help_text="S’il y a un thème.")
    purpose = forms.ChoiceField(
        label="Objet", choices=MeetingPurpose.choices, initial=MeetingPurpose.ORDINARY, widget=forms.RadioSelect
    )
    freeze_on = forms.DateField(
        label="Ordre du jour figé le",
        required=False,
        widget=DAY,
        help_text="Ce jour-là à 18 heures, l’ordre du jour ne change plus.",
    )
    action_codes = forms.CharField(
        label="Actions du schéma", max_length=200, required=False, help_text="Par exemple : 2.1.1, 4.1.2"
    )

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """What the form shows of a meeting that exists."""
        freeze_at = meeting.freeze_at and timezone.localtime(meeting.freeze_at)
        return {
            "title": meeting.title,
            "purpose": meeting.purpose,
            "freeze_on": freeze_at and freeze_at.date(),
            "action_codes": meeting.action_codes,
        }

    def facts(self) -> dict[str, Any]:
        """What the operation takes."""
        day = self.cleaned_data["freeze_on"]
        facts = {name: self.cleaned_data[name] for name in ("title", "purpose", "action_codes")}
        return facts | {"freeze_at": day and local_moment(datetime.combine(day, FREEZE_HOUR))}


class MeetingForm(AboutForm, DateAndPlaceForm):
    """A meeting that nobody was told of yet."""

    field_order = ("day", "starts", "ends", "place", "remote_url", "purpose", "title", "freeze_on", "action_codes")

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """What the form shows of a draft."""
        return DateAndPlaceForm.initial_of(meeting) | AboutForm.initial_of(meeting)

    def facts(self) -> dict[str, Any]:
        """What the operation takes."""
        return super().facts() | self.diary()


class ItemForm(forms.Form):
    """A point of the agenda."""

    title = forms.CharField(label="Titre du point", max_length=200)
    easy_title = forms.CharField(label="Titre facile à lire", max_length=200, required=False)
    kind = forms.ChoiceField(
        label="Ce qui est attendu", choices=ItemKind.choices, initial=ItemKind.INFORMATION, widget=forms.RadioSelect
    )
    visibility = forms.ChoiceField(
        label="Qui voit ce point",
        choices=[
            (ItemVisibility.MEMBERS, "Les membres"),
            (ItemVisibility.PUBLIC, "Tout le monde : le point est sur la page publique"),
            (ItemVisibility.SECRETARIAT, "Le secrétariat seul"),
        ],
        initial=ItemVisibility.MEMBERS,
        widget=forms.RadioSelect,
    )
    minutes_planned = forms.IntegerField(label="Durée, en minutes", min_value=1, max_value=600, required=False)
    rapporteur_label = forms.CharField(label="Qui présente", max_length=120, required=False)
    action_codes = forms.CharField(label="Actions du schéma", max_length=200, required=False)


class ProposalForm(forms.Form):
    """A point that a member proposes."""

    title = forms.CharField(label="Votre point, en une phrase", max_length=200)
    kind = forms.ChoiceField(
        label="Ce que vous attendez", choices=ItemKind.choices, initial=ItemKind.OTHER, widget=forms.RadioSelect
    )


class SpokenProposalForm(ProposalForm):
    """A point that a member told the secretariat."""

    title = forms.CharField(label="Le point, en une phrase", max_length=200)
    proposed_by = forms.ModelChoiceField(label="Qui le propose", queryset=None)

    def __init__(self, *args: Any, members: Any, label: Any, **kwargs: Any) -> None:
        """`members`: mandates in force; `label`: how each is shown."""
        super().__init__(*args, **kwargs)
        field = self.fields["proposed_by"]
        field.queryset, field.label_from_instance = members, label


class AnswerForm(forms.Form):
    """What becomes of a proposal."""

    answer = forms.ChoiceField(
        label="Votre réponse",
        choices=[("accept", "Le mettre à l’ordre du jour"), ("decline", "Ne pas le mettre")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Raison, si vous ne le mettez pas",
        max_length=300,
        required=False,
        help_text="La personne qui l’a proposé la lira.",
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Raison", max_length=300)


class ClosingForm(forms.Form):
    """What a meeting without minutes says."""

    without_minutes_reason = forms.CharField(
        label="Pourquoi il n’y a pas de compte rendu",
        max_length=300,
        required=False,
        help_text="À remplir seulement s’il n’y en a pas.",
    )


class CountForm(forms.Form):
    """How many came, when files on persons were examined elsewhere."""

    attendance_count = forms.IntegerField(label="Nombre de participants", min_value=0, max_value=1000)
