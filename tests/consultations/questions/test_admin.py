"""The administration: writing a questionnaire, seeing it, and deciding."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from consultations.models import Consultation
from portal.accounts.operations import prepare_role_groups
from tests.factories.accounts import client_of, make_user
from tests.factories.consultations import EVERY_KIND, make_consultation, question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _role_groups():
    prepare_role_groups()


@pytest.fixture
def editor():
    return client_of(make_user(role="editor", second_factor=True))


def test_an_editor_announces_after_confirming(editor):
    page = make_consultation(is_announced=False)
    decisions = editor.get(reverse("consultations_decisions", args=[page.pk]))
    announce = reverse("consultations_decide", args=[page.pk, "announce"])
    assert announce in decisions.content.decode()
    assert "ne changeront plus" in editor.get(announce).content.decode()
    assert not page.versions.exists()
    assert editor.post(announce, follow=True).status_code == 200
    assert page.versions.count() == 1
    assert editor.get(announce).status_code == 404


def test_the_page_of_decisions_says_what_is_missing(editor):
    page = make_consultation(is_announced=False, contact_phone=" ")
    shown = editor.get(reverse("consultations_decisions", args=[page.pk])).content.decode()
    assert "Dites à qui parler" in shown
    assert reverse("consultations_decide", args=[page.pk, "announce"]) not in shown


def test_an_earlier_closing_is_refused_in_words(editor):
    page = make_consultation()
    extend = reverse("consultations_decide", args=[page.pk, "extend"])
    shown = editor.post(extend, {"closes_at": "01/01/2020 12:00", "reason": ""}).content.decode()
    assert "Choisissez une date plus tardive" in shown
    assert "Écrivez la raison" in shown


def test_an_editor_does_not_find_how_to_withdraw(editor):
    page = make_consultation()
    assert editor.get(reverse("consultations_decide", args=[page.pk, "withdraw"])).status_code == 404


def test_a_facilitator_finds_no_decision():
    page = make_consultation()
    client = client_of(make_user(role="facilitator", second_factor=True))
    assert client.get(reverse("consultations_decisions", args=[page.pk])).status_code == 404


def test_the_preview_asks_every_kind_of_question_and_says_each_condition(editor):
    parts = [*EVERY_KIND, question("yes_no", "suite", when=[("on", "eq", "oui")])]
    page = make_consultation(parts, is_announced=False)
    shown = editor.get(reverse("consultations_preview", args=[page.pk])).content.decode()
    assert shown.count("<fieldset") > 10
    assert "Posée seulement si «\u00a0Question on\u00a0» est «\u00a0Oui\u00a0»" in shown


def posted(page: Consultation, condition: dict, action: str) -> dict:
    """What the editor's form sends, its questionnaire holding one question with `condition`."""
    asked = {
        "code": "a",
        "text": "Venez-vous ?",
        "easy_text": "",
        "help": "",
        "condition": condition,
        "offers_special": "on",
    }
    section = {"code": "partie", "title": "Partie", "questions": streamfield([("yes_no", asked)])}
    fields = {name: getattr(page, name) for name in ("title", "slug", "audience", "level", "negotiable", "notice")}
    return nested_form_data(
        {
            **fields,
            **{
                name: getattr(page, name)
                for name in (
                    "not_negotiable",
                    "decided_by",
                    "promised_by",
                    "purpose",
                    "legal_basis",
                    "contact_phone",
                    "contact_hours",
                    "access",
                    "what_is_kept",
                    "layout",
                    "public_threshold",
                )
            },
            "answer_due_on": page.answer_due_on.isoformat(),
            "retention_until": page.retention_until.isoformat(),
            "opens_at": page.opens_at.strftime("%Y-%m-%d %H:%M"),
            "closes_at": page.closes_at.strftime("%Y-%m-%d %H:%M"),
            "summary": "",
            "easy_summary": "null",
            "body": streamfield([]),
            "questionnaire": streamfield([("section", section)]),
            action: "1",
        }
    )


def condition(*tests: tuple[str, str, str]) -> dict:
    rows = [("item", {"question": code, "op": operator, "value": value}) for code, operator, value in tests]
    return {
        "match": "all",
        "tests": {
            "count": str(len(rows)),
            **{
                str(n): {"id": "", "deleted": "", "order": str(n), "type": kind, "value": value}
                for n, (kind, value) in enumerate(rows)
            },
        },
    }


def test_an_editor_writes_a_questionnaire_without_code_and_every_block_gets_its_id(editor):
    page = make_consultation(is_announced=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Décisions" in editor.get(address).content.decode()
    answer = editor.post(address, posted(page, condition(), "action-publish"))
    assert answer.status_code == 302
    page.refresh_from_db()
    raw = page.questionnaire.get_prep_value()
    assert raw[0]["id"]
    assert raw[0]["value"]["questions"][0]["id"]
    assert raw[0]["value"]["questions"][0]["value"]["text"] == "Venez-vous ?"


def test_a_condition_on_an_unknown_question_stops_publishing_but_not_the_draft(editor):
    page = make_consultation(is_announced=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    wrong = condition(("zz", "eq", "oui"))
    refused = editor.post(address, posted(page, wrong, "action-publish"))
    assert refused.status_code == 200
    assert "Aucune question" in refused.content.decode()
    assert editor.post(address, posted(page, wrong, "action-save")).status_code == 302
