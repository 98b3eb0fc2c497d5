"""The page where the second factor is set up, before and after a wrong code."""

from tests.browser.audit import SPACE, audit
from tests.factories.accounts import PASSWORD, make_user


def sign_in(page, username: str) -> None:
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.click(".button--main")


def send_code(page, code: str) -> None:
    page.fill("[name=code]", code)
    page.click(".button--main")


def test_the_page_of_the_second_factor_has_no_fault_even_after_a_wrong_code(visit):
    user = make_user("pascal")
    page = visit("/compte/login/?next=/compte/2fa/totp/activate/")
    sign_in(page, user.username)
    page.fill("[name=password]", PASSWORD)  # asked again before a second factor is set
    page.click(".button--main")
    assert page.locator(".receipt__qr svg").bounding_box()["width"] > 100
    audit(page, SPACE)

    send_code(page, "un mot")
    assert page.title().startswith("Erreur")
    audit(page, SPACE)
