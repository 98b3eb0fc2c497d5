"""kill -9 of the server while people answer: what was acknowledged is there, once."""

import threading

import pytest
import requests

from tests.faults.browser import Browser
from tests.faults.conftest import Server

pytestmark = pytest.mark.faults
ROUNDS = 1
ACKNOWLEDGED_BEFORE_KILLING = 10


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(server: Server):
    with Browser(server.url, "ouverte") as browser:
        browser.fill_in()
        code = browser.code()
        for round_ in range(ROUNDS):
            acknowledged = _write_until_killed(server, browser, round_)
            server.start()
            with Browser(server.url, "ouverte") as elsewhere:
                elsewhere.read()
                assert elsewhere.post("avec-mon-code", personal_code=code).status_code == 303
                screen = elsewhere.read("idee")
            in_flight = acknowledged + 1  # may have been committed, and its answer cut
            assert any(f"texte {round_}-{number}<" in screen for number in (acknowledged, in_flight))
        key = browser.key()
        before = server.contributions("ouverte")
        threading.Timer(0.02, server.kill).start()
        _send_whatever_happens(browser, key)
        server.kill()
        server.start()

        assert browser.send(key).headers["Location"].endswith("/mon-recu/")
        assert browser.code() == code
    assert server.contributions("ouverte") == before + 1


def _write_until_killed(server: Server, browser: Browser, round_: int) -> int:
    """Write ever newer texts, kill the server in the midst; the last one that was acknowledged."""
    number = 0
    while True:
        if number == ACKNOWLEDGED_BEFORE_KILLING:
            threading.Timer(0.01, server.kill).start()
        try:
            response = browser.post("idee", asked="idee", idee=f"texte {round_}-{number + 1}")
        except requests.RequestException:
            return number
        assert response.status_code == 303
        number += 1


def _send_whatever_happens(browser: Browser, key: str) -> None:
    try:
        browser.send(key)
    except requests.RequestException:
        return
