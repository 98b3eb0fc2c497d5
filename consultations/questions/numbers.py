"""Numbers as people write them in French: « 1 234,5 »."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

LARGEST = 1_000_000_000
_BLANKS = re.compile(r"[\s\u00a0\u202f]")
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?")


class Number(forms.Field):
    """A number within bounds, with a limited number of decimals."""

    def __init__(self, least: float | None = None, most: float | None = None, decimals: int = 0) -> None:
        super().__init__(required=False)
        self.least, self.most, self.decimals = least, most, decimals

    def to_python(self, value: Any) -> int | float | None:
        """The number, None when nothing was written. Raises ValidationError saying what to write."""
        text = _BLANKS.sub("", str(value or "")).replace("\u2212", "-")
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise ValidationError(_("Écrivez un nombre, avec des chiffres seulement."), code="not_a_number")
        number = Decimal(text.replace(",", "."))
        if self.decimals == 0 and number != number.to_integral_value():
            raise ValidationError(_("Écrivez un nombre entier, sans virgule."), code="not_whole")
        if number != round(number, self.decimals):
            raise ValidationError(
                _("Écrivez %(decimals)d chiffres au plus après la virgule."),
                code="too_precise",
                params={"decimals": self.decimals},
            )
        self._check_bounds(number)
        return int(number) if number == number.to_integral_value() else float(number)

    def _check_bounds(self, number: Decimal) -> None:
        least = -LARGEST if self.least is None else self.least
        most = LARGEST if self.most is None else self.most
        if number < Decimal(str(least)):
            raise ValidationError(
                _("Écrivez un nombre égal ou supérieur à %(bound)s."), code="too_small", params={"bound": said(least)}
            )
        if number > Decimal(str(most)):
            raise ValidationError(
                _("Écrivez un nombre égal ou inférieur à %(bound)s."), code="too_large", params={"bound": said(most)}
            )


def said(number: float) -> str:
    """A number as the active language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


def typed(number: float) -> str:
    """A number as a form shows it again: digits, a comma before decimals."""
    return f"{number:f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(number, float) else str(number)


def exact(number: float) -> int | float:
    """A sum without the dust of binary fractions, an integer when it is one."""
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded
