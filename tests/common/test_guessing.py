"""Wrong codes are slowed, never a whole house shut out: participation.md, section 5."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import RequestFactory

from portal.common import guessing
from portal.common.codes import new_code
from portal.common.guessing import address_of, attempt, record_failure
from portal.common.models import FailedAttempt

pytestmark = pytest.mark.django_db
HOUSE = "192.0.2.7"


@pytest.fixture
def clock(monkeypatch):
    """A clock that tests move by hand."""

    class Clock:
        now = datetime(2026, 3, 2, 10, tzinfo=UTC)

        def forward(self, seconds):
            self.now += timedelta(seconds=seconds)

    clock = Clock()
    monkeypatch.setattr(guessing.timezone, "now", lambda: clock.now)
    return clock


def fail(times, code="K7F3QXM92H", address=HOUSE):
    for _ in range(times):
        record_failure("access", address, code)


def test_five_wrong_tries_cost_nothing(clock):
    fail(5)
    assert attempt("access", HOUSE, "K7F3QXM92H") == 0


def test_from_the_sixth_wrong_try_the_wait_grows_up_to_a_minute(clock):
    fail(5)
    waits = []
    for _ in range(6):
        fail(1)
        waits.append(attempt("access", HOUSE, "K7F3QXM92H"))
        clock.forward(61)
    assert waits == [5, 10, 20, 40, 60, 60]


def test_the_wait_ends_by_itself(clock):
    fail(6)
    clock.forward(4.5)
    assert attempt("access", HOUSE, "K7F3QXM92H") == 1
    clock.forward(0.5)
    assert attempt("access", HOUSE, "K7F3QXM92H") == 0


def test_a_beginning_of_code_is_slowed_whatever_the_address(clock):
    for n in range(7):
        fail(1, code="K7F3QXM92H", address=f"192.0.2.{n}")
    assert attempt("access", "198.51.100.1", "k7f3q-00000") == 10
    assert attempt("access", "198.51.100.1", "00000-00000") == 0


def test_ten_wrong_codes_in_a_minute_make_an_address_wait_for_a_minute(clock):
    for _ in range(10):
        fail(1, code=new_code())
    assert attempt("access", HOUSE, new_code()) == 60
    assert attempt("access", "198.51.100.1", new_code()) == 0
    clock.forward(60)
    assert attempt("access", HOUSE, new_code()) == 0


def test_after_a_thousand_wrong_codes_a_right_one_from_the_same_address_passes_within_a_minute(clock):
    counted = 0
    for _ in range(1_000):
        code = new_code()
        if attempt("access", HOUSE, code) == 0:
            record_failure("access", HOUSE, code)
            counted += 1
        clock.forward(0.1)
    assert counted <= 20
    clock.forward(60)
    assert attempt("access", HOUSE, new_code()) == 0


def test_one_scope_does_not_slow_another(clock):
    fail(12)
    assert attempt("personal", HOUSE, "K7F3QXM92H") == 0


def test_very_many_wrong_codes_from_everywhere_sound_the_alarm(clock, caplog):
    with caplog.at_level(logging.ERROR, logger="portal.codes"):
        for n in range(99):
            fail(1, code=new_code(), address=f"198.51.100.{n}")
        assert caplog.records == []
        fail(1)
    assert [record.tries for record in caplog.records] == [100]


def test_neither_code_nor_address_is_stored_and_rows_live_an_hour(clock):
    fail(1)
    row = FailedAttempt.objects.get()
    assert not {HOUSE, "K7F3Q", "K7F3QXM92H"} & {row.address, row.prefix}
    clock.forward(3_601)
    fail(1, code="0000000000")
    assert not FailedAttempt.objects.filter(pk=row.pk).exists()


def test_a_command_forgets_after_an_hour_even_if_nobody_tries_again(clock, capsys):
    fail(2)
    clock.forward(3_600)
    call_command("purge_failed_attempts")
    assert FailedAttempt.objects.count() == 2
    clock.forward(1)
    call_command("purge_failed_attempts")
    assert FailedAttempt.objects.count() == 0
    assert capsys.readouterr().out.splitlines() == ["0 essai(s) oublié(s)", "2 essai(s) oublié(s)"]


def test_what_is_no_code_at_all_is_counted_too(clock):
    fail(6, code="\0 n’importe quoi \ud800")
    assert attempt("access", HOUSE, "\0 n’importe quoi \ud800") > 0


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_an_address_is_told_by_trusted_proxies_alone(settings, trusted, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    assert address_of(RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})) == address
