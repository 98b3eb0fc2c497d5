"""An indicator is declared by the app that knows, and asked for by the one that shows."""

from datetime import date

import pytest

from portal.common import indicators
from portal.common.indicators import Period, compute, indicator

pytestmark = pytest.mark.any_engine
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def _own_register(monkeypatch):
    monkeypatch.setattr(indicators, "REGISTER", {})


def test_a_declared_indicator_is_computed_for_a_period_and_a_place():
    @indicator("days", "Jours", "jours")
    def days(period, territory):
        return (period.end - period.start).days + 1 if territory is None else 0

    assert compute("days", YEAR) == 365
    assert compute("days", YEAR, "thau") == 0
    assert indicators.REGISTER["days"][:3] == ("days", "Jours", "jours")


def test_a_code_is_declared_once():
    indicator("days", "Jours")(lambda period, territory: 1)
    with pytest.raises(ValueError, match="twice"):
        indicator("days", "Jours")(lambda period, territory: 2)


def test_a_period_ends_after_it_starts_and_a_code_is_known():
    with pytest.raises(ValueError, match="before"):
        compute("days", Period(date(2026, 2, 1), date(2026, 1, 1)))
    with pytest.raises(KeyError):
        compute("days", YEAR)
