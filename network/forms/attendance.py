"""The attendance sheet, and what becomes of practical needs."""

from typing import Any

from django import forms

from network.enums import AttendanceStatus, Quality
from network.models import Mandate

REMOTE = "remote"
# Somebody represented needs to be told by whom: that has its own screen.
STATUSES = (
    (AttendanceStatus.PRESENT.value, "Présent"),
    (REMOTE, "À distance"),
    (AttendanceStatus.EXCUSED.value, "Excusé"),
    (AttendanceStatus.ABSENT.value, "Absent"),
)


class SheetForm(forms.Form):
    """One line a member: whether that person came. A line left empty is not written."""

    def __init__(self, *args: Any, members: list[tuple[Mandate, str]], written: dict[Any, str], **kwargs: Any) -> None:
        """`members`: mandates and how each is shown; `written`: what is already on the sheet, by key of mandate."""
        super().__init__(*args, **kwargs)
        self.members = {field_of(mandate): mandate for mandate, _name in members}
        for mandate, name in members:
            self.fields[field_of(mandate)] = forms.ChoiceField(
                label=name,
                choices=STATUSES,
                required=False,
                widget=forms.RadioSelect,
                initial=written.get(mandate.pk, ""),
            )


class GuestForm(forms.Form):
    """Somebody who came without a mandate; the name is optional."""

    guest_label = forms.CharField(
        label="Nom", max_length=120, required=False, help_text="Laissez vide pour une personne accompagnée."
    )
    quality = forms.ChoiceField(label="Venu comme", choices=Quality.choices, widget=forms.RadioSelect)


class RepresentationForm(forms.Form):
    """Who was represented, and by whom."""

    mandate = forms.ModelChoiceField(label="Personne représentée", queryset=None)
    represented_by = forms.ModelChoiceField(label="Représentée par", queryset=None)

    def __init__(self, *args: Any, members: Any, label: Any, **kwargs: Any) -> None:
        """`members`: mandates in force that day; `label`: how each is shown."""
        super().__init__(*args, **kwargs)
        for name in ("mandate", "represented_by"):
            field = self.fields[name]
            field.queryset, field.label_from_instance = members, label


class NeedForm(forms.Form):
    """What is answered to a practical need."""

    step = forms.ChoiceField(
        label="Votre réponse",
        choices=[("arrange", "C’est organisé"), ("give_up", "Ce n’est pas possible"), ("drop", "Ce n’est plus utile")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="Ce que la personne doit savoir",
        max_length=200,
        required=False,
        help_text="Par exemple l’heure et le lieu où l’on vient la chercher. N’écrivez rien sur sa vie.",
    )


def field_of(mandate: Mandate) -> str:
    """The name of a member's line."""
    return f"member_{mandate.pk.hex}"
