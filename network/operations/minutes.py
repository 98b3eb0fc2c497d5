"""Minutes: written, read again, submitted, approved, corrected; what the public reads (network.md, section 9)."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.enums import (
    AttendanceStatus,
    ItemState,
    ItemVisibility,
    MeetingState,
    MinutesApproval,
    MinutesState,
)
from network.models import Mandate, Meeting, Minutes, MinutesExtract, MinutesRemark, MinutesVersion
from network.notifications import tell_mandates
from network.operations.indexing import index
from network.operations.minutes_text import decision_line
from network.permissions import (
    can_prepare_extract,
    can_publish_extract,
    can_remark,
    can_write_minutes,
)
from network.querysets import fold
from portal.common.workflow import apply

REMARK_DAYS = 15


class StaleMinutesError(Exception):
    """Somebody else wrote in the meantime: nothing was overwritten, `current` holds what stands now."""

    def __init__(self, current: Minutes) -> None:
        super().__init__(current.version)
        self.current = current


def start_minutes(meeting: Meeting, by: Any) -> Minutes:
    """The minutes of a held meeting, filled in from the agenda, the attendance and the decisions; the same if begun."""
    if not can_write_minutes(by, meeting):
        raise PermissionDenied("can_write_minutes")
    if meeting.state != MeetingState.HELD or meeting.committee.handles_individual_cases:
        raise ValidationError(_("Le compte rendu s’écrit quand la réunion est tenue."))
    with transaction.atomic():
        minutes, is_new = Minutes.objects.get_or_create(meeting=meeting, defaults={"body": draft_text(meeting)})
        if is_new:
            index(minutes)
    return minutes


def draft_text(meeting: Meeting) -> str:
    """What minutes begin with: counts, never names; agenda items as headings, decisions under them."""
    present = meeting.attendances.filter(status__in=[AttendanceStatus.PRESENT, AttendanceStatus.REPRESENTED]).count()
    excused = meeting.attendances.filter(status=AttendanceStatus.EXCUSED).count()
    lines = [
        ngettext("%d personne présente ou représentée.", "%d personnes présentes ou représentées.", present) % present,
        ngettext("%d personne excusée.", "%d personnes excusées.", excused) % excused,
    ]
    items = meeting.items.filter(state=ItemState.ACCEPTED).exclude(visibility=ItemVisibility.SECRETARIAT)
    for item in items.prefetch_related("decisions"):
        lines += ["", f"## {item.title}", "", item.result_text]
        lines += [decision_line(decision) for decision in item.decisions.all()]
    return "\n".join(lines)


def write_minutes(minutes: Minutes, by: Any, *, body: str, easy_body: str, version: int) -> Minutes:
    """Write over version `version`, the one that was on the screen. Raises StaleMinutesError if it is not current.

    Raises PermissionDenied for who may not, or once the minutes are no longer being drafted.
    """
    if not can_write_minutes(by, minutes) or minutes.state != MinutesState.DRAFTING:
        raise PermissionDenied("can_write_minutes")
    with transaction.atomic():
        written = Minutes.objects.filter(pk=minutes.pk, version=version, state=MinutesState.DRAFTING).update(
            body=body, easy_body=easy_body, version=F("version") + 1, updated_at=timezone.now()
        )
        current = Minutes.objects.select_related("meeting__committee").get(pk=minutes.pk)
        if not written:
            raise StaleMinutesError(current)
        index(current)
    return current


def send_to_review(minutes: Minutes, by: Any) -> Minutes:
    """Give the draft to the chair and the facilitators."""
    return apply(minutes, "send_to_review", by=by)


def send_back(minutes: Minutes, by: Any, reason: str) -> Minutes:
    """Give the draft back to the secretary, with a reason."""
    return apply(minutes, "send_back", by=by, reason=reason)


def submit(minutes: Minutes, by: Any) -> Minutes:
    """Submit to the members: the text is kept as a version, remarks are open for fifteen days."""
    until = timezone.localdate() + timedelta(days=REMARK_DAYS)
    with transaction.atomic():
        apply(minutes, "submit", by=by, remarks_until=until)
        _keep(minutes, by)
        committee = minutes.meeting.committee
        tell_mandates(
            list(committee.mandates.valid_on()),
            str(committee),
            _("Un compte rendu vous est soumis sur le portail. Vous pouvez faire des remarques jusqu’au %s.")
            % until.strftime("%d/%m/%Y"),
            f"minutes:{minutes.pk.hex}",
        )
    return minutes


def add_remark(minutes: Minutes, by: Any, text: str) -> MinutesRemark:
    """A member's remark on submitted minutes. Raises PermissionDenied outside the period, ValidationError if empty."""
    with transaction.atomic():
        minutes = (
            Minutes.objects.select_for_update(of=("self",)).select_related("meeting__committee").get(pk=minutes.pk)
        )
        if not can_remark(by, minutes):
            raise PermissionDenied("can_remark")
        if not text.strip():
            raise ValidationError({"text": _("Écrivez votre remarque.")})
        mandate = Mandate.objects.filter(user=by, committee=minutes.meeting.committee_id).valid_on().first()
        return MinutesRemark.objects.create(minutes=minutes, mandate=mandate, text=text)


