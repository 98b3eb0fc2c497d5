import pytest
from wagtail.models import Page, Site

from home.models import ContentPage, HomePage, NewsIndexPage
from home.operations.site import prepare_site
from tests.factories.home import make_home

pytestmark = pytest.mark.django_db


def test_a_home_page_exists_in_three_languages_and_the_welcome_page_is_gone():
    prepare_site()

    urls = {home.locale.language_code: home.get_url() for home in HomePage.objects.live()}

    assert urls == {"fr": "/", "en": "/en/", "ar": "/ar/"}
    assert Site.objects.get().root_page.specific == make_home("fr")
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_preparing_the_site_twice_changes_nothing():
    prepare_site()
    before = list(Page.objects.order_by("pk").values_list("pk", "path", "title", "latest_revision_id"))

    prepare_site()

    assert list(Page.objects.order_by("pk").values_list("pk", "path", "title", "latest_revision_id")) == before


def test_what_an_editor_wrote_is_kept():
    prepare_site()
    ContentPage.objects.filter(slug="a-propos", locale__language_code="fr").update(title="Notre portail")

    prepare_site()

    assert ContentPage.objects.filter(title="Notre portail").exists()


def test_a_translation_is_tied_to_its_source():
    prepare_site()

    indexes = NewsIndexPage.objects.all()

    assert {page.url for page in indexes} == {"/actualites/", "/en/actualites/", "/ar/actualites/"}
    assert len({page.translation_key for page in indexes}) == 1


def test_a_block_and_each_line_of_a_list_bear_an_id():
    body = make_home("ar").body.raw_data

    assert all(block["id"] for block in body)
    assert all(item["id"] for item in body[1]["value"])
