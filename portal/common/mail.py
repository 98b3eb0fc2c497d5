"""The outbox: a mail is a row written with what it announces, and sent by a command that tries again.

No request waits for a mail server, and a mail goes out if and only if its transaction was committed. A mail may go out
twice if the machine stops between sending and noting it: both carry the same Message-ID.
"""

import logging
import smtplib
from collections import Counter
from datetime import datetime, timedelta
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.utils import timezone

from portal.common.models import OutgoingMail

logger = logging.getLogger("portal.mail")

_MINUTES = (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60, 48 * 60)
DELAYS = tuple(timedelta(minutes=minutes) for minutes in _MINUTES)
# A worker that died holds its mail no longer than this.
LEASE = timedelta(minutes=10)
KEPT = timedelta(days=90)
BATCH = 200


def queue(to: str, subject: str, text: str, *, reference: str = "", calendar: str = "") -> OutgoingMail:
    """Write a mail to send, in the transaction under way.

    In: one recipient, a subject of one line, a text, and what the mail is about (to find its result again),
    a calendar file.
    Raises ValidationError for an address that is none, ValueError for a line end in the subject.
    """
    validate_email(to)
    if len(subject.splitlines()) != 1:
        raise ValueError("a subject is one line")
    return OutgoingMail.objects.create(recipient=to, subject=subject, text=text, reference=reference, calendar=calendar)


def withdraw(reference: str) -> int:
    """Take back the mails not yet sent whose reference begins so; how many."""
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.PREPARED, reference__startswith=reference)
    return waiting.delete()[0]


def send_due(now: datetime | None = None) -> Counter:
    """Send the mails whose time has come; how many were sent, put off, failed for good.

    A mail is claimed by moving its time ahead, so that two workers never send the same one and no lock is held while
    the mail server is slow. When the server itself does not answer, the rest waits for the next run.
    """
    now = now or timezone.now()
    results: Counter = Counter()
    due = OutgoingMail.objects.filter(state=OutgoingMail.State.PREPARED, due_at__lte=now)
    connection = get_connection()
    for pk in list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH]):
        if not due.filter(pk=pk).update(due_at=now + LEASE):
            continue
        mail = OutgoingMail.objects.filter(pk=pk).first()
        if mail is None:  # withdrawn meanwhile
            continue
        try:
            _send(mail, connection)
        except (OSError, smtplib.SMTPException) as error:
            results[_put_off(mail, error, now)] += 1
            if not isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
                break
        else:
            mail.state, mail.sent_at, mail.last_error = OutgoingMail.State.SENT, timezone.now(), ""
            mail.save(update_fields=["state", "sent_at", "last_error"])
            results["sent"] += 1
    return results


def forget_old(now: datetime | None = None) -> int:
    """Delete the mails of more than ninety days ago (participation.md, section 16); how many."""
    return OutgoingMail.objects.filter(prepared_at__lt=(now or timezone.now()) - KEPT).delete()[0]


def _send(mail: OutgoingMail, connection: BaseEmailBackend) -> None:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{mail.message_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = _Message(mail.subject, mail.text, to=[mail.recipient], headers=headers, connection=connection)
    if mail.calendar:
        message.attach_alternative(mail.calendar, "text/calendar")
        message.attach("reunion.ics", mail.calendar.encode(), "application/ics")
    message.send()


class _Message(EmailMultiAlternatives):
    """A mail that may invite: the calendar part tells its method, and is in base64 (formats.md, section 10)."""

    def _create_mime_attachment(self, content: str | bytes, mimetype: str) -> MIMEBase:
        if mimetype != "text/calendar":
            return super()._create_mime_attachment(content, mimetype)  # type: ignore[misc]  # - Django has it, its stubs do not
        method = str(content).partition("METHOD:")[2].split()[0]
        part = MIMEBase("text", "calendar", method=method, charset="utf-8")
        part.set_payload(str(content).encode())
        encode_base64(part)
        return part


def _put_off(mail: OutgoingMail, error: Exception, now: datetime) -> str:
    """Note a failure and when to try again; « failed » when the address is refused or after the last delay."""
    mail.last_error = f"{type(error).__name__}: {error}"[:200]
    if mail.failures >= len(DELAYS) or _is_final(error):
        mail.state = OutgoingMail.State.FAILED
        logger.error("mail failed", extra={"mail": mail.pk, "failures": mail.failures + 1})
    else:
        mail.due_at = now + DELAYS[mail.failures]
    mail.failures += 1
    mail.save(update_fields=["state", "due_at", "failures", "last_error"])
    return "failed" if mail.state == OutgoingMail.State.FAILED else "put_off"


def _is_final(error: Exception) -> bool:
    """Whether the server refused the address or the message itself for good (5xx)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
