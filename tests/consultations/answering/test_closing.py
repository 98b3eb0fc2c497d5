"""A consultation that closes, or is withdrawn, while somebody answers."""

from datetime import timedelta

import pytest

from consultations.models import Contribution
from consultations.operations.answering import expire_drafts
from tests.factories.consultations import make_consultation
from tests.support.visitors import Visitor, close, only_contribution

pytestmark = pytest.mark.django_db


def test_a_form_opened_before_closing_is_accepted_ten_minutes_after_it():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six()
    close(consultation, ago=timedelta(minutes=9))

    assert visitor.send().here == "mon-recu"


def test_later_it_is_refused_with_the_text_and_the_telephone_number():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer("venu", "non")
    close(consultation, ago=timedelta(minutes=11))

    visitor.answer("idee", "Un bus le soir")

    assert visitor.page.status_code == 409
    assert "Un bus le soir" in visitor.text
    assert "04 67 67 67 67" in visitor.text
    assert len(only_contribution().answers) == 1


def test_nobody_begins_during_the_grace_time():
    consultation = make_consultation()
    close(consultation, ago=timedelta(minutes=1))

    assert Visitor(consultation).start().page.status_code == 409
    assert not Contribution.objects.exists()


def test_a_sending_after_the_grace_time_is_refused():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six().open("verifier-mes-reponses")
    key = visitor.page.context["key"]
    close(consultation, ago=timedelta(minutes=11))

    assert visitor.post("verifier-mes-reponses", key=key).page.status_code == 409
    assert only_contribution().state == "draft"


def test_the_receipt_outlives_the_closing():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six().send()
    close(consultation, ago=timedelta(minutes=600))

    assert visitor.open("mon-recu").page.status_code == 200


def test_drafts_are_deleted_thirty_days_after_the_closing_and_not_before():
    consultation = make_consultation()
    Visitor(consultation).start()
    Visitor(consultation).start().answer_six().send()
    closing = consultation.announcement.closes_at

    assert expire_drafts(now=closing + timedelta(days=30)) == 0
    assert expire_drafts(now=closing + timedelta(days=30, seconds=1), dry_run=True) == 1
    assert Contribution.objects.count() == 2
    assert expire_drafts(now=closing + timedelta(days=30, seconds=1)) == 1
    assert only_contribution().state == "submitted"