def answer_remark(remark: MinutesRemark, by: Any, *, is_taken: bool, answer: str = "") -> MinutesRemark:
    """Take a remark into account, or say why not; its author is told."""
    with transaction.atomic():
        apply(remark, "take" if is_taken else "decline", by=by, answer=answer)
        MinutesRemark.objects.filter(pk=remark.pk).update(updated_at=timezone.now())
        text = _("Votre remarque a reçu une réponse. Lisez-la sur le portail.")
        tell_mandates([remark.mandate], str(remark.minutes.meeting.committee), text, f"remark:{remark.pk.hex}")
    return remark


def rework(minutes: Minutes, by: Any) -> Minutes:
    """Write the minutes again, once a remark was taken into account."""
    return apply(minutes, "rework", by=by)


def approve(minutes: Minutes, by: Any, approved_in: Meeting | None = None) -> Minutes:
    """Approve: at a later meeting, or tacitly once the period is over. What is approved is kept and never changes."""
    mode = MinutesApproval.AT_MEETING if approved_in else MinutesApproval.TACIT
    with transaction.atomic():
        apply(minutes, "approve", by=by, approval_mode=mode, approved_in=approved_in)
        _keep(minutes, by)
    return minutes


def correct(minutes: Minutes, by: Any, *, body: str, easy_body: str, reason: str, version: int) -> Minutes:
    """Correct approved minutes: a new version with its note; both stay readable. Raises StaleMinutesError."""
    if not body.strip():
        raise ValidationError({"body": _("Écrivez le compte rendu.")})
    with transaction.atomic():
        current = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
        if current.version != version:
            raise StaleMinutesError(current)
        apply(minutes, "correct", by=by, body=body, easy_body=easy_body, reason=reason, version=version + 1)
        _keep(minutes, by, note=reason)
        index(minutes)
    return minutes


def prepare_extract(minutes: Minutes, by: Any, *, text: str, confirmed: Iterable[str] = ()) -> MinutesExtract:
    """Write what the public will read. Each word that is also somebody's name is to be confirmed.

    Raises ValidationError (code `names`, parameter `names`) with the words still to confirm, PermissionDenied, and
    ValidationError for minutes not approved or an extract already published.
    """
    if not can_prepare_extract(by, minutes):
        raise PermissionDenied("can_prepare_extract")
    extract = MinutesExtract.objects.filter(minutes=minutes).first() or MinutesExtract(minutes=minutes)
    if minutes.state != MinutesState.APPROVED or extract.published_at:
        raise ValidationError(_("Seul un compte rendu approuvé donne un extrait, et un extrait publié ne change plus."))
    if not minutes.meeting.committee.is_listed or not text.strip():
        raise ValidationError({"text": _("Écrivez l’extrait. Seul un comité qui a une page publique en publie un.")})
    known = {word.casefold() for word in confirmed}
    names = [word for word in names_in(text, minutes.meeting) if word.casefold() not in known]
    if names:
        raise ValidationError({"text": _names_to_confirm(names)})
    extract.text, extract.names_checked, extract.prepared_by = text, True, by
    extract.save()
    return extract


def names_in(text: str, meeting: Meeting) -> list[str]:
    """Words of a text that are also in the name of a member or of a guest, in their order."""
    labels = [*meeting.committee.mandates.values_list("display_name", flat=True)]
    labels += meeting.attendances.values_list("guest_label", flat=True)
    people = {part for label in labels for part in fold(label).split() if len(part) > 2}
    found = [word for word in re.findall(r"[^\W\d_]+", text) if people & set(fold(word).split())]
    return list(dict.fromkeys(found))


def publish_extract(extract: MinutesExtract, by: Any) -> MinutesExtract:
    """The second signature: the administrator's. Replayed, it changes nothing."""
    with transaction.atomic():
        extract = MinutesExtract.objects.select_for_update(of=("self",)).get(pk=extract.pk)
        if not can_publish_extract(by, extract):
            raise PermissionDenied("can_publish_extract")
        if extract.published_at is None:
            extract.published_at, extract.published_by = timezone.now(), by
            extract.save(update_fields=["published_at", "published_by", "updated_at"])
    return extract


def _names_to_confirm(names: list[str]) -> ValidationError:
    return ValidationError(
        _("Ces mots sont aussi des noms de personnes : %(list)s. Retirez-les ou confirmez-les."),
        code="names",
        params={"names": names, "list": ", ".join(names)},
    )


def _keep(minutes: Minutes, by: Any, note: str = "") -> MinutesVersion:
    number = (minutes.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    return MinutesVersion.objects.create(
        minutes=minutes,
        number=number,
        state=minutes.state,
        body=minutes.body,
        easy_body=minutes.easy_body,
        note=note,
        made_by=by,
    )
