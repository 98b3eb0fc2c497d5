"""Who may do what in committees: permissions.md, table 2. One right, one function."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from network.enums import ItemState, MandateRole, MeetingState, MinutesState
from network.models import (
    AgendaItem,
    Attendance,
    CallForMembers,
    Candidacy,
    Committee,
    CommitteeDocument,
    Convocation,
    ConvocationRecipient,
    Decision,
    DocumentVersion,
    Mandate,
    Meeting,
    Minutes,
    MinutesExtract,
    MinutesRemark,
    PracticalNeed,
)
from network.querysets import standing_of


def committee_of(obj: Any) -> Committee:
    """The committee from which the rights on `obj` come. Raises TypeError for what hangs on no committee."""
    match obj:
        case Committee():
            return obj
        case Meeting() | Mandate() | CommitteeDocument() | CallForMembers():
            return obj.committee
        case AgendaItem() | Attendance() | PracticalNeed() | Convocation() | Minutes():
            return obj.meeting.committee
        case Decision():
            return obj.agenda_item.meeting.committee
        case DocumentVersion():
            return obj.document.committee
        case MinutesExtract() | MinutesRemark():
            return obj.minutes.meeting.committee
        case ConvocationRecipient():
            return obj.convocation.meeting.committee
        case Candidacy():
            return obj.call.committee
    raise TypeError(type(obj))


def is_secretary(user: Any, obj: Any) -> bool:
    """Whether `user` holds the secretariat of the object's committee now."""
    return committee_of(obj).pk in standing_of(user).secretary_of


def is_member(user: Any, obj: Any) -> bool:
    """Whether `user` sits in the object's committee now."""
    return committee_of(obj).pk in standing_of(user).member_of


def facilitates(user: Any, obj: Any) -> bool:
    """Whether `user` chairs or facilitates the object's committee now."""
    return committee_of(obj).pk in standing_of(user).facilitates


def can_create_committee(user: Any, parent: Committee | None = None) -> bool:
    """The administrator; the secretary of the parent, for a child."""
    standing = standing_of(user)
    return standing.is_administrator or (parent is not None and parent.pk in standing.secretary_of)


def can_edit_committee(user: Any, committee: Committee) -> bool:
    """The secretary and the administrator."""
    standing = standing_of(user)
    return standing.is_administrator or committee.pk in standing.secretary_of


def can_manage_mandate(user: Any, obj: Any) -> bool:
    """The secretary and the administrator; the parent's secretary until the new one has a secretary."""
    committee, standing = committee_of(obj), standing_of(user)
    if standing.is_administrator or committee.pk in standing.secretary_of:
        return True
    is_orphan = not committee.mandates.filter(role=MandateRole.SECRETARY).valid_on().exists()
    return is_orphan and not committee.is_internal and committee.parent_id in standing.secretary_of


def can_edit_contacts(user: Any, mandate: Mandate) -> bool:
    """The person; the secretary, who keeps the list of those without an account."""
    return is_secretary(user, mandate) or mandate.pk in standing_of(user).mandates


def can_see_contacts(user: Any, mandate: Mandate) -> bool:
    """The person and the secretary: nobody else sees an address or a number."""
    return can_edit_contacts(user, mandate)


def can_create_meeting(user: Any, committee: Committee) -> bool:
    """The secretary."""
    return is_secretary(user, committee)


def can_edit_meeting(user: Any, meeting: Meeting) -> bool:
    """The secretary, until the meeting is closed or cancelled."""
    return meeting.state not in {MeetingState.CLOSED, MeetingState.CANCELLED} and is_secretary(user, meeting)


def can_delete_meeting(user: Any, meeting: Meeting) -> bool:
    """The secretary, a draft only."""
    return meeting.state == MeetingState.DRAFT and is_secretary(user, meeting)


can_convene = can_reschedule = can_freeze = can_mark_held = can_close = can_cancel = is_secretary
can_add_document = can_publish_document = can_record_attendance = can_see_needs = can_answer_need = is_secretary
can_write_minutes = can_approve_minutes = can_answer_remark = can_prepare_extract = can_record_decision = is_secretary
can_prepare_call = can_appoint = is_secretary


