"""The conditions from which every queryset of committees is made: permissions.md, table 2.

Each takes a Standing and the path from the model to the object concerned (« meeting__ » or nothing).
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from network.enums import ItemState, ItemVisibility, MeetingState, MinutesState, Protection, Scan
from network.querysets.standing import Standing

NOTHING = Q(pk__in=[])


def under(prefix: str, **lookups: object) -> Q:
    """A condition whose every lookup starts with `prefix`."""
    return Q(**{f"{prefix}{name}": value for name, value in lookups.items()})


def committee_seen(standing: Standing, prefix: str = "") -> Q:
    """Listed ones for all; one’s own; children of those one is secretary of; all for an administrator."""
    if standing.is_administrator:
        return under(prefix, pk__isnull=False)
    return under(prefix, is_listed=True) | under(prefix, pk__in=standing.member_of) | parent_secretary(standing, prefix)


def parent_secretary(standing: Standing, prefix: str = "") -> Q:
    """Children of the committees one is secretary of: an internal body is known to its members alone."""
    return under(prefix, parent__in=standing.secretary_of, is_internal=False)


def meeting_announced(prefix: str = "") -> Q:
    """Convened one day, or recorded once held."""
    return under(prefix, convened_at__isnull=False) | under(prefix, state__in=[MeetingState.HELD, MeetingState.CLOSED])


def meeting_seen(standing: Standing, prefix: str = "") -> Q:
    """Drafts for those who prepare; the others' from the convening on, to whoever sees the committee."""
    prepares = under(prefix, committee__in=standing.secretary_of | standing.facilitates)
    return prepares | (meeting_announced(prefix) & committee_seen(standing, f"{prefix}committee__"))


def item_seen(standing: Standing, prefix: str = "") -> Q:
    """By level and by state: proposals for their author and for those who answer them."""
    meeting = f"{prefix}meeting__"
    prepares = under(meeting, committee__in=standing.secretary_of | standing.facilitates)
    inside = under(meeting, committee__in=standing.member_of) | parent_secretary(standing, f"{meeting}committee__")
    accepted = under(prefix, state=ItemState.ACCEPTED) & meeting_announced(meeting)
    for_all = under(prefix, visibility=ItemVisibility.PUBLIC) & committee_seen(standing, f"{meeting}committee__")
    for_members = under(prefix, visibility__in=[ItemVisibility.PUBLIC, ItemVisibility.MEMBERS]) & inside
    own_proposal = under(prefix, proposed_by__in=standing.mandates)
    return prepares | own_proposal | (accepted & (for_all | for_members))


def minutes_seen(standing: Standing, prefix: str = "") -> Q:
    """Drafting: secretary. Review: who facilitates. Submitted: members. Approved: the parent’s secretary as well."""
    meeting = f"{prefix}meeting__"
    return (
        under(meeting, committee__in=standing.secretary_of)
        | under(prefix, state=MinutesState.REVIEW, meeting__committee__in=standing.facilitates)
        | under(
            prefix,
            state__in=[MinutesState.SUBMITTED, MinutesState.APPROVED],
            meeting__committee__in=standing.member_of,
        )
        | (under(prefix, state=MinutesState.APPROVED) & parent_secretary(standing, f"{meeting}committee__"))
    )


def document_read(standing: Standing, prefix: str = "") -> Q:
    """Private reading: never wider than the meeting, the item and the minutes above; restricted ones by quality."""
    alone = under(prefix, meeting__isnull=True)
    prepared = under(prefix, meeting__committee__in=standing.facilitates)
    opened = alone | prepared | meeting_announced(f"{prefix}meeting__")
    item = under(prefix, agenda_item__isnull=True) | item_seen(standing, f"{prefix}agenda_item__")
    minutes = under(prefix, minutes__isnull=True) | minutes_seen(standing, f"{prefix}minutes__")
    inherited = under(prefix, protection=Protection.INHERIT, committee__in=standing.member_of)
    restricted = [
        under(
            prefix,
            protection=Protection.RESTRICTED,
            committee=seat.committee,
            allowed_qualities__contains=f"|{seat.quality}|",
        )
        & (
            under(prefix, meeting__starts_at__date__gte=seat.starts_on)
            | (alone & under(prefix, created_at__date__gte=seat.starts_on))
        )
        for seat in standing.seats
    ]
    secretary = under(prefix, committee__in=standing.secretary_of)
    return secretary | (reduce(or_, restricted, inherited) & opened & item & minutes)


def version_read(standing: Standing, prefix: str = "") -> Q:
    """Versions of readable documents, once the scanner let them through; the secretary sees those that wait as well.

    Of a withdrawn document nothing but its line is left, for members.
    """
    return under(f"{prefix}document__", committee__in=standing.secretary_of) | (
        document_read(standing, f"{prefix}document__")
        & under(prefix, document__withdrawn_at__isnull=True, scan__in=[Scan.CLEAN, Scan.NOT_SCANNED])
    )


def decision_seen(standing: Standing, prefix: str = "") -> Q:
    """Members once the minutes are submitted or the meeting closed; the public when told so, after approval."""
    item, meeting = f"{prefix}agenda_item__", f"{prefix}agenda_item__meeting__"
    known = under(meeting, minutes__state__in=[MinutesState.SUBMITTED, MinutesState.APPROVED]) | under(
        meeting, state=MeetingState.CLOSED
    )
    settled = under(meeting, minutes__state=MinutesState.APPROVED) | under(
        meeting, state=MeetingState.CLOSED, minutes__isnull=True
    )
    inside = under(meeting, committee__in=standing.member_of) | parent_secretary(standing, f"{meeting}committee__")
    readable = under(item, visibility__in=[ItemVisibility.PUBLIC, ItemVisibility.MEMBERS])
    for_all = under(prefix, is_public=True) & settled & committee_seen(standing, f"{meeting}committee__")
    # The administrator and the DPO read decisions of the committees they see (table 2): settled ones.
    overseer = settled & committee_seen(standing, f"{meeting}committee__")
    if not (standing.is_administrator or standing.is_dpo):
        overseer = NOTHING
    return under(meeting, committee__in=standing.secretary_of | standing.facilitates) | (
        readable & ((inside & known) | for_all | overseer)
    )
