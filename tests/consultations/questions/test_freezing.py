"""Versions: what was asked, in every language, for ever."""

import pytest
from django.utils.translation import override

from consultations.models import Consultation, QuestionnaireVersion
from consultations.questions import QuestionnaireRefused, Structure, frozen_structure, structure_digest
from home.operations.site import publish
from tests.factories.consultations import EVERY_KIND, SIX, make_consultation, question, stream

pytestmark = pytest.mark.django_db


def reword(page: Consultation, code: str, text: str) -> Consultation:
    """The page published again, one question reworded."""
    raw = page.questionnaire.get_prep_value()
    for asked in raw[0]["value"]["questions"]:
        if asked["value"]["code"] == code:
            asked["value"]["text"] = text
    page.questionnaire = Consultation._meta.get_field("questionnaire").to_python(raw)
    publish(page)
    return page


def test_every_language_asks_the_same_questions_in_its_own_words():
    page = make_consultation(EVERY_KIND, languages=("fr", "en", "ar"))
    structure = page.versions.get().structure
    for asked in structure:
        assert set(asked.texts) == {"fr", "en", "ar"}
        assert all(set(item.labels) == {"fr", "en", "ar"} for item in (*asked.options, *asked.rows, *asked.columns))
    with override("ar"):
        assert structure.by_code["cu"].options[0].label == "[ar] A"


def test_a_questionnaire_in_preparation_has_no_version():
    page = make_consultation(is_announced=False)
    assert not page.versions.exists()


def test_publishing_the_same_words_again_makes_no_version():
    page = make_consultation()
    publish(page)
    assert page.versions.count() == 1


def test_correcting_a_word_makes_a_version_with_the_same_ids():
    page = reword(make_consultation(), "venu", "Êtes-vous déjà venu ici ?")
    first, second = page.versions.all()
    assert second.structure.by_code["venu"].text == "Êtes-vous déjà venu ici ?"
    assert first.structure.by_code["venu"].text == "Êtes-vous déjà venu ?"
    assert set(first.structure.by_id) == set(second.structure.by_id)


def test_publishing_a_translation_makes_a_version_of_the_french_page():
    page = make_consultation(languages=("fr", "en"))
    reword(page.get_translations().get().specific, "venu", "Have you ever come?")
    assert not QuestionnaireVersion.objects.exclude(consultation=page).exists()
    assert page.versions.last().structure.by_code["venu"].texts["en"] == "Have you ever come?"


def test_a_faulty_questionnaire_is_not_published():
    page = make_consultation()
    page.questionnaire = stream(*SIX, question("yes_no", "venu"))
    with pytest.raises(QuestionnaireRefused) as refused:
        publish(page)
    assert refused.value.faults == ["venu\u00a0: Une autre question a déjà ce code\u00a0: changez-en un."]
    assert page.versions.count() == 1


def test_a_promise_made_does_not_change():
    page = make_consultation()
    page.what_is_kept = "identified"
    with pytest.raises(QuestionnaireRefused):
        publish(page)


def test_a_copy_of_the_page_asks_the_same_with_the_same_digest():
    page = make_consultation()
    copy = page.copy(update_attrs={"slug": "copie"}, keep_live=False)
    assert structure_digest(frozen_structure(copy, [])) == page.versions.get().sha256


def test_the_frozen_structure_reads_back_to_itself():
    page = make_consultation(EVERY_KIND)
    data = page.versions.get().data
    assert Structure.from_json(data) == page.versions.get().structure
    assert structure_digest(data) == page.versions.get().sha256
