"""Calendar files of convocations and of a person's feed (formats.md, section 10; RFC 5545, 5546, 6047)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur, vText

from network.enums import Method
from network.models import Meeting

PARIS = ZoneInfo("Europe/Paris")
NEUTRAL_TITLE = "Réunion (portail)"
_ORGANISER = "Secrétariat du comité"
_DESCRIPTION = "Ordre du jour et documents sur le portail (connexion requise)."


@dataclass(frozen=True)
class Attendee:
    """The one person to whom a message goes."""

    email: str
    name: str = ""
    is_neutral: bool = False


def invitation(meeting: Meeting, method: str, sequence: int, stamp: datetime, attendee: Attendee) -> str:
    """The calendar file of one message to one person: the meeting as it stands, convened, changed or cancelled.

    In: the meeting with its stored UID, the method of the convocation, its sequence number, the moment of this message.
    """
    is_cancelled = method == Method.CANCEL
    calendar = _calendar("CANCEL" if is_cancelled else "REQUEST")
    event = _event(meeting, stamp, attendee.is_neutral)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("description", _DESCRIPTION)
    organiser = vCalAddress(f"mailto:{meeting.committee.secretariat_email or settings.DEFAULT_FROM_EMAIL}")
    organiser.params["CN"] = vText(_parameter(_ORGANISER))
    event["organizer"] = organiser
    person = vCalAddress(f"mailto:{attendee.email}")
    if attendee.name:
        person.params["CN"] = vText(_parameter(attendee.name))
    person.params.update(
        {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    )
    event["attendee"] = person
    calendar.add_component(event)
    return calendar.to_ical(sorted=False).decode()


def feed(meetings: Iterable[Meeting], stamp: datetime) -> str:
    """The personal calendar of somebody's meetings: neutral titles, nobody's name."""
    calendar = _calendar("PUBLISH")
    for meeting in meetings:
        event = _event(meeting, stamp, is_neutral=True)
        event.add("sequence", meeting.ical_sequence)
        event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical(sorted=False).decode()


def public_calendar(meetings: Iterable[Meeting], stamp: datetime) -> str:
    """The calendar that everybody may have: the body, the day, the place; its link is the body's public page."""
    calendar = _calendar("PUBLISH")
    for meeting in meetings:
        event = _event(meeting, stamp, is_neutral=False)
        event["url"] = f"{settings.SITE_URL}{reverse('network:committee', args=[meeting.committee.slug])}"
        event["class"] = "PUBLIC"
        event.add("sequence", meeting.ical_sequence)
        event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical(sorted=False).decode()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{settings.DEPARTMENT_NAME}//{settings.PORTAL_NAME}//FR")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_paris())
    return calendar


def _event(meeting: Meeting, stamp: datetime, is_neutral: bool) -> Event:
    event = Event()
    event.add("uid", meeting.ical_uid)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(PARIS))
    event.add("dtend", meeting.ends_at.astimezone(PARIS))
    event.add("summary", NEUTRAL_TITLE if is_neutral else _one_line(meeting.committee.name))
    if meeting.place:
        event.add("location", _one_line(meeting.place))
    event.add("url", f"{settings.SITE_URL}/reseau/reunions/{meeting.pk}/")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    return event


def _paris() -> Timezone:
    """Two yearly rules: last Sunday of March, last Sunday of October."""
    zone = Timezone()
    zone.add("tzid", "Europe/Paris")
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for rule, start, month, before, after, name in (
        (TimezoneDaylight(), datetime(1996, 3, 31, 2), 3, winter, summer, "CEST"),  # noqa: DTZ001 - local by definition
        (TimezoneStandard(), datetime(1996, 10, 27, 3), 10, summer, winter, "CET"),  # noqa: DTZ001 - same
    ):
        rule.add("dtstart", start)
        rule.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
        rule.add("tzoffsetfrom", before)
        rule.add("tzoffsetto", after)
        rule.add("tzname", name)
        zone.add_component(rule)
    return zone


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _parameter(text: str) -> str:
    """RFC 5545 knows no way to write a quotation mark or a control character inside a parameter."""
    return "".join(character for character in text.replace('"', "”") if character.isprintable())
