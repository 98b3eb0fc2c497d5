"""Translating by wagtail-localize, as editors do: words change, and nothing else does."""

import pytest
from wagtail_localize.models import OverridableSegment, StringSegment, StringTranslation, Translation, TranslationSource

from consultations.models import Consultation
from tests.factories.consultations import EVERY_KIND, items, make_consultation, make_index, question

pytestmark = pytest.mark.django_db

CONDITIONAL = question(
    "single_choice", "suite", "Et ensuite ?", options=items("rouge", "vert"), when=[("on", "eq", "oui")]
)
WORDS = {"text", "easy_text", "help", "title", "label", "unit", "total"}


@pytest.fixture
def source():
    return make_consultation([*EVERY_KIND, CONDITIONAL], slug="traduite")


def translate(page, execute):
    """Submit the page, translate every string as « [en] … », publish the translation."""
    locale = make_index("en").locale
    submitted, _is_new = TranslationSource.update_or_create_from_instance(page)
    translation, _is_new = Translation.objects.get_or_create(source=submitted, target_locale=locale)
    for segment in StringSegment.objects.filter(source=submitted).select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": f"[en] {segment.string.data}"},
        )
    with execute(execute=True):
        translation.save_target()
    return submitted, Consultation.objects.get(translation_key=page.translation_key, locale=locale)


def identities(raw):
    """Everything of a questionnaire but its words: ids, kinds, codes, rules and conditions, in their order."""
    if isinstance(raw, list):
        return [identities(part) for part in raw]
    if isinstance(raw, dict):
        return {name: identities(part) for name, part in raw.items() if name not in WORDS}
    return raw


def test_a_translation_keeps_every_id_code_kind_rule_and_condition(source, django_capture_on_commit_callbacks):
    _submitted, english = translate(source, django_capture_on_commit_callbacks)
    raw, translated = source.questionnaire.get_prep_value(), english.questionnaire.get_prep_value()

    assert identities(translated) == identities(raw)
    questions = translated[0]["value"]["questions"]
    assert questions[0]["value"]["text"] == "[en] Question on"
    assert questions[-1]["value"]["options"][0]["value"]["label"] == "[en] Rouge"


def test_words_alone_are_offered_to_the_translator(source, django_capture_on_commit_callbacks):
    submitted, _english = translate(source, django_capture_on_commit_callbacks)
    paths = StringSegment.objects.filter(source=submitted).values_list("context__path", flat=True)
    of_questions = {path.rpartition(".")[2] for path in paths if path.startswith("questionnaire.")}

    assert of_questions == {"title", "text", "help", "label", "unit", "total"}
    assert not [path for path in paths if path.startswith(("slug", "opens_at", "access", "level"))]
    offered = set(OverridableSegment.objects.filter(source=submitted).values_list("context__path", flat=True))
    assert not [path for path in offered if path.startswith(("questionnaire", "slug", "opens_at", "closes_at"))]


def test_dates_and_rules_come_from_the_french_page_and_cannot_be_overridden(source):
    fields = {field.field_name: field for field in Consultation.override_translatable_fields}
    for name in ("slug", "opens_at", "closes_at", "access", "what_is_kept", "level", "public_threshold"):
        assert fields[name].is_synchronized(source), name
        assert not fields[name].is_overridable(source), name


def test_a_rule_changed_in_french_reaches_the_translation_at_the_next_synchronisation(
    source, django_capture_on_commit_callbacks
):
    translate(source, django_capture_on_commit_callbacks)
    source.layout = "section"
    source.save_revision().publish()

    _submitted, english = translate(source, django_capture_on_commit_callbacks)

    assert (english.layout, english.slug) == ("section", "traduite")
    assert english.opens_at.replace(microsecond=0) == source.opens_at.replace(microsecond=0)


def test_one_frozen_version_holds_both_languages_under_one_id(source, django_capture_on_commit_callbacks):
    french = source.versions.get().structure

    _submitted, english = translate(source, django_capture_on_commit_callbacks)

    assert not english.versions.exists()
    both = source.versions.last().structure
    assert [question.id for question in both] == [question.id for question in french]
    for asked in both:
        assert asked.texts == {"fr": asked.texts["fr"], "en": f"[en] {asked.texts['fr']}"}
    last = both.by_code["suite"]
    assert [option.id for option in last.options] == [option.id for option in french.by_code["suite"].options]
    assert last.options[0].labels == {"fr": "Rouge", "en": "[en] Rouge"}
