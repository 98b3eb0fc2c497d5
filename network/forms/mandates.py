"""What is typed about a mandate: who, on what ground, how to reach the person, until when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from network.enums import Channel, EndReason, MandateRole, Quality, Seat
from network.forms.meetings import DAY
from network.models import Mandate, Organisation
from portal.accounts.models import User


class ContactForm(forms.Form):
    """How to reach somebody: the person's own, and the secretary's for those without an account."""

    display_name = forms.CharField(label="Nom affiché", max_length=120)
    contact_channel = forms.ChoiceField(
        label="Comment joindre la personne", choices=Channel.choices, initial=Channel.PAPER, widget=forms.RadioSelect
    )
    email = forms.EmailField(label="Adresse électronique", required=False)
    phone = forms.CharField(label="Téléphone", max_length=20, required=False)
    show_name = forms.BooleanField(label="Montrer le nom aux autres membres", required=False)
    neutral_subject = forms.BooleanField(label="Écrire « Réunion (portail) » comme objet des courriels", required=False)

    @staticmethod
    def initial_of(mandate: Mandate) -> dict[str, Any]:
        """What the form shows of a mandate that exists."""
        return {name: getattr(mandate, name) for name in ContactForm.base_fields}

    def facts(self) -> dict[str, Any]:
        """What the operation takes."""
        return dict(self.cleaned_data)


class MandateForm(ContactForm):
    """A whole mandate."""

    account = forms.CharField(
        label="Nom du compte",
        max_length=150,
        required=False,
        help_text="S’il en a un. Le mandat ouvre alors le portail.",
    )
    organisation = forms.CharField(
        label="Organisme représenté", max_length=200, required=False, help_text="Son nom, comme dans l’annuaire."
    )
    quality = forms.ChoiceField(label="Siège comme", choices=Quality.choices, widget=forms.RadioSelect)
    role = forms.ChoiceField(
        label="Rôle", choices=MandateRole.choices, initial=MandateRole.MEMBER, widget=forms.RadioSelect
    )
    seat = forms.ChoiceField(label="Place", choices=Seat.choices, initial=Seat.TITULAR, widget=forms.RadioSelect)
    seat_name = forms.CharField(label="Siège", max_length=100, required=False, help_text="S’il porte un nom.")
    substitute_of = forms.ModelChoiceField(label="Suppléant de", queryset=Mandate.objects.none(), required=False)
    starts_on = forms.DateField(label="Premier jour du mandat", widget=DAY)
    ends_on = forms.DateField(label="Dernier jour du mandat", widget=DAY, required=False)

    field_order = (
        "display_name",
        "account",
        "organisation",
        "quality",
        "role",
        "seat",
        "seat_name",
        "substitute_of",
        "starts_on",
        "ends_on",
    )

    def __init__(self, *args: Any, titulars: Any, label: Any, **kwargs: Any) -> None:
        """`titulars`: mandates that somebody may stand in for; `label`: how each is shown."""
        super().__init__(*args, **kwargs)
        field = self.fields["substitute_of"]
        field.queryset, field.label_from_instance = titulars, label

    @staticmethod
    def initial_of(mandate: Mandate) -> dict[str, Any]:
        """What the form shows of a mandate that exists."""
        names = ("quality", "role", "seat", "seat_name", "substitute_of", "starts_on", "ends_on")
        facts = {name: getattr(mandate, name) for name in names}
        written = {
            "account": mandate.user.username if mandate.user else "",
            "organisation": mandate.organisation.name if mandate.organisation else "",
        }
        return ContactForm.initial_of(mandate) | facts | written

    def clean_account(self) -> User | None:
        """The account of that name."""
        name = self.cleaned_data["account"].strip()
        if not name:
            return None
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise ValidationError("Aucun compte ne porte ce nom. Laissez vide si la personne n’a pas de compte.")
        return user

    def clean_organisation(self) -> Organisation | None:
        """The organisation of that name, whatever its capitals."""
        name = self.cleaned_data["organisation"].strip()
        if not name:
            return None
        rows = Organisation.objects.filter(name__iexact=name)[:2]
        if not rows:
            near = Organisation.objects.filter(name__icontains=name)[:3]
            hint = f" Voulez-vous dire : {', '.join(row.name for row in near)} ?" if near else ""
            raise ValidationError(f"Cet organisme n’est pas dans l’annuaire.{hint}")
        return rows[0]

    def facts(self) -> dict[str, Any]:
        """What the operation takes."""
        facts = dict(self.cleaned_data)
        return facts | {"user": facts.pop("account")}


class EndForm(forms.Form):
    """Why a mandate ends early; leaving asks no reason of the person."""

    reason = forms.ChoiceField(
        label="Raison",
        choices=[choice for choice in EndReason.choices if choice[0] != EndReason.COMMITTEE_CLOSED],
        widget=forms.RadioSelect,
    )


class RenewForm(forms.Form):
    """Until when the next mandate runs."""

    starts_on = forms.DateField(label="Premier jour du nouveau mandat", widget=DAY)
    ends_on = forms.DateField(label="Dernier jour du nouveau mandat", widget=DAY, required=False)
