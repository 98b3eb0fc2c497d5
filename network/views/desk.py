"""What awaits a member or a secretary: what is late comes first (network.md, section 13)."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from network.enums import MeetingState, MinutesState, Response
from network.models import Committee, ConvocationRecipient, Mandate, Meeting, Minutes
from network.operations.mandates import ending_within
from network.views.acts import name_of
from network.views.duties import NAMES, duties_of
from portal.common.access import signed_in

ALERT_DAYS = 60
# A secretary of very many committees reads the nearest meetings first; the others are on each committee's page.
SHOWN_MEETINGS = 12


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """« Ce qui vous attend »: one's own convocations and minutes, then the duties of one's secretariats."""
    user = request.user
    run = Committee.objects.visible_to(user).run_by(user)
    context = {
        "convocations": _convocations(user),
        "minutes": _minutes(user),
        "is_secretary": run.exists(),
        "duties": _duties(user, run),
        "mandates": _ending(user, run),
    }
    return render(request, "network/desk/desk.html", context)


def _convocations(user: Any) -> list[dict[str, Any]]:
    rows = ConvocationRecipient.objects.visible_to(user).filter(mandate__user=user).current()
    rows = rows.filter(
        convocation__meeting__state__in=[MeetingState.CONVENED, MeetingState.FROZEN],
        convocation__meeting__ends_at__gt=timezone.now(),
    )
    rows = rows.select_related("convocation__meeting__committee").order_by("convocation__meeting__starts_at")
    return [
        {
            "title": str(row.convocation.meeting.committee),
            "url": reverse("committees:meeting", args=[row.convocation.meeting_id]),
            "hint": date_format(timezone.localtime(row.convocation.meeting.starts_at), r"l j F Y à G \h i"),
            "state": "Dites si vous venez"
            if row.response == Response.NONE
            else f"Répondu : {row.get_response_display()}",
        }
        for row in rows
    ]


def _minutes(user: Any) -> list[dict[str, Any]]:
    rows = Minutes.objects.visible_to(user).filter(state=MinutesState.SUBMITTED).select_related("meeting__committee")
    return [
        {
            "title": str(row.meeting.committee),
            "url": reverse("committees:minutes", args=[row.pk]),
            "hint": f"Réunion du {date_format(timezone.localtime(row.meeting.starts_at), 'j F Y')}",
            "state": f"À relire avant le {date_format(row.remarks_until, 'j F')}" if row.remarks_until else "À relire",
        }
        for row in rows.order_by("remarks_until")
    ]


def _duties(user: Any, run: Any) -> list[dict[str, Any]]:
    """The duties that are not done, under each name; what is late, then what is near."""
    meetings = Meeting.objects.visible_to(user).filter(committee__in=run)
    meetings = meetings.exclude(state__in=[MeetingState.CLOSED, MeetingState.CANCELLED]).select_related("committee")
    rows = duties_of(user, meetings.order_by("starts_at")[:SHOWN_MEETINGS])
    open_rows = [(name, duty) for name, duty in rows if not duty["is_done"] and duty["url"]]
    for _name, duty in open_rows:
        meeting = duty["meeting"]
        day = date_format(timezone.localtime(meeting.starts_at), "j F Y")
        duty["hint"] = f"{meeting.committee}, {day}"
    open_rows.sort(key=lambda row: (not row[1]["is_late"], row[1]["meeting"].starts_at))
    return [{"name": name, "tasks": [duty for of, duty in open_rows if of == name]} for name in NAMES]


def _ending(user: Any, run: Any) -> list[dict[str, Any]]:
    shown = Mandate.objects.visible_to(user).filter(pk__in=ending_within(ALERT_DAYS, run).values("pk"))
    return [
        {
            "title": name_of(mandate),
            "url": reverse("committees:mandate", args=[mandate.pk]),
            "hint": str(mandate.committee),
            "state": f"Se termine le {date_format(mandate.ends_on, 'j F Y')}",
        }
        for mandate in shown.select_related("committee", "organisation").order_by("ends_on")[:20]
    ]
