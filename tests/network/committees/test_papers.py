"""Documents, minutes and decisions: frozen is frozen, nobody is overwritten, nothing open is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from network.models import CommitteeDocument, DocumentAccess, DocumentVersion, SealedError
from network.operations import decisions, documents, meetings, minutes
from network.operations.documents import SameFileError
from network.operations.minutes import StaleMinutesError
from portal.accounts.models import AccessLog, DepartmentRole
from portal.common.models import OutgoingMail, PrivateFile
from portal.common.workflow import TransitionRefused
from tests.factories.committees import (
    make_account,
    make_attendance,
    make_committee,
    make_decision,
    make_document,
    make_item,
    make_mandate,
    make_meeting,
    make_minutes,
    make_organisation,
    make_pdf,
    secretary_of,
)

pytestmark = pytest.mark.django_db


def an_administrator():
    user = make_account()
    DepartmentRole.objects.create(user=user, role="administrator")
    return user


def test_a_document_hangs_on_one_owner_and_knows_what_is_above() -> None:
    item = make_item()
    secretary = secretary_of(item.meeting.committee)
    document = documents.add_document(item, secretary, make_pdf(), title="Budget")
    assert (document.meeting, document.committee) == (item.meeting, item.meeting.committee)
    assert document.versions.get().file.name == "piece.pdf"
    with pytest.raises(PermissionDenied):
        documents.add_document(item, make_mandate(item.meeting.committee).user, make_pdf(), title="Autre")


def test_the_same_file_is_no_new_version_and_a_refused_one_leaves_no_document() -> None:
    committee = make_committee()
    secretary = secretary_of(committee)
    document = documents.add_document(committee, secretary, make_pdf("a"), title="Budget")
    with pytest.raises(SameFileError):
        documents.add_version(document, secretary, make_pdf("a", "autre-nom.pdf"))
    assert documents.add_version(document, secretary, make_pdf("b")).number == 2
    assert PrivateFile.objects.count() == 2
    with pytest.raises(ValidationError):
        documents.add_document(committee, secretary, make_pdf(name="macro.exe"), title="Refusé")
    assert CommitteeDocument.objects.count() == 1


def test_a_frozen_version_keeps_its_file_and_a_later_one_says_that_it_is_late() -> None:
    meeting = make_meeting(state="frozen", frozen_at=timezone.now() - timedelta(hours=1))
    document = make_document(meeting)
    DocumentVersion.objects.update(frozen_at=meeting.frozen_at)
    version = document.versions.get()
    version.note = "autre"
    with pytest.raises(SealedError):
        version.save()
    late = documents.add_version(document, secretary_of(meeting.committee), make_pdf())
    assert late.is_late
    with pytest.raises(ValidationError):
        documents.remove_document(document, secretary_of(meeting.committee))


def test_publishing_gives_one_version_and_never_a_restricted_document() -> None:
    committee = make_committee(is_listed=True)
    secretary = secretary_of(committee)
    document = make_document(committee)
    documents.publish(document.versions.get(), secretary)
    assert document.versions.get().frozen_at
    assert CommitteeDocument.objects.published().count() == 1
    documents.unpublish(CommitteeDocument.objects.get(), secretary)
    assert CommitteeDocument.objects.published().count() == 0
    restricted = make_document(committee, qualities=["professional"])
    for version in (restricted.versions.get(), make_document(make_committee()).versions.get()):
        with pytest.raises((ValidationError, PermissionDenied)):
            documents.publish(version, secretary)


def test_an_administrator_opens_a_private_paper_with_a_reason_that_the_secretariat_reads() -> None:
    version = make_document(make_committee(secretariat_email="cdas@exemple.fr")).versions.get()
    user = an_administrator()
    assert not DocumentVersion.objects.visible_to(user).exists()
    with pytest.raises(ValidationError):
        documents.open_with_reason(version, user, " ")
    documents.open_with_reason(version, user, "Demande de la CADA.")
    assert AccessLog.objects.get().reason == "Demande de la CADA."
    assert DocumentAccess.objects.get().user == user
    assert "CADA" in OutgoingMail.objects.get(recipient="cdas@exemple.fr").text
    with pytest.raises(PermissionDenied):
        documents.open_with_reason(version, make_account(), "Curiosité")


def test_each_reader_learns_why_they_see_a_document() -> None:
    mandate = make_mandate(ends_on=timezone.localdate() + timedelta(days=9))
    document = make_document(mandate.committee)
    assert "titulaire" in documents.why_visible(document, mandate.user)
    assert documents.why_visible(document, make_account()) == ""


def test_the_second_of_two_secretaries_is_told_and_overwrites_nothing() -> None:
    draft = make_minutes()
    secretary = secretary_of(draft.meeting.committee)
    minutes.write_minutes(draft, secretary, body="Premier texte", easy_body="", version=draft.version)
    with pytest.raises(StaleMinutesError) as stale:
        minutes.write_minutes(draft, secretary, body="Second texte", easy_body="", version=draft.version)
    assert stale.value.current.body == "Premier texte"
    assert stale.value.current.version == draft.version + 1


def test_minutes_begin_with_the_agenda_and_counts_and_name_nobody() -> None:
    meeting = make_meeting(state="held")
    person = make_mandate(meeting.committee, accompanied=True, display_name="Samia Untel")
    item = make_item(meeting, title="Le budget")
    make_item(meeting, title="CANARY", visibility="secretariat")
    make_decision(item, text="Voter le budget.")
    make_attendance(meeting, person)
    draft = minutes.start_minutes(meeting, secretary_of(meeting.committee))
    assert "## Le budget" in draft.body
    assert "Voter le budget." in draft.body
    assert "1 personne présente" in draft.body
    assert "Samia" not in draft.body
    assert "CANARY" not in draft.body


def test_minutes_go_from_draft_to_approval_with_every_remark_answered() -> None:
    meeting = make_meeting(make_committee(minutes_approval="at_meeting"), "held")
    committee = meeting.committee
    secretary, chair = secretary_of(committee), make_mandate(committee, role="chair").user
    member = make_mandate(committee).user
    text = minutes.start_minutes(meeting, secretary)
    minutes.send_to_review(text, secretary)
    with pytest.raises(PermissionDenied):
        minutes.submit(text, secretary)
    minutes.submit(text, chair)
    remark = minutes.add_remark(text, member, "Il manque mon point.")
    later = make_meeting(committee, "held", starts_at=timezone.now() - timedelta(days=1))
    with pytest.raises(TransitionRefused):
        minutes.approve(text, secretary, approved_in=later)
    minutes.answer_remark(remark, secretary, is_taken=True)
    minutes.rework(text, secretary)
    text.refresh_from_db()
    text = minutes.write_minutes(text, secretary, body="Avec le point.", easy_body="", version=text.version)
    minutes.send_to_review(text, secretary)
    minutes.submit(text, chair)
    minutes.approve(text, secretary, approved_in=later)
    minutes.correct(text, secretary, body="Corrigé.", easy_body="", reason="Un chiffre.", version=text.version)
    kept = list(text.versions.values_list("number", "state", "note"))
    assert [row[1] for row in kept] == ["submitted", "submitted", "approved", "approved"]
    assert kept[-1][2] == "Un chiffre."


def test_tacit_approval_waits_for_the_end_of_the_period() -> None:
    text = make_minutes(make_meeting(make_committee(minutes_approval="tacit"), "held"), "submitted")
    secretary = secretary_of(text.meeting.committee)
    with pytest.raises(TransitionRefused):
        minutes.approve(text, secretary)
    type(text).objects.update(remarks_until=timezone.localdate() - timedelta(days=1))
    assert minutes.approve(text, secretary).approved_at


def test_an_extract_names_nobody_and_is_signed_twice() -> None:
    text = make_minutes(make_meeting(make_committee(is_listed=True), "held"), "approved")
    committee = text.meeting.committee
    secretary = secretary_of(committee)
    make_mandate(committee, display_name="Élise Berger")
    with pytest.raises(ValidationError) as refused:
        minutes.prepare_extract(text, secretary, text="Mme BERGER présente le Berger allemand.")
    assert "BERGER" in str(refused.value)
    extract = minutes.prepare_extract(text, secretary, text="Le rapport est présenté.")
    with pytest.raises(PermissionDenied):
        minutes.publish_extract(extract, secretary)
    assert minutes.publish_extract(extract, an_administrator()).published_at


def test_an_open_decision_due_before_the_next_meeting_is_on_its_draft_agenda() -> None:
    held = make_meeting(state="held")
    secretary = secretary_of(held.committee)
    item = make_item(held)
    due = decisions.record_decision(item, secretary, text="Écrire aux maires.", due_on=timezone.localdate())
    done = decisions.record_decision(item, secretary, text="Imprimer.", due_on=timezone.localdate())
    decisions.finish(done, secretary, "Imprimé.")
    start = timezone.now() + timedelta(days=20)
    following = meetings.create_meeting(held.committee, secretary, starts_at=start, ends_at=start + timedelta(hours=1))
    assert list(following.items.get().decisions_followed.all()) == [due]
    meetings.decline_follow_up(following, secretary, "Réunion d’information.")
    following.refresh_from_db()
    assert meetings.propose_follow_up(following) is None
    assert not following.items.exists()


def test_a_decision_is_followed_by_a_member_of_the_body_responsible_alone() -> None:
    body = make_organisation()
    owner = make_mandate(organisation=body)
    meeting = make_meeting(owner.committee, "closed")
    decision = make_decision(make_item(meeting), owner_organisation=body)
    assert list(decisions.decisions_owned_by(owner.user)) == [decision]
    decisions.write_follow_up(decision, owner.user, "Deux communes ont répondu.")
    with pytest.raises(PermissionDenied):
        decisions.write_follow_up(decision, make_mandate(owner.committee).user, "Rien.")
    assert list(decisions.decisions_owned_by(make_mandate(organisation=body).user)) == []


@pytest.mark.parametrize("fault", ["date", "secretariat"])
def test_a_decision_dated_before_its_meeting_or_public_on_a_secretariat_item_is_refused(fault: str) -> None:
    item = make_item(make_meeting(state="held"), visibility="secretariat" if fault == "secretariat" else "members")
    facts = {"due_on": timezone.localdate() - timedelta(days=90)} if fault == "date" else {"is_public": True}
    with pytest.raises(ValidationError):
        decisions.record_decision(item, secretary_of(item.meeting.committee), text="x", **facts)
