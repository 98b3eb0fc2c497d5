import pytest
from wagtail.models import PageViewRestriction

from home.operations.site import prepare_site
from tests.factories.accounts import client_of, make_role, make_user
from tests.factories.home import make_content_page, make_home, make_news

pytestmark = pytest.mark.django_db


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize(
    ("url", "direction", "words"),
    [
        ("/", "ltr", "Votre parole compte"),
        ("/en/", "ltr", "Your voice counts"),
        ("/ar/", "rtl", "كلمتكم مهمة"),
    ],
)
def test_the_home_page_speaks_the_language_of_its_address(client, url, direction, words):
    prepare_site()

    response = client.get(url, headers={"accept-language": "de"})

    assert response.status_code == 200
    assert words in response.content.decode()
    assert f'dir="{direction}"' in response.content.decode()
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_a_page_of_another_language_than_its_address_does_not_exist(client):
    make_content_page("Seulement en français", slug="seulement")

    assert client.get("/seulement/").status_code == 200
    assert client.get("/en/seulement/").status_code == 404
    assert client.get("/en/").status_code == 404


def test_the_language_menu_leads_to_the_translation_or_else_to_the_home_page(client):
    prepare_site()

    translated, only_french = (
        client.get("/a-propos/").content.decode(),
        client.get("/a-propos-facile/").content.decode(),
    )

    assert 'href="/ar/a-propos/"' in translated
    assert 'href="/ar/a-propos-facile/"' not in only_french
    assert 'lang="ar"' in only_french


def test_a_page_and_its_easy_twin_lead_to_each_other(client):
    prepare_site()

    ordinary, easy = client.get("/a-propos/").content.decode(), client.get("/a-propos-facile/").content.decode()

    assert 'href="/a-propos-facile/"' in ordinary
    assert 'href="/a-propos/"' in easy


def test_a_restricted_twin_is_not_offered(client):
    twin = make_content_page("Jumelle", slug="jumelle")
    make_content_page("Page", slug="page", easy_version=twin)
    restrict(twin)

    assert "jumelle" not in client.get("/page/").content.decode()


def test_news_come_latest_first_and_turn_their_pages(client):
    for day in range(1, 13):
        make_news(f"Nouvelle {day:02}", published_on=f"2026-03-{day:02}")

    first = client.get("/actualites/").content.decode()
    beyond = client.get("/actualites/?page=99").content.decode()

    assert first.index("Nouvelle 12") < first.index("Nouvelle 03")
    assert "Nouvelle 02" not in first
    assert "Nouvelle 01" in beyond
    home = client.get("/").content.decode()
    assert "Nouvelle 10" in home
    assert "Nouvelle 09" not in home


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/mentions-legales/", "La présidente fictive du Département"),
        ("/donnees-personnelles/", "dpo@demo.example"),
        ("/accessibilite/", "non conforme"),
        ("/plan-du-site/", "À quoi sert ce site"),
    ],
)
def test_what_the_law_asks_for_is_published_and_cacheable(client, url, words):
    prepare_site()

    response = client.get(url)

    assert words in response.content.decode()
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert client.get(f"/ar{url}").status_code == 200


def test_the_site_map_and_the_sitemap_name_no_restricted_page(client):
    make_content_page("Visible", slug="visible")
    restrict(make_content_page("Réservée", slug="reservee"))

    for url in ("/plan-du-site/", "/sitemap.xml"):
        text = client.get(url).content.decode()
        assert "visible/" in text
        assert "reservee" not in text


def test_machines_find_their_files(client):
    make_home()

    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()
    assert "<loc>http://127.0.0.1:8000/</loc>" in client.get("/sitemap.xml").content.decode()
    contact = client.get("/.well-known/security.txt").content.decode()
    assert [line.split(":")[0] for line in contact.splitlines()] == [
        "Contact",
        "Expires",
        "Preferred-Languages",
        "Canonical",
        "Policy",
    ]
    assert client.get("/sante/").json() == {"etat": "ok"}


def test_the_demonstration_is_hidden_from_search_engines(client, settings):
    settings.IS_DEMONSTRATION = True

    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_my_space_asks_to_sign_in_and_tells_what_awaits(client):
    user = make_user("anne")

    assert client.get("/mon-espace/").url == "/compte/login/?next=/mon-espace/"
    page = client_of(user).get("/mon-espace/").content.decode()
    assert "Rien ne vous attend pour le moment." in page
    make_role(user, "editor")
    page = client_of(user).get("/mon-espace/").content.decode()
    assert "rédaction" in page
    assert "Protéger votre compte" in page
    assert 'href="/admin/"' in page
