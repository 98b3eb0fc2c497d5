"""Many sendings at once: one draft makes one contribution, one card opens one, counters stay true, on both engines."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.browser import Browser
from tests.faults.conftest import Server

pytestmark = pytest.mark.faults
AT_ONCE = 64
PEOPLE = 12


def test_64_sendings_of_one_draft_make_one_contribution_and_64_equal_receipts(server: Server):
    with Browser(server.url, "ouverte") as browser, ThreadPoolExecutor(AT_ONCE) as crowd:
        keys = [browser.fill_in().key(), browser.key()]  # two tabs
        before = server.contributions("ouverte")

        def send(number: int) -> tuple[int, str, str]:
            with Browser(server.url, "ouverte") as tab:
                tab.web.cookies.update(browser.web.cookies)
                response = tab.send(keys[number % 2])
                return response.status_code, response.headers["Location"], tab.code()

        answers = set(crowd.map(send, range(AT_ONCE)))

    assert len(answers) == 1, answers
    assert answers.pop()[:2] == (303, "/consultations/ouverte/repondre/mon-recu/")
    assert server.contributions("ouverte") == before + 1


def test_one_card_opens_one_contribution_however_many_send_at_once(server: Server):
    def prepare(_number: int) -> tuple[Browser, str]:
        browser = Browser(server.url, "cartes").fill_in(access_code=server.card)
        return browser, browser.key()

    with ThreadPoolExecutor(8) as crowd:
        ready = list(crowd.map(prepare, range(8)))
        statuses = sorted(crowd.map(lambda one: one[0].send(one[1]).status_code, ready))
    for browser, _key in ready:
        browser.web.close()

    assert statuses == [200] * 7 + [303]
    assert server.contributions("cartes") == 1


def test_counters_equal_their_rebuild_after_many_people_sent_at_once(server: Server):
    def prepare(number: int) -> tuple[Browser, str]:
        browser = Browser(server.url, "ouverte").fill_in(f"Idée {number}")
        return browser, browser.key()

    before = server.contributions("ouverte")
    with ThreadPoolExecutor(8) as crowd:
        ready = list(crowd.map(prepare, range(PEOPLE)))
    with ThreadPoolExecutor(PEOPLE) as crowd:
        statuses = set(crowd.map(lambda one: one[0].send(one[1]).status_code, ready))
    for browser, _key in ready:
        browser.web.close()

    assert statuses == {303}
    assert server.contributions("ouverte") == before + PEOPLE
    assert server.run("manage.py", "rebuild_counters", "ouverte") == "ouverte\u00a0: compteurs inchangés\n"
