"""The register of indicators: each is a function of an app's `indicators` module, computed for a period and a place.

`portal.common` knows none of them; whoever shows indicators asks here.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

Value = int | float | Decimal | None


class Period(NamedTuple):
    """From a day to a day, both included."""

    start: date
    end: date


class Indicator(NamedTuple):
    """What is measured; `measure(period, territory)` gives None where there is nothing to measure."""

    code: str
    title: str
    unit: str
    measure: Callable[[Period, Any], Value]


REGISTER: dict[str, Indicator] = {}


def indicator(code: str, title: str, unit: str = "") -> Callable[[Callable], Callable]:
    """Register a function under a code. Raises ValueError when the code is taken."""

    def register(measure: Callable[[Period, Any], Value]) -> Callable[[Period, Any], Value]:
        if code in REGISTER:
            raise ValueError(f"indicator {code!r} is declared twice")
        REGISTER[code] = Indicator(code, title, unit, measure)
        return measure

    return register


def compute(code: str, period: Period, territory: Any = None) -> Value:
    """The value of an indicator, for the whole département unless a territory is given.

    Raises KeyError for an unknown code, ValueError for a period that ends before it starts.
    """
    if period.end < period.start:
        raise ValueError("the period ends before it starts")
    return REGISTER[code].measure(period, territory)
