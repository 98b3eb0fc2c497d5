"""Committees, mandates, meetings and papers, with traits named after states."""

import hashlib
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from network.calendar import PARIS
from network.enums import CommitteeKind, MandateRole, MeetingState, MinutesApproval, MinutesState, Quality
from network.models import (
    AgendaItem,
    Attendance,
    CallForMembers,
    Candidacy,
    Committee,
    CommitteeDocument,
    Convocation,
    Decision,
    DocumentVersion,
    Mandate,
    Meeting,
    Minutes,
    MinutesVersion,
    Organisation,
)
from network.operations.convening import convene, preview
from portal.accounts.models import User
from portal.common.models import PrivateFile
from tests.factories.network import make_territory

_numbers = count(1)
LONG_AGO = date(2020, 1, 1)


def make_account(name: str = "", **facts: Any) -> User:
    """An account that signs in no browser: no password is hashed."""
    return User.objects.create(username=name or f"personne-{next(_numbers)}", **facts)


def make_organisation(name: str = "") -> Organisation:
    """An organisation that sends somebody."""
    return Organisation.objects.create(name=name or f"Organisme {next(_numbers)}")


def make_committee(kind: str = CommitteeKind.DEPARTMENTAL, **facts: Any) -> Committee:
    """A committee in activity, unlisted unless told; a local one gets a territory, a working group a parent."""
    number = next(_numbers)
    if kind == CommitteeKind.LOCAL and "territory" not in facts:
        facts["territory"] = make_territory(f"T{number}")
    if kind == CommitteeKind.WORKING_GROUP and "parent" not in facts:
        facts["parent"] = make_committee()
    facts = {"name": f"Comité {number}", "slug": f"comite-{number}", "active_from": LONG_AGO} | facts
    return Committee.objects.create(kind=kind, **facts)


def make_mandate(committee: Committee | None = None, *, user: User | None = None, **facts: Any) -> Mandate:
    """A mandate in force of somebody who has an account and an e-mail address.

    Traits: `role="secretary"`, `ended=True` (until yesterday), `to_come=True` (from tomorrow), `accompanied=True`.
    """
    number = next(_numbers)
    today = timezone.localdate()
    if facts.pop("ended", False):
        facts["ends_on"] = today - timedelta(days=1)
    if facts.pop("to_come", False):
        facts["starts_on"] = today + timedelta(days=1)
    if facts.pop("accompanied", False):
        facts["quality"] = Quality.ACCOMPANIED
    facts = {
        "quality": Quality.PROFESSIONAL,
        "display_name": f"Prénom{number} Nom{number}",
        "starts_on": LONG_AGO,
        "contact_channel": "email",
        "email": f"membre{number}@exemple.fr",
    } | facts
    if facts.get("substitute_of"):
        facts["seat"] = "substitute"
    return Mandate.objects.create(committee=committee or make_committee(), user=user or make_account(), **facts)


def secretary_of(committee: Committee) -> User:
    """The account of who holds the secretariat now; somebody is given it when nobody does."""
    mandate = committee.mandates.filter(role=MandateRole.SECRETARY).valid_on().first()
    return (mandate or make_mandate(committee, role=MandateRole.SECRETARY)).user


def make_meeting(committee: Committee | None = None, state: str = MeetingState.DRAFT, **facts: Any) -> Meeting:
    """A meeting in a state, with the stamps that prove it: to come until it is held, of last week afterwards."""
    committee = committee or make_committee()
    is_past = state in {MeetingState.HELD, MeetingState.CLOSED}
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    starts_at = facts.pop("starts_at", now - timedelta(days=7) if is_past else now + timedelta(days=30))
    number = next(_numbers)
    stamps: dict[str, Any] = {}
    if state != MeetingState.DRAFT:
        stamps = {f"{state}_at": now, "convened_at": now, "ical_uid": f"reunion-{number}@exemple.fr"}
    if state == MeetingState.CLOSED:
        stamps["held_at"] = now
    if state == MeetingState.CANCELLED:
        stamps["reason"] = "Salle fermée."
    facts = {"ends_at": starts_at + timedelta(hours=2), "place": "MDS Étang de Thau, Sète"} | stamps | facts
    return Meeting.objects.create(
        committee=committee, year=starts_at.year, number=number, starts_at=starts_at, state=state, **facts
    )


def make_item(meeting: Meeting | None = None, **facts: Any) -> AgendaItem:
    """An item of an agenda, for members unless told."""
    return AgendaItem.objects.create(meeting=meeting or make_meeting(), **{"title": f"Point {next(_numbers)}"} | facts)