def can_see_remote_url(user: Any, meeting: Meeting) -> bool:
    """Members."""
    return meeting.is_announced and is_member(user, meeting)


def can_see_item(user: Any, item: AgendaItem) -> bool:
    """As its queryset says."""
    return _is_visible(AgendaItem.objects.visible_to(user), item)


def can_propose_item(user: Any, meeting: Meeting) -> bool:
    """Members, as long as the agenda is open."""
    return meeting.convened_at is not None and is_agenda_open(meeting) and is_member(user, meeting)


def can_edit_item(user: Any, item: AgendaItem) -> bool:
    """The secretary, as long as the agenda is open."""
    return item.state == ItemState.ACCEPTED and is_agenda_open(item.meeting) and is_secretary(user, item)


def can_answer_proposal(user: Any, item: AgendaItem) -> bool:
    """The secretary, the chair and the facilitators."""
    return is_secretary(user, item) or facilitates(user, item)


def is_agenda_open(meeting: Meeting) -> bool:
    """Whether the agenda may still change: from `freeze_at` on it holds, even if nobody pressed the button."""
    if meeting.state not in {MeetingState.DRAFT, MeetingState.CONVENED}:
        return False
    return meeting.freeze_at is None or timezone.now() < meeting.freeze_at


def can_see_version(user: Any, version: DocumentVersion) -> bool:
    """As its queryset says."""
    return _is_visible(DocumentVersion.objects.visible_to(user), version)


def can_open_with_reason(user: Any, obj: Any) -> bool:
    """Private papers for the administrator; convocations, attendance, contacts for the DPO. Logged, with a reason."""
    standing = standing_of(user)
    if isinstance(obj, Convocation | ConvocationRecipient | Attendance):
        return standing.is_dpo
    if isinstance(obj, Mandate):
        return standing.is_dpo or standing.is_administrator
    return standing.is_administrator and isinstance(obj, AgendaItem | DocumentVersion | Minutes)


def can_answer_convocation(user: Any, recipient: ConvocationRecipient) -> bool:
    """The person convened, and the secretary who was told by telephone or on paper."""
    return recipient.mandate_id in standing_of(user).mandates or is_secretary(user, recipient)


def can_ask_need(user: Any, recipient: ConvocationRecipient) -> bool:
    """Whoever may answer the convocation."""
    return can_answer_convocation(user, recipient)


def can_review_minutes(user: Any, minutes: Minutes) -> bool:
    """The chair and the facilitators; the secretary where nobody holds these roles."""
    if facilitates(user, minutes):
        return True
    roles = [MandateRole.CHAIR, MandateRole.FACILITATOR]
    nobody = not minutes.meeting.committee.mandates.filter(role__in=roles).valid_on().exists()
    return nobody and is_secretary(user, minutes)


def can_remark(user: Any, minutes: Minutes) -> bool:
    """Members, while submitted minutes await remarks."""
    is_time = minutes.remarks_until is None or timezone.localdate() <= minutes.remarks_until
    return minutes.state == MinutesState.SUBMITTED and is_time and is_member(user, minutes)


def can_publish_extract(user: Any, extract: MinutesExtract) -> bool:
    """The administrator: the second signature, never the first one's own."""
    standing = standing_of(user)
    return standing.is_administrator and extract.prepared_by_id != standing.user_id


def can_follow_decision(user: Any, decision: Decision) -> bool:
    """The secretary, and a member who represents the body responsible."""
    if is_secretary(user, decision):
        return True
    mandates = Mandate.objects.filter(pk__in=standing_of(user).mandates, committee=committee_of(decision))
    owner = decision.owner_organisation_id
    return owner is not None and mandates.filter(organisation=owner).exists()


def can_meet_candidate(user: Any, candidacy: Candidacy) -> bool:
    """The facilitators and the secretary."""
    return facilitates(user, candidacy) or is_secretary(user, candidacy)


def can_decline_candidacy(user: Any, candidacy: Candidacy) -> bool:
    """The person, the facilitators and the secretary."""
    return (candidacy.user_id is not None and candidacy.user_id == user.pk) or can_meet_candidate(user, candidacy)


def _is_visible(rows: QuerySet, obj: Any) -> bool:
    return rows.filter(Q(pk=obj.pk)).exists()
