"""A person answers a consultation on a small screen: with and without script, in French and in Arabic."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from consultations.models import Consultation
from tests.browser.audit import CONTENT, QUESTION, audit
from tests.factories.consultations import make_consultation

SMALL = {"viewport": {"width": 320, "height": 640}}
# The words are those of the translation, which other tests hold: buttons are found by their place.
MAIN = "main .button--main"


@pytest.fixture(scope="module")
def consultation(server, django_db_blocker) -> Iterator[Consultation]:
    """Six questions in French, English and Arabic."""
    with django_db_blocker.unblock():
        yield make_consultation(languages=("fr", "en", "ar"))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_screen_of_an_answer_has_no_fault(visit, consultation, language):
    page = visit(f"{'' if language == 'fr' else '/ar'}/consultations/", **SMALL)
    audit(page, CONTENT)
    page.locator(f"a[href*='{consultation.slug}']").first.click()
    audit(page, CONTENT)
    _answer(page, audit_question=lambda: audit(page, QUESTION))
    audit(page, CONTENT)
    page.locator("a[href*='retirer-mes-reponses']").click()
    audit(page, CONTENT)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_same_answer_needs_no_script(visit, consultation, language):
    page = visit(
        f"{'' if language == 'fr' else '/ar'}/consultations/{consultation.slug}/", java_script_enabled=False, **SMALL
    )
    _answer(page, audit_question=lambda: None)
    code = page.locator(".receipt__code").inner_text()

    elsewhere = visit(f"/consultations/{consultation.slug}/repondre/avec-mon-code/", java_script_enabled=False)
    elsewhere.fill("[name=personal_code]", code.lower().replace("0", "o").replace("-", " "))
    elsewhere.click(MAIN)
    assert elsewhere.url.endswith("/mon-recu/")


def test_the_pages_around_an_answer_have_no_fault(visit, consultation):
    for path in ("formulaire/", "repondre/avec-mon-code/"):
        audit(visit(f"/consultations/{consultation.slug}/{path}", **SMALL), CONTENT)
    page = visit(f"/consultations/{consultation.slug}/repondre/", **SMALL)
    page.click(MAIN)
    page.click("[name=later]")
    audit(page, CONTENT)


def test_the_code_of_a_qr_code_is_written_in_the_form_and_leaves_the_address(visit, consultation):
    page = visit(f"/consultations/{consultation.slug}/repondre/avec-mon-code/#K7F3Q-XM92H")
    assert page.input_value("[name=personal_code]") == "K7F3Q-XM92H"
    assert "#" not in page.url


def test_back_and_forward_lose_nothing(visit, consultation):
    page = visit(f"/consultations/{consultation.slug}/repondre/")
    page.click(MAIN)
    page.check("[name=venu][value=non]")
    page.click(MAIN)
    page.go_back()
    assert page.locator("[name=venu][value=non]").is_checked()
    page.go_forward()
    page.click(MAIN)
    assert page.url.endswith("/accueil/")


def _answer(page: Page, *, audit_question: Callable[[], None]) -> None:
    """From the page of the consultation to the receipt, with one error and one change at the review."""
    page.click(MAIN)
    page.click(MAIN)
    audit_question()
    page.click(MAIN)  # nothing chosen: an error
    assert page.locator("[data-error-summary]").count() == 1
    audit_question()
    page.check("[name=venu][value=oui]")
    page.click(MAIN)
    audit_question()
    page.check("[name=moyen][value=autre]")
    page.fill("[name=moyen__autre]", "à vélo")
    page.click(MAIN)
    page.check("[name=freins][value=prix]")
    audit_question()
    page.click(MAIN)
    audit_question()
    page.check("[name=accueil__special][value=dont_know]")
    page.click(MAIN)
    page.fill("[name=trajet]", "25")
    audit_question()
    page.click(MAIN)
    page.fill("[name=idee]", "Plus de bus le soir.")
    audit_question()
    page.click(MAIN)
    audit_question()
    page.locator("a[href*='/trajet/']").first.click()
    assert page.input_value("[name=trajet]") == "25"
    page.fill("[name=trajet]", "35")
    page.click(MAIN)
    page.click(MAIN)
    assert "/mon-recu/" in page.url
    assert "35" in page.inner_text("main")
