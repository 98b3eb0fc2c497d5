import json

import pytest

from portal.accounts.models import AccessLog, User
from portal.accounts.operations import log_reading
from tests.factories.accounts import PASSWORD, client_of, make_user

pytestmark = pytest.mark.django_db


def signed_in_again(user: User):
    client = client_of(user)
    client.post("/compte/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize(
    "url", ["/compte/mes-donnees/", "/compte/mes-donnees/recevoir/", "/compte/mes-donnees/effacer/"]
)
def test_a_visitor_is_led_to_sign_in(client, url):
    assert client.get(url).url.startswith("/compte/login/")


def test_a_person_reads_what_is_held():
    page = client_of(make_user("anne", email="anne@exemple.fr", role="editor")).get("/compte/mes-donnees/")

    assert page.headers["Cache-Control"] == "private, no-store"
    for words in ("anne", "anne@exemple.fr", "rédaction"):
        assert words in page.content.decode()


def test_a_person_receives_everything_and_nothing_of_another():
    user, other = make_user("anne", role="editor"), make_user("bruno")
    log_reading(user, "fiche 12", "appel")
    log_reading(other, "fiche 99", "appel")

    response = signed_in_again(user).get("/compte/mes-donnees/recevoir/")

    account = json.loads(response.content)["Compte"]
    assert response.headers["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    assert account["nom d’utilisateur"] == "anne"
    assert [role["rôle"] for role in account["rôles"]] == ["rédaction"]
    assert [line["dossier"] for line in account["dossiers consultés"]] == ["fiche 12"]


def test_seeing_the_page_that_asks_erases_nothing():
    user = make_user("anne")

    page = signed_in_again(user).get("/compte/mes-donnees/effacer/")

    assert "Cet effacement ne peut pas être annulé." in page.content.decode()
    assert User.objects.filter(pk=user.pk).exists()


def test_an_erased_account_leaves_no_name_and_no_session():
    user = make_user("anne", role="editor")
    log_reading(user, "fiche 12", "appel")
    client = signed_in_again(user)

    response = client.post("/compte/mes-donnees/effacer/")

    assert response.url == "/compte/mes-donnees/efface/"
    assert client.get(response.url).headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not User.objects.exists()
    assert AccessLog.objects.get().user is None
    assert client.get("/mon-espace/").status_code == 302


def test_an_hour_old_session_gives_the_password_again_before_an_export(settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    client = client_of(make_user())

    response = client.get("/compte/mes-donnees/recevoir/")

    assert response.url.startswith("/compte/reauthenticate/")
