"""Sending a contribution: the one module that touches both who took part and what was said (security.md, section 4)."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from consultations.enums import Access, Channel, ContributionState, WhatIsKept
from consultations.models import AccessCode, Contribution, Participation
from consultations.operations import counters
from consultations.operations.answering import (
    ConsultationClosedError,
    DraftGoneError,
    locked_draft,
    path_of,
)
from consultations.operations.path import Path
from network.models import Territory
from portal.common import codes


class RightRefusedError(Exception):
    """The code or the account opens no right to take part, or has used it."""


class ForeignKeyOfSendingError(Exception):
    """The key of this sending belongs to another contribution: no page of ours sends that."""


class IncompleteError(Exception):
    """Questions that need an answer have none: `path.missing()`."""

    def __init__(self, path: Path) -> None:
        super().__init__("incomplete")
        self.path = path


def new_key() -> str:
    """A key for one sending, drawn when the review screen is shown."""
    return secrets.token_urlsafe(24)


def submit_contribution(
    draft_id: UUID, *, key: str, now: datetime, code_digest: str = "", account_id: int | None = None
) -> Contribution:
    """Send a draft once, whatever happens: a replay, a double click or a second tab get the same contribution.

    `code_digest` or `account_id` open the right to take part where the consultation asks for one; it is claimed in the
    same transaction. Raises IncompleteError, ConsultationClosedError, RightRefusedError, DraftGoneError,
    ForeignKeyOfSendingError.
    """
    try:
        with transaction.atomic(durable=True):
            draft = locked_draft(draft_id)
            if not draft.consultation.announcement.accepts_at(now):
                raise ConsultationClosedError
            path = path_of(draft)
            if path.missing():
                raise IncompleteError(path)
            _claim_right(draft, code_digest, account_id)
            _submit(draft, key, path, now)
            counters.add(draft)
    except DraftGoneError as error:
        if error.contribution is not None and error.contribution.state == ContributionState.SUBMITTED:
            return error.contribution
        raise
    except IntegrityError as error:
        # Either another draft used this account or code between our check and our write, or the key is another's.
        if Contribution.objects.filter(idempotency_key=key).exclude(pk=draft_id).exists():
            raise ForeignKeyOfSendingError from error
        raise RightRefusedError from error
    return draft


def _claim_right(draft: Contribution, code_digest: str, account_id: int | None) -> None:
    access = draft.consultation.access
    if access == Access.OPEN:
        return
    if access == Access.CODE:
        if not AccessCode.objects.filter(batch__consultation=draft.consultation).claim(code_digest):
            raise RightRefusedError
        uses = AccessCode.objects.values_list("uses", flat=True).get(digest=code_digest)
        key = _participation_key(f"code:{code_digest}:{uses}")
    else:
        if account_id is None:
            raise RightRefusedError
        key = _participation_key(f"account:{draft.consultation_id}:{account_id}")
    Participation.objects.create(consultation=draft.consultation, key=key)


def _participation_key(text: str) -> str:
    return codes.digest(text, "participation")


def _submit(draft: Contribution, key: str, path: Path, now: datetime) -> None:
    draft.state = ContributionState.SUBMITTED
    draft.idempotency_key = key
    draft.submitted_on = draft.touched_on = timezone.localdate(now)
    draft.territory = _territory(draft, path)
    draft.save(update_fields=["state", "idempotency_key", "submitted_on", "touched_on", "territory"])


def _territory(draft: Contribution, path: Path) -> Territory | None:
    """The territory of the commune that was named, where the consultation says that it keeps it."""
    if draft.consultation.what_is_kept == WhatIsKept.ANONYMOUS:
        return None
    named = (
        draft.answers.get(question.id, {}).get("value") for question in path.questions if question.kind == "commune"
    )
    commune = next((code for code in named if code), None)
    return Territory.objects.filter(commune__insee_code=commune).first() if commune else None


def forget_keys(*, now: datetime) -> int:
    """Forget the keys of sendings that nobody can replay any more; keys of imported rows tell doubles and stay."""
    closed_before = now - timedelta(minutes=settings.CLOSING_GRACE_MINUTES)
    return (
        Contribution.objects.submitted()
        .filter(channel=Channel.ONLINE, consultation__announcement__closes_at__lt=closed_before)
        .exclude(idempotency_key=None)
        .update(idempotency_key=None)
    )


def shuffle_contributions(*, since: datetime) -> int:
    """Write again, in random order and one transaction, the contributions touched since; return how many.

    Two rows that one transaction wrote share its number on PostgreSQL, and rows stand in the order of their writing
    on both engines: without this, a participation would lead to its contribution.
    """
    table = connection.ops.quote_name(Contribution._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in Contribution._meta.concrete_fields)
    chosen = f"SELECT {columns} FROM {table} WHERE touched_on >= %s"  # noqa: S608 - every name comes from the model
    delete = f"DELETE FROM {table} WHERE id IN (SELECT id FROM rewritten)"  # noqa: S608 - idem
    insert = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM rewritten ORDER BY random()"  # noqa: S608 - idem
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE rewritten AS {chosen}", [timezone.localdate(since)])
        cursor.execute(delete)
        cursor.execute(insert)
        count = cursor.rowcount
        cursor.execute("DROP TABLE rewritten")
    return count
