"""The five duties of a secretariat, for each meeting that is not over: what is done, what is late (network.md, 13)."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from network.enums import Delivery, ItemState, MeetingState, MinutesState, Quality, Response, Scan
from network.models import (
    AgendaItem,
    Attendance,
    CommitteeDocument,
    ConvocationRecipient,
    Mandate,
    Meeting,
    Minutes,
    PracticalNeed,
)

AGENDA, CONVENING = "Ordre du jour", "Invitations"
PAPERS, ORGANISATION, MINUTES = "Documents à diffuser", "Organisation", "Comptes rendus"
NAMES = (AGENDA, CONVENING, PAPERS, ORGANISATION, MINUTES)
DONE, TO_DO = "Terminé", "À faire"
# Minutes are late from then on: members still remember what was said.
MINUTES_DUE = timedelta(days=30)

Duty = dict[str, Any]


def duties_of(user: Any, meetings: Iterable[Meeting]) -> list[tuple[str, Duty]]:
    """The duties of these meetings, as rows of a task list with `is_late` and `is_done`, under the duty's name.

    The meetings come from `visible_to(user)` and their secretariat is `user`'s. A fixed number of queries.
    """
    meetings = [meeting for meeting in meetings if not meeting.committee.handles_individual_cases]
    facts = _Facts(user, meetings)
    return [
        (name, duty)
        for meeting in meetings
        if meeting.state not in {MeetingState.CLOSED, MeetingState.CANCELLED}
        for name, duty in (
            (AGENDA, _agenda(meeting, facts)),
            (CONVENING, _convening(meeting, facts)),
            (PAPERS, _papers(meeting, facts)),
            (ORGANISATION, _organisation(meeting, facts)),
            (MINUTES, _minutes(meeting, facts)),
        )
        if duty is not None
    ]


class _Facts:
    """What the duties are computed from, by key of meeting."""

    def __init__(self, user: Any, meetings: list[Meeting]) -> None:
        keys = [meeting.pk for meeting in meetings]
        items = AgendaItem.objects.visible_to(user).filter(meeting__in=keys)
        self.items = Counter(items.filter(state=ItemState.ACCEPTED).values_list("meeting", flat=True))
        self.proposals = Counter(items.filter(state=ItemState.PROPOSED).values_list("meeting", flat=True))
        lines = ConvocationRecipient.objects.visible_to(user).filter(convocation__meeting__in=keys)
        lines = lines.current().with_delivery().values_list("convocation__meeting", "delivery", "response")
        self.unreached: Counter = Counter()
        self.failed: Counter = Counter()
        for meeting, delivery, response in lines:
            self.failed[meeting] += delivery == Delivery.FAILED
            self.unreached[meeting] += delivery == Delivery.PREPARED and response == Response.NONE
        self.unready = self._unready(user, meetings)
        needs = PracticalNeed.objects.visible_to(user).unanswered().filter(meeting__in=keys)
        self.needs = Counter(needs.values_list("meeting", flat=True))
        attendances = Attendance.objects.visible_to(user).filter(meeting__in=keys)
        self.attended = set(attendances.values_list("meeting", flat=True))
        minutes = Minutes.objects.visible_to(user).filter(meeting__in=keys)
        self.minutes = dict(minutes.values_list("meeting", "state"))

    @staticmethod
    def _unready(user: Any, meetings: list[Meeting]) -> Counter:
        committees = {meeting.committee_id for meeting in meetings}
        seats = Mandate.objects.valid_on().filter(committee__in=committees, quality=Quality.ACCOMPANIED)
        accompanied = set(seats.values_list("committee", flat=True))
        documents = CommitteeDocument.objects.readable_by(user).filter(meeting__in=meetings, minutes=None)
        unready: Counter = Counter()
        for document in documents.prefetch_related("versions"):
            scans = [version.scan for version in document.versions.all()]
            is_blocked = not scans or scans[-1] in {Scan.PENDING, Scan.INFECTED}
            lacks_words = document.committee_id in accompanied and not document.easy_summary
            unready[document.meeting_id] += is_blocked or lacks_words
        return unready


def _agenda(meeting: Meeting, facts: _Facts) -> Duty | None:
    is_over = meeting.state not in {MeetingState.DRAFT, MeetingState.CONVENED}
    proposals = facts.proposals[meeting.pk]
    if is_over:
        state = DONE
    elif proposals:
        state = f"À faire : {_count(proposals, 'proposition')} à traiter"
    else:
        state = "En cours" if facts.items[meeting.pk] else TO_DO
    return _duty(meeting, "Écrire et figer l’ordre du jour", "committees:agenda", state, is_late=_is_near(meeting))


def _convening(meeting: Meeting, facts: _Facts) -> Duty:
    if meeting.state == MeetingState.DRAFT:
        if not facts.items[meeting.pk]:
            reason = "Pas encore possible : l’ordre du jour est vide"
            return _duty(meeting, "Convoquer", None, reason, is_late=_is_near(meeting))
        return _duty(meeting, "Convoquer", "committees:convene", TO_DO, is_late=_is_near(meeting))
    failed, unreached = facts.failed[meeting.pk], facts.unreached[meeting.pk]
    if meeting.starts_at <= timezone.now() or not (failed or unreached):
        return _duty(meeting, "Suivre les convocations et les réponses", "committees:deliveries", DONE)
    words = [_count(failed, "envoi") + " en échec"] * bool(failed) + [f"{unreached} à remettre"] * bool(unreached)
    state = f"À faire : {', '.join(words)}"
    return _duty(meeting, "Suivre les convocations et les réponses", "committees:deliveries", state, is_late=failed > 0)


def _papers(meeting: Meeting, facts: _Facts) -> Duty | None:
    if meeting.state in {MeetingState.HELD, MeetingState.FROZEN}:
        return None
    unready = facts.unready[meeting.pk]
    state = f"À faire : {_count(unready, 'document')} à compléter" if unready else DONE
    return _duty(
        meeting,
        "Préparer les documents",
        "committees:meeting_documents",
        state,
        is_late=bool(unready and _is_near(meeting)),
    )


def _organisation(meeting: Meeting, facts: _Facts) -> Duty:
    if meeting.state == MeetingState.HELD:
        state = DONE if meeting.pk in facts.attended else TO_DO
        return _duty(meeting, "Remplir la feuille de présence", "committees:attendance", state, is_late=True)
    needs = facts.needs[meeting.pk]
    if needs:
        near = meeting.starts_at - timezone.now() < timedelta(days=3)
        state = f"À faire : {_count(needs, 'demande')}"
        return _duty(meeting, "Répondre aux besoins pratiques", "committees:needs", state, is_late=near)
    if not meeting.place and not meeting.remote_url:
        return _duty(
            meeting, "Trouver une salle ou un lien", "committees:edit_meeting", TO_DO, is_late=_is_near(meeting)
        )
    return _duty(meeting, "Répondre aux besoins pratiques", "committees:needs", DONE)


def _minutes(meeting: Meeting, facts: _Facts) -> Duty:
    title = "Écrire et diffuser le compte rendu"
    if meeting.state != MeetingState.HELD:
        return _duty(meeting, title, None, "Pas encore possible : la réunion n’est pas tenue")
    state = facts.minutes.get(meeting.pk)
    if state == MinutesState.APPROVED:
        return _duty(meeting, "Clore la réunion", "committees:close", TO_DO)
    words = TO_DO if state is None else f"En cours : {MinutesState(state).label}"
    is_late = timezone.now() - meeting.starts_at > MINUTES_DUE
    return _duty(meeting, title, "committees:minutes_of_meeting", words, is_late=is_late)


def _duty(meeting: Meeting, title: str, screen: str | None, state: str, *, is_late: bool = False) -> Duty:
    is_done = state == DONE
    is_late = is_late and not is_done
    return {
        "title": title,
        "url": screen and reverse(screen, args=[meeting.pk]),
        "state": f"En retard. {state}" if is_late else state,
        "hint": "",
        "meeting": meeting,
        "is_done": is_done,
        "is_late": is_late,
    }


def _is_near(meeting: Meeting) -> bool:
    """Whether the delay of convocation has begun."""
    return meeting.starts_at - timezone.now() < timedelta(days=meeting.committee.notice_days)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number < 2 else f"{number} {word}s"
