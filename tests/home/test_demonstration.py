from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from home.demo import accounts, news
from home.demo.accounts import PASSWORD
from home.operations.site import prepare_site
from portal.accounts.models import DepartmentRole, User

pytestmark = pytest.mark.django_db


def test_a_real_installation_refuses_the_demonstration():
    with pytest.raises(CommandError, match="n’est pas une démonstration"):
        call_command("demo", stdout=StringIO())

    assert not User.objects.exists()


def test_accounts_and_news_are_loaded_once_however_often_they_are_asked_for():
    prepare_site()
    for _time in range(2):
        accounts.load()
        news.load()

    assert User.objects.count() == 11
    assert DepartmentRole.objects.count() == 4
    assert Page.objects.filter(slug__startswith="exemple-").count() == 5
    assert len(set(Page.objects.filter(slug__startswith="exemple-").values_list("translation_key"))) == 3


def test_a_demonstration_account_signs_in_by_its_address(client):
    accounts.load()

    response = client.post("/compte/login/", {"login": "secretaire.thau@demo.example", "password": PASSWORD})

    assert response.url == "/mon-espace/"


def test_the_demonstration_editor_enters_the_administration_without_second_factor(client, settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    call_command("prepare_site", stdout=StringIO())
    accounts.load()
    client.post("/compte/login/", {"login": "redaction@demo.example", "password": PASSWORD})

    assert client.get("/admin/pages/").status_code in {200, 302}
    assert client.get("/admin/").status_code == 200
