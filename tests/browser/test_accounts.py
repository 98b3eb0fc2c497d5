"""The second factor, from its first setting to the next time one signs in."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.audit import SPACE, audit
from tests.factories.accounts import PASSWORD, make_user


def sign_in(page, username: str) -> None:
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.click(".button--main")


def send_code(page, code: str) -> None:
    page.fill("[name=code]", code)
    page.click(".button--main")


def test_the_second_factor_is_set_up_then_asked_for(visit):
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

    secret = page.locator("main code").inner_text()
    send_code(page, format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    assert page.locator("main li code").count() == 10
    audit(page, SPACE)
    page.goto("/compte/2fa/recovery-codes/generate/")
    audit(page, SPACE)
    page.goto("/compte/2fa/totp/deactivate/")
    audit(page, SPACE)

    page = visit("/compte/login/")
    sign_in(page, user.username)
    assert page.url.endswith("/compte/2fa/authenticate/")
    audit(page, SPACE)