def make_convened(committee: Committee | None = None, **facts: Any) -> Meeting:
    """A meeting convened through the real operation: members in force have their line and their mail."""
    meeting = make_meeting(committee, **facts)
    make_item(meeting)
    convene(meeting, secretary_of(meeting.committee), preview(meeting).signature)
    meeting.refresh_from_db()
    return meeting


def make_file(content: str = "") -> PrivateFile:
    """The row of a private file, with nothing on the disk."""
    digest = hashlib.sha256((content or str(next(_numbers))).encode()).hexdigest()
    return PrivateFile.objects.create(name="piece.pdf", content_type="application/pdf", size=1000, sha256=digest)


def make_pdf(content: str = "bonjour", name: str = "piece.pdf") -> ContentFile:
    """What somebody sends: a file that begins as a PDF does."""
    return ContentFile(b"%PDF-1.4\n" + content.encode() + b"\n%%EOF", name=name)


def make_version(document: CommitteeDocument, **facts: Any) -> DocumentVersion:
    """One more version of a document."""
    number = document.versions.count() + 1
    return DocumentVersion.objects.create(document=document, number=number, file=make_file(), **facts)


def make_document(owner: Any, *, qualities: list[str] | None = None, published: bool = False, **facts: Any):
    """A document of a committee, meeting, item or minutes, with one version; restricted or published when asked."""
    names = {"Committee": "committee", "Meeting": "meeting", "AgendaItem": "agenda_item", "Minutes": "minutes"}
    facts = {"title": f"Pièce {next(_numbers)}", names[type(owner).__name__]: owner} | facts
    document = CommitteeDocument(**facts)
    document.qualities = qualities or []
    document.protection = "restricted" if qualities else "inherit"
    document.save(force_insert=True)
    version = make_version(document)
    if published:
        document.published_version, document.published_at = version, timezone.now()
        document.save()
    return document


def make_minutes(meeting: Meeting | None = None, state: str = MinutesState.DRAFTING, **facts: Any) -> Minutes:
    """Minutes in a state, with the stamps that prove it; what members were given is kept as a version."""
    now = timezone.now()
    meeting = meeting or make_meeting(state=MeetingState.HELD)
    if state == MinutesState.REVIEW:
        facts["sent_to_review_at"] = now
    if state in {MinutesState.SUBMITTED, MinutesState.APPROVED}:
        facts |= {"submitted_at": now, "remarks_until": timezone.localdate() + timedelta(days=15)}
    if state == MinutesState.APPROVED:
        facts |= {"approved_at": now, "approval_mode": MinutesApproval.TACIT}
    minutes = Minutes.objects.create(meeting=meeting, state=state, **{"body": "Compte rendu."} | facts)
    if state in {MinutesState.SUBMITTED, MinutesState.APPROVED}:
        MinutesVersion.objects.create(minutes=minutes, number=1, state=state, body=minutes.body)
    return minutes


def make_decision(item: AgendaItem | None = None, **facts: Any) -> Decision:
    """A decision to do, that has an owner."""
    facts = {"text": "Écrire aux communes.", "owner_label": "MDS"} | facts
    return Decision.objects.create(
        agenda_item=item or make_item(make_meeting(state=MeetingState.HELD)), number=next(_numbers), **facts
    )


def make_attendance(meeting: Meeting, mandate: Mandate | None = None, **facts: Any) -> Attendance:
    """Somebody who came."""
    facts = {"status": "present", "quality": mandate.quality if mandate else Quality.PROFESSIONAL} | facts
    return Attendance.objects.create(meeting=meeting, mandate=mandate, **facts)


def make_call(committee: Committee | None = None, *, published: bool = True, **facts: Any) -> CallForMembers:
    """A call open today."""
    today = timezone.localdate()
    facts = {
        "seats": 2,
        "opens_on": today,
        "closes_on": today + timedelta(days=30),
        "easy_text": "Venez donner votre avis.",
        "how_to_apply": "Appelez-nous.",
        "published_at": timezone.now() if published else None,
    } | facts
    return CallForMembers.objects.create(committee=committee or make_committee(CommitteeKind.PARTICIPATORY), **facts)


def make_candidacy(call: CallForMembers | None = None, **facts: Any) -> Candidacy:
    """Somebody without e-mail who proposes to sit."""
    facts = {
        "display_name": "Samia",
        "contact_channel": "through_referent",
        "code_digest": f"digest-{next(_numbers)}",
        "agreed_at": timezone.now(),
    } | facts
    return Candidacy.objects.create(call=call or make_call(), **facts)


def at(year: int, month: int, day: int, hour: int = 14) -> datetime:
    """A moment on the clock of Paris."""
    return datetime(year, month, day, hour, tzinfo=PARIS)


def convocation_of(meeting: Meeting) -> Convocation:
    """The last convocation of a meeting."""
    return meeting.convocations.latest("sent_at", "ical_sequence")
