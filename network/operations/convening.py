"""Convening: what is shown is what is sent; everybody ever convened learns of a change (network.md, section 6)."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import Channel, ItemState, ItemVisibility, MeetingState, Method, Quality, Response, Seat
from network.models import Convocation, ConvocationRecipient, Mandate, Meeting
from network.notifications import ANSWER_SALT, reference, tell_convocation
from network.operations.indexing import redate
from network.permissions import can_answer_convocation, can_convene
from portal.common import codes, mail
from portal.common.workflow import apply

CODE_PURPOSE = "network.meeting"
PREVIEW_SALT = "network.convocation.preview"


class PreviewChangedError(Exception):
    """Between the preview and the confirmation the list changed: show the preview again."""


@dataclass(frozen=True)
class Preview:
    """Who will be convened and how; who will not and why; what to confirm although nothing forbids it."""

    lines: list[tuple[Mandate, str, str]]
    left_out: list[tuple[Mandate, str]]
    signature: str
    warnings: list[str] = field(default_factory=list)


def preview(meeting: Meeting) -> Preview:
    """The list of a convocation before it is sent: mandates valid on the day, titulars and standing guests."""
    lines, left_out = [], []
    valid = set(meeting.committee.mandates.valid_at(meeting.starts_at).values_list("pk", flat=True))
    current = meeting.committee.mandates.filter(ended_at=None).select_related("organisation", "substitute_of")
    for mandate in current.order_by("display_name", "pk"):
        if mandate.pk not in valid:
            left_out.append((mandate, _("Le mandat n’est pas en cours le jour de la réunion.")))
        elif mandate.seat == Seat.SUBSTITUTE and mandate.substitute_of_id in valid:
            left_out.append((mandate, _("Suppléant : convoqué si le titulaire ne peut pas venir.")))
        else:
            lines.append((mandate, mandate.contact_channel, _address(mandate)))
    listed = [[str(mandate.pk), channel, address] for mandate, channel, address in lines]
    when = [meeting.starts_at.isoformat(), meeting.ends_at.isoformat(), meeting.place]
    signature = signing.Signer(salt=PREVIEW_SALT).sign(_digest([str(meeting.pk), when, listed]))
    return Preview(lines, left_out, signature, _warnings(meeting))


def convene(meeting: Meeting, by: Any, confirmed: str) -> Convocation:
    """Send the list that was confirmed. Replayed, it gives back the same convocation and sends nothing.

    Raises PreviewChangedError when the list is no longer that one, ValidationError when it is empty, TransitionRefused
    or PermissionDenied as the table says.
    """
    with transaction.atomic():
        meeting = _locked(meeting)
        if meeting.state == MeetingState.CONVENED:
            if not can_convene(by, meeting):
                raise PermissionDenied("can_convene")
            return meeting.convocations.filter(method=Method.REQUEST).earliest("sent_at")
        shown = preview(meeting)
        if shown.signature != confirmed:
            raise PreviewChangedError
        if not shown.lines:
            raise ValidationError(_("Personne n’est à convoquer : ajoutez des membres au comité."))
        uid = f"reunion-{uuid.uuid4()}@{urlsplit(settings.SITE_URL).hostname}"
        apply(meeting, "convene", by=by, ical_uid=uid)
        return _send(meeting, Method.REQUEST, by, shown.lines)


def reschedule(meeting: Meeting, by: Any, reason: str = "", **changes: Any) -> Convocation | None:
    """Move a convened meeting (`starts_at`, `ends_at`, `place`, `remote_url`) and tell everybody convened.

    None, and nothing sent, when nothing that a diary holds changes.
    """
    with transaction.atomic():
        meeting = _locked(meeting)
        changes = {name: value for name, value in changes.items() if value != getattr(meeting, name)}
        if not changes:
            return None
        if changes.get("ends_at", meeting.ends_at) <= changes.get("starts_at", meeting.starts_at):
            raise ValidationError({"ends_at": _("La fin de la réunion vient avant son début.")})
        apply(meeting, "reschedule", by=by, ical_sequence=meeting.ical_sequence + 1, **changes, reason=reason)
        redate(meeting)
        return _send(meeting, Method.UPDATE, by, _convened(meeting))


def cancel(meeting: Meeting, by: Any, reason: str) -> Convocation | None:
    """Cancel, and tell everybody ever convened, those no longer members too. None for a draft: nobody knew."""
    with transaction.atomic():
        meeting = _locked(meeting)
        was_convened = meeting.convened_at is not None
        sequence = meeting.ical_sequence + (1 if was_convened else 0)
        apply(meeting, "cancel", by=by, reason=reason, ical_sequence=sequence)
        return _send(meeting, Method.CANCEL, by, _convened(meeting)) if was_convened else None


def add_recipient(meeting: Meeting, mandate: Mandate, by: Any) -> ConvocationRecipient:
    """Convene one more person, with the very convocation in force. The same person twice gives the same line."""
    if not can_convene(by, meeting):
        raise PermissionDenied("can_convene")
    if not Mandate.objects.filter(pk=mandate.pk, committee=meeting.committee_id).valid_at(meeting.starts_at).exists():
        raise ValidationError(_("Ce mandat n’est pas en cours le jour de la réunion."))
    return _add(meeting, mandate)


def withdraw_recipient(meeting: Meeting, mandate: Mandate, by: Any) -> Convocation | None:
    """Tell one person alone that the meeting is no longer theirs: the mandate ends before it. None if not convened."""
    with transaction.atomic():
        meeting = _locked(meeting)
        lines = [line for line in _convened(meeting) if line[0].pk == mandate.pk]
        if not lines:
            return None
        # Raised for the meeting itself: were they convened again, a client would ignore a lower number.
        meeting.ical_sequence += 1
        meeting.save(update_fields=["ical_sequence"])
        return _send(meeting, Method.CANCEL, by, lines, withdraw_others=False)


def resend(recipient: ConvocationRecipient, by: Any) -> ConvocationRecipient:
    """Send a failed mail again, to the address that the mandate has now."""
    if not can_convene(by, recipient.convocation.meeting):
        raise PermissionDenied("can_convene")
    with transaction.atomic():
        recipient = ConvocationRecipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
        if recipient.mail is not None and recipient.mail.state != "failed":
            return recipient
        recipient.channel, recipient.address_used = recipient.mandate.contact_channel, _address(recipient.mandate)
        recipient.mail = tell_convocation(recipient) if recipient.channel == Channel.EMAIL else None
        recipient.save()
    return recipient


def hand_over(recipient: ConvocationRecipient, by: Any) -> None:
    """Note that the letter was handed, or the call made."""
    if not can_convene(by, recipient.convocation.meeting):
        raise PermissionDenied("can_convene")
    ConvocationRecipient.objects.filter(pk=recipient.pk, handed_over_at=None).update(handed_over_at=timezone.now())


def note_reading(meeting: Meeting, user: Any) -> None:
    """Note that a person convened has opened the meeting on the portal."""
    lines = ConvocationRecipient.objects.visible_to(user).filter(convocation__meeting=meeting, mandate__user=user)
    lines.filter(read_at=None).update(read_at=timezone.now())


def recipient_of_link(token: str) -> ConvocationRecipient | None:
    """Whose answer a signed link opens; None when it is forged, when the mandate ended, or when all is over."""
    try:
        pk = uuid.UUID(hex=signing.loads(token, salt=ANSWER_SALT, max_age=timedelta(days=400)))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return _answerable(ConvocationRecipient.objects.filter(pk=pk).first())


def recipient_of_code(code: str) -> ConvocationRecipient | None:
    """Whose answer a printed code opens (already normalised, guesses already limited); None as for a link."""
    return _answerable(ConvocationRecipient.objects.filter(code_digest=codes.digest(code, CODE_PURPOSE)).first())


def printed_code(recipient: ConvocationRecipient) -> str:
    """The code to print on the letter of a person convened: always the same."""
    return codes.display(codes.derive(recipient.pk, CODE_PURPOSE))


def answer(recipient: ConvocationRecipient, response: str, channel: str, by: Any = None) -> ConvocationRecipient:
    """Note an answer, the last one given holds; an absent titular's substitute is convened at once.

    `by` is None when a signed link or a printed code has proved who answers. Raises ValidationError for an answer that
    is none or that comes too late, PermissionDenied for somebody else.
    """
    if by is not None and not can_answer_convocation(by, recipient):
        raise PermissionDenied("can_answer_convocation")
    if response not in {Response.PRESENT, Response.EXCUSED, Response.SUBSTITUTED}:
        raise ValidationError({"response": _("Choisissez une réponse.")})
    with transaction.atomic():
        meeting = _locked(recipient.convocation.meeting)
        recipient = ConvocationRecipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
        if _answerable(recipient) is None:
            raise ValidationError(_("Cette réunion n’attend plus de réponse. Appelez le secrétariat."))
        if recipient.response != response:
            recipient.response, recipient.responded_at = response, timezone.now()
            recipient.response_channel = channel
            recipient.save(update_fields=["response", "responded_at", "response_channel", "updated_at"])
        if response != Response.PRESENT:
            substitutes = recipient.mandate.substitutes.valid_at(meeting.starts_at)
            for substitute in substitutes.filter(committee=meeting.committee_id):
                _add(meeting, substitute)
    return recipient


def _answerable(recipient: ConvocationRecipient | None) -> ConvocationRecipient | None:
    """The line to answer: the last one of this person for this meeting, if the meeting and the mandate still hold."""
    if recipient is None:
        return None
    meeting = recipient.convocation.meeting
    is_open = meeting.state in {MeetingState.CONVENED, MeetingState.FROZEN} and meeting.ends_at > timezone.now()
    if not is_open or not Mandate.objects.filter(pk=recipient.mandate_id).valid_on().exists():
        return None
    lines = ConvocationRecipient.objects.filter(convocation__meeting=meeting, mandate=recipient.mandate_id)
    return lines.current().select_related("convocation__meeting__committee", "mandate").first()


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=meeting.pk)


def _address(mandate: Mandate) -> str:
    return {Channel.EMAIL: mandate.email, Channel.SMS: mandate.phone, Channel.PHONE: mandate.phone}.get(
        mandate.contact_channel, ""
    )


def _convened(meeting: Meeting) -> list[tuple[Mandate, str, str]]:
    """Everybody ever convened and not withdrawn since, by the means in force for them now."""
    rows = ConvocationRecipient.objects.filter(convocation__meeting=meeting).current().select_related("mandate")
    return [(row.mandate, row.mandate.contact_channel, _address(row.mandate)) for row in rows.order_by("created_at")]


def _add(meeting: Meeting, mandate: Mandate) -> ConvocationRecipient:
    last = meeting.convocations.exclude(method=Method.CANCEL).latest("sent_at")
    row = ConvocationRecipient.objects.filter(convocation__meeting=meeting, mandate=mandate).current().first()
    if row is not None:
        return row
    if last.ical_sequence < meeting.ical_sequence:
        # Somebody was withdrawn since: a new message with the number in force, so that no client ignores it.
        return _send(
            meeting,
            Method.REQUEST,
            None,
            [(mandate, mandate.contact_channel, _address(mandate))],
            withdraw_others=False,
        ).recipients.get()
    return _line(last, mandate, mandate.contact_channel, _address(mandate))


def _send(
    meeting: Meeting, method: Method, by: Any, lines: list[tuple[Mandate, str, str]], *, withdraw_others: bool = True
) -> Convocation:
    if withdraw_others:
        # What the outbox has not yet sent is out of date: a cancelled meeting sends nothing but the cancellation.
        waiting = ConvocationRecipient.objects.filter(convocation__meeting=meeting, mail__state="prepared")
        waiting.update(replaced_at=timezone.now())
        mail.withdraw(reference(meeting))
    snapshot = _snapshot(meeting)
    convocation = Convocation.objects.create(
        meeting=meeting,
        method=method,
        snapshot=snapshot,
        snapshot_hash=_digest(snapshot),
        ical_sequence=meeting.ical_sequence,
        sent_at=timezone.now(),
        sent_by=by,
        sent_by_label=str(by or ""),
    )
    for mandate, channel, address in lines:
        _line(convocation, mandate, channel, address)
    return convocation


def _line(convocation: Convocation, mandate: Mandate, channel: str, address: str) -> ConvocationRecipient:
    recipient = ConvocationRecipient(convocation=convocation, mandate=mandate, channel=channel, address_used=address)
    recipient.code_digest = codes.digest(codes.derive(recipient.pk, CODE_PURPOSE), CODE_PURPOSE)
    if channel == Channel.EMAIL:
        recipient.mail = tell_convocation(recipient)
    recipient.save(force_insert=True)
    return recipient


def _snapshot(meeting: Meeting) -> dict[str, Any]:
    """What members are told: never an item of the secretariat, nor a restricted document."""
    items = meeting.items.filter(state=ItemState.ACCEPTED).exclude(visibility=ItemVisibility.SECRETARIAT)
    documents = meeting.documents.filter(protection="inherit", minutes=None).exclude(
        agenda_item__visibility=ItemVisibility.SECRETARIAT
    )
    return {
        "committee": str(meeting.committee),
        "starts_at": _iso(meeting.starts_at),
        "ends_at": _iso(meeting.ends_at),
        "place": meeting.place,
        "reason": meeting.reason,
        "agenda": [
            {"title": item.title, "easy_title": item.easy_title, "kind": item.kind, "visibility": item.visibility}
            for item in items
        ],
        "documents": [
            {"title": document.title, "version": last.number, "sha256": last.file.sha256}
            for document in documents
            if (last := document.versions.select_related("file").last()) is not None
        ],
    }


def _warnings(meeting: Meeting) -> list[str]:
    warnings = []
    if meeting.starts_at - timezone.now() < timedelta(days=meeting.committee.notice_days):
        warnings.append(_("Le délai de convocation de %d jours n’est pas respecté.") % meeting.committee.notice_days)
    others = meeting.committee.meetings.upcoming().exclude(pk=meeting.pk)
    if others.filter(starts_at__lt=meeting.ends_at, ends_at__gt=meeting.starts_at).exists():
        warnings.append(_("Une autre réunion de ce comité a lieu au même moment."))
    accompanied = meeting.committee.mandates.valid_at(meeting.starts_at).filter(quality=Quality.ACCOMPANIED)
    if accompanied.exists() and meeting.documents.filter(easy_summary="").exists():
        warnings.append(_("Des documents n’ont pas encore de résumé en une phrase simple."))
    return warnings


def _iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat()


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
