"""Fields that several forms share: half-days of a week, a commune typed as people type it, a discreet text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from donner_pour_recevoir.enums import HalfDay, bits
from donner_pour_recevoir.validators import DISCREET
from network.models import Commune

SUGGESTIONS = 7


class HalfDaysField(forms.MultipleChoiceField):
    """Half-days, ticked one by one; gives the number that the models keep."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=HalfDay.choices, **kwargs)
        self.error_messages["required"] = _("Cochez au moins une demi-journée.")

    def clean(self, value: Any) -> int:
        """The half-days as one number. Raises ValidationError for an unknown or a missing one."""
        return bits(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """The boxes of a number that is kept."""
        if isinstance(value, int):
            return [half_day for rank, half_day in enumerate(HalfDay.values) if value >> rank & 1]
        return value


class CommuneField(forms.CharField):
    """The name of a commune, or its postal code, however it is typed; one that merged gives the commune of today."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=80, **kwargs)
        self.widget.attrs.update({"autocomplete": "address-level2"})
        self.error_messages["required"] = _("Écrivez le nom de la commune.")

    def clean(self, value: Any) -> Commune | None:
        """The commune that is meant. Raises ValidationError, with the nearest names, when there is not just one."""
        text = super().clean(value)
        if not text:
            return None
        found = list(Commune.objects.matching(text).select_related("successor")[: SUGGESTIONS + 1])
        communes = list({(commune.successor or commune).pk: commune.successor or commune for commune in found}.values())
        if len(communes) == 1:
            return communes[0]
        if not communes:
            raise ValidationError(
                _("Nous ne trouvons pas cette commune. Vérifiez l’orthographe, ou écrivez le code postal.")
            )
        if len(communes) > SUGGESTIONS:
            raise ValidationError(_("Plusieurs communes ont ce nom ou ce code postal. Écrivez le nom en entier."))
        names = ", ".join(commune.name for commune in communes)
        raise ValidationError(_("Écrivez l’un de ces noms : %(names)s."), params={"names": names})

    def prepare_value(self, value: Any) -> Any:
        """The name of a commune that is kept."""
        if isinstance(value, int):
            value = Commune.objects.filter(pk=value).first()
        return value.name if isinstance(value, Commune) else value


class DiscreetField(forms.CharField):
    """A few words that name nobody: numbers, addresses and private matters are refused on the server."""

    default_validators = DISCREET

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("N’écrivez ni santé, ni famille, ni argent, ni justice, ni religion."))
        super().__init__(**kwargs)


def day_field(label: str, *, required: bool = True, past: bool = False) -> forms.DateField:
    """A day; `past` refuses those to come."""
    field = forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez le jour ainsi : 31/12/2027."), "required": _("Choisissez un jour.")},
    )
    if past:
        field.validators.append(_refuse_days_to_come)
    return field


def _refuse_days_to_come(day: Any) -> None:
    if day > timezone.localdate():
        raise ValidationError(_("Ce jour n’est pas encore passé."))
