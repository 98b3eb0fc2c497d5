"""Starting a contribution and saving each answer as it is given (participation.md, section 4)."""

import uuid
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from consultations.enums import ContributionState
from consultations.models import Consultation, Contribution, QuestionnaireVersion
from consultations.operations.codes import personal_digest
from consultations.operations.path import Answers, Path
from consultations.questions import Structure


class ConsultationClosedError(Exception):
    """The consultation takes no answer at this moment."""


class DraftGoneError(Exception):
    """There is no such draft: it was sent, withdrawn, or deleted after its time. `contribution` is None if deleted."""

    def __init__(self, contribution: Contribution | None) -> None:
        super().__init__("no such draft")
        self.contribution = contribution


def start_contribution(consultation: Consultation, *, now: datetime) -> Contribution:
    """Open a draft on the questionnaire as it is worded today. Raises ConsultationClosedError (no grace time here)."""
    source = consultation.source
    version = source.versions.defer("data").order_by("-number").first()
    if version is None or not source.announcement.is_open_at(now):
        raise ConsultationClosedError
    identifier = uuid.uuid4()
    return Contribution.objects.create(
        id=identifier,
        consultation=source,
        version=version,
        code_digest=personal_digest(identifier),
        touched_on=timezone.localdate(now),
    )


def save_answers(draft_id: UUID, given: Answers, *, now: datetime) -> Contribution:
    """Write answers into a draft and leave its others untouched; committed when this returns.

    Raises DraftGoneError, ConsultationClosedError.
    """
    with transaction.atomic(durable=True):
        draft = locked_draft(draft_id)
        if not draft.consultation.announcement.accepts_at(now):
            raise ConsultationClosedError
        draft.answers = {**draft.answers, **given}
        draft.touched_on = timezone.localdate(now)
        draft.save(update_fields=["answers", "touched_on"])
    return draft


def locked_draft(draft_id: UUID) -> Contribution:
    """The draft, alone in its transaction. Raises DraftGoneError."""
    contribution = held_contributions().select_for_update(of=("self",)).filter(pk=draft_id).first()
    if contribution is None or contribution.state != ContributionState.DRAFT:
        raise DraftGoneError(contribution)
    return contribution


def held_contributions() -> QuerySet[Contribution]:
    """Contributions with what a screen needs, without the wording, which `path_of` remembers."""
    return Contribution.objects.select_related("consultation__announcement", "version").defer(
        "version__data", "consultation__questionnaire", "consultation__body"
    )


def path_of(contribution: Contribution) -> Path:
    """The screens that this contribution's answers open, in the wording that it began with."""
    version = contribution.version
    structure = _structure(version.sha256, version.pk)
    return Path(structure, contribution.answers, contribution.consultation.layout)


@lru_cache(maxsize=64)
def _structure(sha256: str, version_id: int) -> Structure:
    """A version never changes: each process reads it once."""
    return QuestionnaireVersion.objects.get(pk=version_id).structure


def expire_drafts(*, now: datetime, dry_run: bool = False) -> int:
    """Delete the drafts of consultations closed long enough ago; return how many there were."""
    closed_before = now - timedelta(days=settings.DRAFT_RETENTION_DAYS)
    drafts = Contribution.objects.filter(
        state=ContributionState.DRAFT, consultation__announcement__closes_at__lt=closed_before
    )
    return drafts.count() if dry_run else drafts.delete()[0]
