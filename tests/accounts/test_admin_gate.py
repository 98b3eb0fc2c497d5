import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from portal.accounts.models import DepartmentRole
from portal.accounts.operations import prepare_role_groups
from tests.factories.accounts import PASSWORD, client_of, make_user, totp_code

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", ["/admin/login/", "/_util/login/"])
def test_no_other_door_opens_by_the_password_alone(client, url):
    make_user("redaction", role="editor", second_factor=True)

    response = client.post(url, {"username": "redaction", "password": PASSWORD})

    assert (response.status_code, response.url) == (302, "/compte/login/")
    assert "_auth_user_id" not in client.session
    assert client.get("/django-admin/login/").status_code == 404


def test_a_password_alone_does_not_sign_in_an_account_with_a_second_factor(client):
    user = make_user(role="editor", second_factor=True)

    client.post("/compte/login/", {"login": user.username, "password": PASSWORD})

    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").url.startswith("/compte/login/")


def test_the_second_factor_opens_the_admin():
    prepare_role_groups()

    assert client_of(make_user(role="editor", second_factor=True)).get("/admin/").status_code == 200


def test_an_account_without_second_factor_is_led_to_set_it_up():
    response = client_of(make_user(role="editor")).get("/admin/pages/")

    assert (response.status_code, response.url) == (302, "/compte/2fa/totp/activate/?next=%2Fadmin%2Fpages%2F")


def test_a_session_opened_before_the_second_factor_gives_it_first():
    user = make_user(role="editor", second_factor=True)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/admin/").url == "/compte/2fa/reauthenticate/?next=%2Fadmin%2F"

    client.post("/compte/2fa/reauthenticate/", {"code": totp_code(user)})
    prepare_role_groups()
    assert client.get("/admin/").status_code == 200


def test_without_a_role_the_admin_does_not_exist():
    assert client_of(make_user(second_factor=True)).get("/admin/").status_code == 404


def test_a_group_and_a_permission_filled_by_hand_open_nothing():
    prepare_role_groups()
    user = make_user(second_factor=True)
    user.groups.set(Group.objects.all())
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))

    assert client_of(user).get("/admin/").status_code == 404


def test_a_group_filled_by_hand_is_emptied_of_whom_holds_another_role():
    prepare_role_groups()
    user = make_user(role="analyst", second_factor=True)
    user.groups.set(Group.objects.all())
    client = client_of(user)

    assert client.get("/admin/").status_code == 200
    assert [group.name for group in user.groups.all()] == ["rôle : chargé d’étude"]
    assert client.get("/admin/users/").status_code == 302


def test_a_role_that_ends_closes_the_admin_in_an_open_session():
    prepare_role_groups()
    user = make_user(role="editor", second_factor=True)
    client = client_of(user)
    assert client.get("/admin/").status_code == 200

    yesterday = timezone.localdate() - timedelta(days=1)
    DepartmentRole.objects.filter(user=user).update(starts_on=yesterday, ends_on=yesterday)

    assert client.get("/admin/").status_code == 404


def test_half_an_hour_without_a_click_ends_the_session_of_staff_alone(monkeypatch):
    prepare_role_groups()
    at_work, at_home = client_of(make_user(role="editor", second_factor=True)), client_of(make_user())
    assert at_work.get("/admin/").status_code == 200
    begun = time.time()

    seen = []
    for minutes in (29, 58, 89):
        monkeypatch.setattr("portal.accounts.middleware.time", lambda now=begun + 60 * minutes: now)
        seen.append((at_work.get("/mon-espace/").status_code, at_home.get("/mon-espace/").status_code))

    assert seen == [(200, 200), (200, 200), (302, 200)]


def test_twelve_hours_end_the_session_of_staff_however_busy(monkeypatch, settings):
    settings.SESSION_COOKIE_AGE = 3000
    prepare_role_groups()
    client = client_of(make_user(role="editor", second_factor=True))
    assert client.get("/admin/").status_code == 200
    begun = time.time()

    seen = []
    for minutes in (20, 40, 51):
        monkeypatch.setattr("portal.accounts.middleware.time", lambda now=begun + 60 * minutes: now)
        seen.append(client.get("/mon-espace/").status_code)

    assert seen == [200, 200, 302]


def test_leaving_empties_the_cache_of_the_browser():
    client = client_of(make_user())

    response = client.post("/compte/logout/")

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/mon-espace/").status_code == 302
