"""When: the transitions of committees (network.md, sections 4 to 10; participation.md, section 13)."""

from network.enums import (
    CandidacyState,
    DecisionState,
    ItemState,
    MeetingState,
    MinutesState,
    NeedState,
    RemarkState,
)
from portal.common.workflow import Transition

_M = MeetingState
MEETING = (
    Transition(_M.DRAFT, _M.CONVENED, "convene", "can_convene", "meeting_is_ready", "convened_at"),
    Transition(_M.CONVENED, _M.CONVENED, "reschedule", "can_reschedule", "date_or_place_changes", "rescheduled_at"),
    Transition(_M.FROZEN, _M.FROZEN, "reschedule", "can_reschedule", "date_or_place_changes", "rescheduled_at"),
    Transition(_M.CONVENED, _M.FROZEN, "freeze", "can_freeze", "papers_are_ready", "frozen_at"),
    Transition(_M.FROZEN, _M.CONVENED, "reopen", "can_freeze", "reason_is_given_before_the_meeting", "reopened_at"),
    Transition(_M.CONVENED, _M.HELD, "mark_held", "can_mark_held", "meeting_has_begun", "held_at"),
    Transition(_M.FROZEN, _M.HELD, "mark_held", "can_mark_held", "meeting_has_begun", "held_at"),
    Transition(_M.DRAFT, _M.HELD, "record", "can_mark_held", "case_review_was_held", "held_at"),
    Transition(_M.HELD, _M.CLOSED, "close", "can_close", "meeting_is_complete", "closed_at"),
    Transition(_M.DRAFT, _M.CANCELLED, "cancel", "can_cancel", "reason_is_given", "cancelled_at"),
    Transition(_M.CONVENED, _M.CANCELLED, "cancel", "can_cancel", "reason_is_given", "cancelled_at"),
    Transition(_M.FROZEN, _M.CANCELLED, "cancel", "can_cancel", "reason_is_given", "cancelled_at"),
)

_I = ItemState
ITEM = (
    Transition(_I.PROPOSED, _I.ACCEPTED, "accept", "can_answer_proposal", "agenda_is_open"),
    Transition(_I.PROPOSED, _I.DECLINED, "decline", "can_answer_proposal", "reason_is_given"),
)

_N = NeedState
NEED = tuple(
    Transition(_N.ASKED, answer, name, "can_answer_need")
    for answer, name in (
        (_N.ARRANGED, "arrange"),
        (_N.NOT_POSSIBLE, "give_up"),
        (_N.NOT_NEEDED, "drop"),
    )
)

_R = MinutesState
MINUTES = (
    Transition(
        _R.DRAFTING, _R.REVIEW, "send_to_review", "can_write_minutes", "minutes_are_written", "sent_to_review_at"
    ),
    Transition(_R.REVIEW, _R.DRAFTING, "send_back", "can_review_minutes", "reason_is_given", "sent_back_at"),
    Transition(_R.REVIEW, _R.SUBMITTED, "submit", "can_review_minutes", None, "submitted_at"),
    Transition(_R.SUBMITTED, _R.DRAFTING, "rework", "can_write_minutes", "a_remark_is_taken", "reworked_at"),
    Transition(_R.SUBMITTED, _R.APPROVED, "approve", "can_approve_minutes", "minutes_may_be_approved", "approved_at"),
    Transition(_R.APPROVED, _R.APPROVED, "correct", "can_write_minutes", "reason_is_given", "corrected_at"),
)

_K = RemarkState
REMARK = (
    Transition(_K.OPEN, _K.TAKEN, "take", "can_answer_remark"),
    Transition(_K.OPEN, _K.DECLINED, "decline", "can_answer_remark", "answer_is_given"),
)

_D = DecisionState
DECISION = (
    Transition(_D.TODO, _D.IN_PROGRESS, "start", "can_record_decision"),
    Transition(_D.TODO, _D.DONE, "finish", "can_record_decision", "follow_up_is_told", "done_at"),
    Transition(_D.IN_PROGRESS, _D.DONE, "finish", "can_record_decision", "follow_up_is_told", "done_at"),
    Transition(_D.TODO, _D.DROPPED, "drop", "can_record_decision", "reason_is_given", "dropped_at"),
    Transition(_D.IN_PROGRESS, _D.DROPPED, "drop", "can_record_decision", "reason_is_given", "dropped_at"),
    Transition(_D.DONE, _D.IN_PROGRESS, "reopen", "can_record_decision", "reason_is_given", "reopened_at"),
)

_C = CandidacyState
CANDIDACY = (
    Transition(_C.EXPRESSED, _C.MET, "meet", "can_meet_candidate", "agreement_is_recorded", "met_at"),
    Transition(_C.MET, _C.WAITING_LIST, "wait", "can_meet_candidate", None, "waiting_since"),
    Transition(_C.MET, _C.APPOINTED, "appoint", "can_appoint", "seat_is_free_and_charter_agreed", "appointed_at"),
    Transition(
        _C.WAITING_LIST, _C.APPOINTED, "appoint", "can_appoint", "seat_is_free_and_charter_agreed", "appointed_at"
    ),
    *(
        Transition(state, _C.DECLINED, "decline", "can_decline_candidacy", "reason_is_given", "declined_at")
        for state in (_C.EXPRESSED, _C.MET, _C.WAITING_LIST)
    ),
)
