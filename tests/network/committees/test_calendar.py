"""Calendar files: golden on both sides of the clock change, read by an independent parser, one address in each."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from icalendar import Calendar

from network.calendar import Attendee, feed, invitation
from network.enums import Method
from network.models import Committee, Meeting
from network.operations.meetings import local_moment
from portal.common.mail import queue, send_due
from tests.factories.committees import at

STAMP = datetime(2026, 3, 2, 8, tzinfo=UTC)
GOLDEN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//{department}//{portal}//FR
CALSCALE:GREGORIAN
METHOD:{method}
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:reunion-1@exemple.fr
DTSTAMP:20260302T080000Z
DTSTART;TZID=Europe/Paris:{day}T140000
DTEND;TZID=Europe/Paris:{day}T160000
SUMMARY:Comité local – MDS Étang de Thau
LOCATION:MDS Étang de Thau\\, Sète
URL:{site}/reseau/reunions/{pk}/
CLASS:PRIVATE
TRANSP:OPAQUE
SEQUENCE:{sequence}
STATUS:{status}
DESCRIPTION:Ordre du jour et documents sur le portail (connexion requise).
ORGANIZER;CN="Secrétariat du comité":mailto:secretariat@exemple.fr
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:membre@exemple.fr
END:VEVENT
END:VCALENDAR
"""


def a_meeting(starts_at: datetime, ends_at: datetime, **facts) -> Meeting:
    committee = Committee(
        name=facts.pop("name", "Comité local – MDS Étang de Thau"), secretariat_email="secretariat@exemple.fr"
    )
    facts = {"place": "MDS Étang de Thau, Sète", "ical_uid": "reunion-1@exemple.fr"} | facts
    return Meeting(committee=committee, starts_at=starts_at, ends_at=ends_at, **facts)


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "").replace("\r\n", "\n")


@pytest.mark.any_engine
@pytest.mark.parametrize(
    ("day", "utc_hour", "method", "name", "sequence", "status"),
    [
        ((2026, 3, 26), 13, Method.REQUEST, "REQUEST", 0, "CONFIRMED"),
        ((2026, 4, 16), 12, Method.UPDATE, "REQUEST", 1, "CONFIRMED"),
        ((2026, 10, 24), 12, Method.REQUEST, "REQUEST", 0, "CONFIRMED"),
        ((2026, 10, 26), 13, Method.CANCEL, "CANCEL", 2, "CANCELLED"),
    ],
)
def test_the_file_is_the_golden_one_before_and_after_each_clock_change(
    settings, day, utc_hour, method, name, sequence, status
) -> None:
    meeting = a_meeting(at(*day), at(*day, 16))
    text = invitation(meeting, method, sequence, STAMP, Attendee("membre@exemple.fr"))
    assert unfolded(text) == GOLDEN.format(
        method=name,
        day="{}{:02}{:02}".format(*day),
        sequence=sequence,
        status=status,
        pk=meeting.pk,
        site=settings.SITE_URL,
        department=settings.DEPARTMENT_NAME,
        portal=settings.PORTAL_NAME,
    )
    assert meeting.starts_at.astimezone(UTC).hour == utc_hour


@pytest.mark.any_engine
def test_lines_are_folded_between_characters_and_unfold_to_themselves() -> None:
    title = "Comité « é » ; l’accès, aux droits \\ " * 6
    meeting = a_meeting(at(2026, 3, 26), at(2026, 3, 26, 16), name=title.strip(), place="à deux\nlignes")
    raw = invitation(meeting, Method.REQUEST, 0, STAMP, Attendee("m@exemple.fr", 'Ann"e\r\nATTENDEE:x')).encode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    event = Calendar.from_ical(raw).walk("VEVENT")[0]
    assert event["summary"] == " ".join(title.split())
    assert event["location"] == "à deux lignes"
    assert raw.count(b"ATTENDEE") == 1 + raw.count(b"ATTENDEE:x")
    assert raw.count(b"\r\nATTENDEE") == 1


@pytest.mark.any_engine
def test_a_neutral_invitation_and_the_feed_name_neither_the_committee_nor_anybody() -> None:
    meeting = a_meeting(at(2026, 3, 26), at(2026, 3, 26, 16), name="Comité RSA")
    neutral = invitation(meeting, Method.REQUEST, 0, STAMP, Attendee("m@exemple.fr", "", is_neutral=True))
    assert "RSA" not in neutral
    published = feed([meeting], STAMP)
    assert "METHOD:PUBLISH" in published
    assert not any(word in published for word in ("RSA", "ATTENDEE", "mailto:", "DESCRIPTION"))


@pytest.mark.any_engine
@pytest.mark.parametrize("clock", ["2026-03-29 02:30", "2026-10-25 02:30"])
def test_an_hour_that_does_not_exist_or_comes_twice_is_asked_again(clock: str) -> None:
    with pytest.raises(ValidationError):
        local_moment(datetime.fromisoformat(clock))
    assert local_moment(datetime.fromisoformat("2026-10-25 03:00")).utcoffset().seconds == 3600


@pytest.mark.django_db
def test_the_mail_carries_the_calendar_twice_in_base64_and_tells_its_method() -> None:
    text = invitation(
        a_meeting(at(2026, 3, 26), at(2026, 3, 26, 16)), Method.CANCEL, 1, STAMP, Attendee("m@exemple.fr")
    )
    queue("m@exemple.fr", "Annulation", "Bonjour", calendar=text)
    assert send_due()["sent"] == 1
    message = message_from_bytes(django_mail.outbox[0].message().as_bytes(), policy=policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/calendar", "application/ics"]
    assert message.get_content_type() == "multipart/mixed"
    assert parts[1]["content-type"].params["method"] == "CANCEL"
    for part in parts[1:]:
        assert part["content-transfer-encoding"] == "base64"
        assert part.get_payload(decode=True).decode() == text
