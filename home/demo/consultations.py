"""Consultations of the demonstration: the mayors', with its answers and results, and two for accompanied people."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale

from consultations.models import Consultation, ConsultationIndexPage
from consultations.operations.announcing import announce
from consultations.operations.freezing import freeze_results, publish_results
from consultations.operations.importing import import_contributions
from home.demo.consultation_texts import COMING, JOURNEYS, MAYORS
from home.demo.journeys import journeys_questionnaire
from home.demo.questionnaires import DATA, identified, mayors, question, section
from home.operations.site import publish


def load() -> int:
    """Make what is missing, and say how many there are; what exists, answered or edited meanwhile, stays as it is."""
    _load_mayors()
    _load_journeys()
    _load_coming()
    return Consultation.objects.announced().filter(locale=Locale.get_default()).count()


def _load_mayors() -> None:
    today = timezone.localdate()
    closing = today + timedelta(days=60)
    page = _consultation(
        "questionnaire-maires",
        MAYORS,
        lambda _language: mayors(),
        languages=["fr"],
        opens_at=_midnight(today.replace(year=2022, month=4, day=1)),
        closes_at=_last_minute(closing),
        answer_due_on=closing + timedelta(days=90),
        decision_due_on=closing + timedelta(days=60),
        retention_until=closing + timedelta(days=365),
        level="consultation",
        layout="section",
        what_is_kept="profile_only",
        public_threshold=5,
    )
    if page.contributions.exists():
        return
    answers = (DATA / "questionnaire_maires_reponses.csv").read_bytes()
    report = import_contributions(page, answers)
    if report.faults:
        raise ValueError("\n".join(str(fault) for fault in report.faults))
    publish_results(freeze_results(page, by=None, reason="Édition provisoire de la démonstration."), by=None)


def _load_journeys() -> None:
    today = timezone.localdate()
    _consultation(
        "vos-trajets",
        JOURNEYS,
        journeys_questionnaire,
        languages=[language for language, _name in settings.LANGUAGES],
        opens_at=_midnight(today - timedelta(days=7)),
        closes_at=_last_minute(today + timedelta(days=45)),
        answer_due_on=today + timedelta(days=105),
        decision_due_on=today + timedelta(days=90),
        retention_until=today + timedelta(days=410),
        level="co_construction",
        layout="question",
        what_is_kept="profile_only",
    )


def _load_coming() -> None:
    today = timezone.localdate()
    _consultation(
        "votre-accueil",
        COMING,
        lambda _language: identified(
            [
                section(
                    "accueil",
                    "Votre accueil",
                    [
                        question("smiley", "accueil", "Comment avez-vous été accueilli la dernière fois ?"),
                        question("long_text", "idee", "Qu’est-ce qui rendrait l’accueil meilleur ?"),
                    ],
                )
            ],
            "votre-accueil",
        ),
        languages=["fr"],
        opens_at=_midnight(today + timedelta(days=20)),
        closes_at=_last_minute(today + timedelta(days=80)),
        answer_due_on=today + timedelta(days=140),
        retention_until=today + timedelta(days=445),
        level="consultation",
        layout="question",
        what_is_kept="anonymous",
    )


def _consultation(
    slug: str,
    texts: dict[str, dict[str, Any]],
    questionnaire: Callable[[str], list[dict[str, Any]]],
    *,
    languages: list[str],
    **rules: Any,
) -> Consultation:
    """The announced consultation of that slug, with its translations; made when it does not exist."""
    source = Consultation.objects.filter(slug=slug, locale=Locale.get_default()).first()
    if source is not None:
        return source
    for language in languages:
        page = Consultation(**rules) if source is None else source.copy_for_translation(_locale(language))
        page.slug, page.locale = slug, _locale(language)
        for name, words in texts[language].items():
            setattr(page, name, words)
        page.draft_title = page.title
        page.questionnaire = page._meta.get_field("questionnaire").to_python(questionnaire(language))
        if page.pk is None:
            ConsultationIndexPage.objects.get(locale=page.locale).add_child(instance=page)
        publish(page)
        source = source or page
    announce(source, by=None)
    return source


def _locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _last_minute(day: date) -> datetime:
    """23 h 59: people read « until that day » as that day included."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
