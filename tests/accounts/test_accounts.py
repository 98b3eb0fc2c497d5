from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import AccessLog, DepartmentRole, User
from portal.accounts.operations import log_reading, prepare_role_groups
from portal.accounts.permissions import has_role
from portal.accounts.querysets import AppendOnlyError
from tests.factories.accounts import PASSWORD, client_of, make_role, make_user

pytestmark = pytest.mark.django_db


def test_several_accounts_live_without_an_e_mail():
    make_user(email=None)
    make_user(email="")

    assert User.objects.filter(email=None).count() == 2


def test_two_accounts_never_share_an_e_mail_whatever_its_capitals():
    make_user(email="Anne@Exemple.fr")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(username="autre", email="ANNE@exemple.fr")])
    with pytest.raises(ValidationError, match="Un compte existe déjà"):
        User(username="autre", email="anne@EXEMPLE.fr", password="x").full_clean()


@pytest.mark.parametrize("login", ["anne", "anne@exemple.fr", "ANNE@exemple.FR"])
def test_people_sign_in_by_user_name_or_by_e_mail(client, login):
    make_user("anne", email="anne@exemple.fr")

    response = client.post("/compte/login/", {"login": login, "password": PASSWORD})

    assert (response.status_code, response.url) == (302, "/mon-espace/")


def test_an_account_without_e_mail_signs_in_at_once(client):
    make_user("sans-adresse")

    response = client.post("/compte/login/", {"login": "sans-adresse", "password": PASSWORD})

    assert response.url == "/mon-espace/"


def test_nobody_opens_an_account_alone(client):
    client.post("/compte/signup/", {"username": "moi", "password1": PASSWORD, "password2": PASSWORD})

    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "holds"),
    [(0, None, True), (0, 0, True), (-9, 1, True), (-9, -1, False), (1, None, False)],
)
def test_a_role_holds_from_its_first_day_to_its_last(starts_in, ends_in, holds):
    user, today = make_user(), timezone.localdate()
    ends_on = None if ends_in is None else today + timedelta(days=ends_in)
    make_role(user, "editor", starts_on=today + timedelta(days=starts_in), ends_on=ends_on)

    assert has_role(user, "editor", "analyst") is holds
    assert not has_role(user, "analyst")


def test_a_visitor_and_a_closed_account_hold_no_role():
    closed = make_user(role="editor", is_active=False)

    assert not has_role(AnonymousUser(), "editor")
    assert not has_role(closed, "editor")


def test_a_role_cannot_end_before_it_starts():
    role = DepartmentRole(user=make_user(), role="editor", starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 1))

    with pytest.raises(ValidationError, match="Le rôle doit finir après avoir commencé"):
        role.full_clean()


def test_the_access_log_is_only_ever_added_to():
    log_reading(make_user(), "fiche 12", "appel de la personne")
    line = AccessLog.objects.get()

    for rewrite in (
        line.save,
        line.delete,
        AccessLog.objects.all().delete,
        lambda: AccessLog.objects.update(target=""),
    ):
        with pytest.raises(AppendOnlyError):
            rewrite()
    assert AccessLog.objects.get().target == "fiche 12"


def test_the_access_log_forgets_after_twelve_months_and_not_a_day_before():
    user, now = make_user(), timezone.now()
    AccessLog.objects.create(user=user, target="ancien", reason="suivi", read_at=now - timedelta(days=366))
    AccessLog.objects.create(user=user, target="récent", reason="suivi", read_at=now - timedelta(days=364))
    output = StringIO()

    call_command("purge_access_log", stdout=output)

    assert "1 lignes effacées" in output.getvalue()
    assert [line.target for line in AccessLog.objects.all()] == ["récent"]


def test_an_administrator_gives_a_role_and_signs_it():
    prepare_role_groups()
    giver, receiver = make_user("admin", role="administrator", second_factor=True), make_user("nouvelle")

    response = client_of(giver).post(
        reverse("department_roles:add"),
        {"user": receiver.pk, "role": "editor", "service": "", "starts_on": "2026-03-02"},
    )

    assert response.status_code == 302
    assert DepartmentRole.objects.get(user=receiver).granted_by == giver


def test_an_editor_gives_no_role():
    prepare_role_groups()

    response = client_of(make_user(role="editor", second_factor=True)).get(reverse("department_roles:add"))

    assert response.status_code == 302


def test_the_administration_of_accounts_asks_no_e_mail_and_gives_no_right():
    prepare_role_groups()
    client = client_of(make_user(role="administrator", second_factor=True))
    add = reverse("wagtailusers_users:add")

    page = client.get(add).content.decode()
    response = client.post(
        add,
        {"username": "sans-adresse", "password1": PASSWORD, "password2": PASSWORD, "is_superuser": "on", "groups": "1"},
    )

    assert 'name="username"' in page
    assert 'name="is_superuser"' not in page
    assert response.status_code == 302
    created = User.objects.get(username="sans-adresse")
    assert (created.email, created.is_superuser, created.groups.count()) == (None, False, 0)
    assert client.get(reverse("wagtailusers_users:edit", args=[created.pk])).status_code == 200
