"""When: the transitions of what is decided about a consultation (participation.md, section 2 and 12)."""

from consultations.enums import AnnouncementState, SnapshotState
from portal.common.workflow import Transition

_D, _A, _W = AnnouncementState.DRAFT, AnnouncementState.ANNOUNCED, AnnouncementState.WITHDRAWN

ANNOUNCEMENT = (
    Transition(_D, _A, "announce", who="can_announce", guard="is_complete", stamp="announced_at"),
    Transition(_A, _A, "extend", who="can_extend", guard="closes_later", stamp="extended_at"),
    Transition(_A, _W, "withdraw", who="can_withdraw", guard="reason_is_given", stamp="withdrawn_at"),
)

SNAPSHOT = (
    Transition(
        SnapshotState.FROZEN, SnapshotState.PUBLISHED, "publish", who="can_publish_results", stamp="published_at"
    ),
    Transition(
        SnapshotState.PUBLISHED, SnapshotState.REPLACED, "replace", who="can_publish_results", stamp="replaced_at"
    ),
)
