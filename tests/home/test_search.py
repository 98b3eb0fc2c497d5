import pytest
from wagtail.models import PageViewRestriction

from tests.factories.home import make_content_page, make_home

pytestmark = pytest.mark.django_db


def test_words_of_a_title_a_summary_or_a_text_are_found(client):
    make_content_page("Se loger", slug="titre")
    make_content_page("Résumé", slug="resume", summary="Où se loger dans le département")
    make_content_page("Texte", slug="texte", body=[("paragraph", "<p>Pour se loger, appelez.</p>")])
    make_content_page("Autre chose", slug="autre")

    page = client.get("/recherche/?q=loger").content.decode()

    assert "3 résultats" in page
    assert all(f'href="/{slug}/"' in page for slug in ("titre", "resume", "texte"))
    assert "/autre/" not in page


def test_a_restricted_page_gives_neither_its_title_nor_its_number(client, admin_client):
    make_content_page("Logement pour tous", slug="tous")
    secret = make_content_page("Logement secret", slug="secret")
    below = make_content_page("Logement caché", slug="cache")
    below.move(secret, pos="last-child")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    make_content_page("Logement brouillon", slug="brouillon").unpublish()

    for visitor in (client, admin_client):
        page = visitor.get("/recherche/?q=logement").content.decode()
        assert "1 résultat pour" in page
        assert "secret" not in page
        assert "caché" not in page
        assert "brouillon" not in page


def test_only_pages_of_the_language_are_found(client):
    make_home("en")
    make_content_page("Service unique", slug="service")

    assert "1 résultat" in client.get("/recherche/?q=unique").content.decode()
    assert "service/" not in client.get("/en/recherche/?q=unique").content.decode()


def test_nothing_found_tells_what_to_do(client):
    page = client.get("/recherche/?q=logemant").content.decode()

    assert "Pas de résultat pour « logemant »." in page
    assert "Vérifiez l’orthographe, ou appelez le 04 67 00 00 00." in page


def test_many_results_turn_their_pages_and_keep_the_words(client):
    for number in range(12):
        make_content_page(f"Zèbre {number}")

    first = client.get("/recherche/?q=zebre")
    second = client.get("/recherche/?q=zebre&page=2").content.decode()

    assert 'href="?q=zebre&amp;page=2"' in first.content.decode()
    assert "12 résultats" in second


@pytest.mark.parametrize(
    "query", ["", " ", "a", '"', "a OR", "(", "*", "é" * 500, "NEAR(a", "-x", "a:b", "😀", "<script>"]
)
def test_any_typing_gives_a_page(client, query):
    response = client.get("/recherche/", {"q": query, "page": "x"})

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("url", ["/recherche/?q=%00", "/recherche/?q=%ff", "/recherche/?q=a%00&page=1"])
def test_what_no_person_types_is_refused(client, url):
    assert client.get(url).status_code == 400
