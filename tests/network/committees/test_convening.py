"""What is shown is what is sent; everybody ever convened learns of a change; an answer changes only one's own line."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from icalendar import Calendar

from network.enums import Response
from network.models import ConvocationRecipient, Mandate, SealedError
from network.notifications import answer_token
from network.operations import convening, mandates
from network.operations.calendars import feed_of_token, renew_feed
from network.operations.convening import PreviewChangedError
from portal.common import codes
from portal.common.mail import send_due
from portal.common.models import OutgoingMail
from portal.common.workflow import TransitionRefused
from tests.factories.committees import (
    convocation_of,
    make_committee,
    make_convened,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def line_of(meeting, mandate) -> ConvocationRecipient:
    return ConvocationRecipient.objects.filter(convocation__meeting=meeting, mandate=mandate).current().get()


def calendars() -> list:
    return [Calendar.from_ical(mail.calendar) for mail in OutgoingMail.objects.exclude(calendar="").order_by("pk")]


def told(calendar) -> tuple:
    event = calendar.walk("VEVENT")[0]
    return calendar["method"], int(event["sequence"]), event["attendee"].removeprefix("mailto:")


def test_the_list_confirmed_is_the_list_sent() -> None:
    committee = make_committee()
    by_mail = make_mandate(committee)
    by_post = make_mandate(committee, contact_channel="paper", email="")
    substitute = make_mandate(committee, substitute_of=by_mail)
    late = make_mandate(committee, ends_on=timezone.localdate() + timedelta(days=2))
    secretary = secretary_of(committee)
    meeting = make_meeting(committee)
    make_item(meeting)

    shown = convening.preview(meeting)
    assert {mandate for mandate, _reason in shown.left_out} == {substitute, late}
    convocation = convening.convene(meeting, secretary, shown.signature)

    sent = {row.mandate_id: (row.channel, row.address_used) for row in convocation.recipients.all()}
    assert sent == {mandate.pk: (channel, address) for mandate, channel, address in shown.lines}
    assert sent[by_post.pk] == ("paper", "")
    assert OutgoingMail.objects.filter(recipient=by_mail.email).count() == 1
    assert all(mail.calendar.count("ATTENDEE") == 1 for mail in OutgoingMail.objects.all())


def test_a_list_that_changed_since_the_preview_comes_back_and_nothing_is_sent() -> None:
    meeting = make_meeting()
    make_item(meeting)
    secretary = secretary_of(meeting.committee)
    shown = convening.preview(meeting)
    make_mandate(meeting.committee)
    with pytest.raises(PreviewChangedError):
        convening.convene(meeting, secretary, shown.signature)
    assert not OutgoingMail.objects.exists()


def test_a_replayed_convocation_sends_nothing_twice() -> None:
    meeting = make_convened()
    mails = OutgoingMail.objects.count()
    again = convening.convene(meeting, secretary_of(meeting.committee), "peu importe")
    assert again == meeting.convocations.get()
    assert OutgoingMail.objects.count() == mails


@pytest.mark.parametrize("fault", ["no_item", "past", "no_place", "no_recipient"])
def test_a_meeting_without_agenda_date_place_or_recipients_is_not_convened(fault: str) -> None:
    facts = {"past": {"starts_at": timezone.now() - timedelta(days=1)}, "no_place": {"place": ""}}.get(fault, {})
    meeting = make_meeting(**facts)
    if fault != "no_item":
        make_item(meeting)
    secretary = secretary_of(meeting.committee)
    if fault == "no_recipient":
        meeting.committee.mandates.update(ends_on=timezone.localdate())
    with pytest.raises((TransitionRefused, ValidationError)):
        convening.convene(meeting, secretary, convening.preview(meeting).signature)
    assert not meeting.convocations.exists()


def test_members_and_secretaries_of_another_committee_do_not_convene() -> None:
    meeting = make_meeting()
    make_item(meeting)
    for user in (make_mandate(meeting.committee).user, secretary_of(make_committee())):
        with pytest.raises(PermissionDenied):
            convening.convene(meeting, user, convening.preview(meeting).signature)


def test_a_material_change_raises_the_sequence_and_a_typo_sends_nothing() -> None:
    committee = make_committee()
    member = make_mandate(committee)
    meeting = make_convened(committee)
    secretary = secretary_of(committee)
    send_due()
    assert convening.reschedule(meeting, secretary, place=meeting.place) is None
    start, end = meeting.starts_at + timedelta(days=1), meeting.ends_at + timedelta(days=1)
    convening.reschedule(meeting, secretary, starts_at=start, ends_at=end)
    convening.cancel(meeting, secretary, "Grève des transports.")
    uids = {str(calendar.walk("VEVENT")[0]["uid"]) for calendar in calendars()}
    assert len(uids) == 1
    mine = [told(calendar) for calendar in calendars() if told(calendar)[2] == member.email]
    # The second message was still waiting in the outbox: a cancelled meeting sends nothing but the cancellation.
    assert mine == [("REQUEST", 0, member.email), ("CANCEL", 2, member.email)]


def test_a_cancellation_reaches_who_is_no_longer_a_member() -> None:
    committee = make_committee()
    gone = make_mandate(committee)
    meeting = make_convened(committee)
    send_due()
    Mandate.objects.filter(pk=gone.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    convening.cancel(meeting, secretary_of(committee), "Salle fermée.")
    assert ("CANCEL", 1, gone.email) in [told(calendar) for calendar in calendars()]


def test_a_mandate_that_ends_before_the_meeting_gets_a_cancellation_for_itself_alone() -> None:
    committee = make_committee()
    leaving, staying = make_mandate(committee), make_mandate(committee)
    meeting = make_convened(committee)
    send_due()
    mandates.end_mandate(leaving, secretary_of(committee), "left")
    cancelled = [told(calendar) for calendar in calendars() if calendar["method"] == "CANCEL"]
    assert cancelled == [("CANCEL", 1, leaving.email)]
    convening.cancel(meeting, secretary_of(committee), "Salle fermée.")
    recipients = {row.mandate for row in convocation_of(meeting).recipients.all()}
    assert staying in recipients
    assert leaving not in recipients


def test_the_snapshot_holds_neither_secretariat_items_nor_restricted_documents() -> None:
    meeting = make_meeting()
    make_item(meeting, title="CANARY-item", visibility="secretariat")
    make_document(meeting, qualities=["professional"], title="CANARY-document")
    make_document(make_item(meeting, visibility="secretariat", title="CANARY-2"), title="CANARY-3")
    make_item(meeting, title="Budget")
    convocation = convening.convene(meeting, secretary_of(meeting.committee), convening.preview(meeting).signature)
    assert "CANARY" not in str(convocation.snapshot)
    assert [item["title"] for item in convocation.snapshot["agenda"]] == ["Budget"]
    mail = OutgoingMail.objects.get()
    assert "CANARY" not in mail.text + mail.calendar + mail.subject
    assert "Budget" not in mail.text


def test_what_was_sent_is_never_changed() -> None:
    convocation = convocation_of(make_convened())
    convocation.snapshot = {}
    with pytest.raises(SealedError):
        convocation.save()
    with pytest.raises(SealedError):
        convocation.delete()


def test_an_excused_titular_brings_the_same_convocation_to_the_substitute() -> None:
    committee = make_committee()
    titular = make_mandate(committee)
    substitute = make_mandate(committee, substitute_of=titular)
    meeting = make_convened(committee)
    line = line_of(meeting, titular)
    for _ in range(2):
        convening.answer(line, Response.EXCUSED, "email")
    rows = ConvocationRecipient.objects.filter(mandate=substitute)
    assert [row.convocation_id for row in rows] == [line.convocation_id]
    assert OutgoingMail.objects.filter(recipient=substitute.email).count() == 1


def test_a_link_and_a_printed_code_open_ones_own_line_until_the_mandate_ends() -> None:
    committee = make_committee()
    member = make_mandate(committee, contact_channel="paper", email="")
    meeting = make_convened(committee)
    line = line_of(meeting, member)
    assert convening.recipient_of_link(answer_token(line)) == line
    assert convening.recipient_of_code(codes.normalise(convening.printed_code(line))) == line
    assert convening.recipient_of_link(answer_token(line) + "x") is None
    line.refresh_from_db()
    assert line.response == Response.NONE
    mandates.end_mandate(member, secretary_of(committee), "left")
    assert convening.recipient_of_link(answer_token(line)) is None
    assert convening.recipient_of_code(codes.normalise(convening.printed_code(line))) is None


def test_an_old_link_answers_the_convocation_in_force() -> None:
    committee = make_committee()
    member = make_mandate(committee)
    meeting = make_convened(committee)
    first = line_of(meeting, member)
    convening.reschedule(meeting, secretary_of(committee), place="Agde")
    current = convening.recipient_of_link(answer_token(first))
    assert current.convocation == convocation_of(meeting)
    assert current.pk != first.pk


def test_nobody_answers_for_somebody_else_nor_after_the_cancellation() -> None:
    committee = make_committee()
    member, other = make_mandate(committee), make_mandate(committee)
    meeting = make_convened(committee)
    line = line_of(meeting, member)
    with pytest.raises(PermissionDenied):
        convening.answer(line, Response.PRESENT, "email", by=other.user)
    convening.cancel(meeting, secretary_of(committee), "Salle fermée.")
    with pytest.raises(ValidationError):
        convening.answer(line, Response.PRESENT, "email", by=member.user)


def test_a_failed_mail_is_seen_and_sent_again_to_the_new_address() -> None:
    committee = make_committee()
    member = make_mandate(committee)
    meeting = make_convened(committee)
    line = line_of(meeting, member)
    OutgoingMail.objects.filter(pk=line.mail_id).update(state="failed")
    assert ConvocationRecipient.objects.with_delivery().get(pk=line.pk).delivery == "failed"
    Mandate.objects.filter(pk=member.pk).update(email="nouvelle@exemple.fr")
    convening.resend(ConvocationRecipient.objects.get(pk=line.pk), secretary_of(committee))
    assert ConvocationRecipient.objects.with_delivery().get(pk=line.pk).delivery == "prepared"
    assert OutgoingMail.objects.filter(recipient="nouvelle@exemple.fr").count() == 1


def test_the_feed_shows_ones_meetings_until_it_is_renewed_or_the_mandate_changes() -> None:
    committee = make_committee(name="Comité RSA")
    member = make_mandate(committee)
    meeting = make_convened(committee)
    first = renew_feed(member.user)
    assert meeting.ical_uid in feed_of_token(first)
    second = renew_feed(member.user)
    assert feed_of_token(first) is None
    mandates.end_mandate(member, secretary_of(committee), "left")
    assert feed_of_token(second) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="an in-memory SQLite has one connection")
def test_answers_given_at_once_convene_the_substitute_once() -> None:
    committee = make_committee()
    titular = make_mandate(committee)
    substitute = make_mandate(committee, substitute_of=titular)
    line = line_of(make_convened(committee), titular)

    def excuse(_rank: int) -> None:
        try:
            convening.answer(line, Response.EXCUSED, "email")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(excuse, range(8)))
    assert OutgoingMail.objects.filter(recipient=substitute.email).count() == 1
    assert ConvocationRecipient.objects.filter(mandate=substitute).count() == 1
