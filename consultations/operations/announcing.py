"""What is decided about a consultation: announced, extended, withdrawn."""

from datetime import datetime
from typing import Any

from django.db import transaction

from consultations.models import Announcement, Consultation
from portal.common.middleware import purge_pages
from portal.common.workflow import apply


def announcement_of(consultation: Consultation) -> Announcement:
    """The row of decisions about `consultation`; one that is not kept yet when nothing was decided."""
    source = consultation.source
    kept = Announcement.objects.filter(consultation=source).first()
    return kept or Announcement(consultation=source, opens_at=source.opens_at, closes_at=source.closes_at)


def announce(consultation: Consultation, *, by: Any) -> Announcement:
    """Announce with the dates of the page, and freeze the first version of the questionnaire.

    Raises TransitionRefused when something is missing (permissions.announcement_faults says what) or when the
    consultation was announced already, PermissionDenied when `by` may not.
    """
    source = consultation.source
    with transaction.atomic():
        row = announcement_of(source)
        if row.pk is None:
            row.save()
        row.opens_at, row.closes_at = source.opens_at, source.closes_at
        apply(row, "announce", by=by, opens_at=source.opens_at, closes_at=source.closes_at)
        source.freeze_wording()
    purge_pages()
    return row


def extend(consultation: Consultation, *, closes_at: datetime, reason: str, by: Any) -> Announcement:
    """Give more time. Raises TransitionRefused when the date is not later, or when no reason is given."""
    row = apply(announcement_of(consultation), "extend", by=by, closes_at=closes_at, reason=reason.strip())
    purge_pages()
    return row


def withdraw(consultation: Consultation, *, reason: str, by: Any) -> Announcement:
    """Stop a consultation for good; its page says why. Raises TransitionRefused when no reason is given."""
    row = apply(announcement_of(consultation), "withdraw", by=by, reason=reason.strip())
    purge_pages()
    return row
