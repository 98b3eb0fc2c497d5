"""The outbox: no request waits, no mail is lost, and at most one goes out twice (faults R-07 and R-08)."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from portal.common.mail import DELAYS, LEASE, forget_old, queue, send_due
from portal.common.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(monkeypatch):
    """A mail server that answers with the errors given, one a mail, then takes everything."""
    errors = []
    deliver = EmailBackend.send_messages

    def send(self, messages):
        if errors:
            raise errors.pop(0)
        return deliver(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return errors


def waiting(**fields):
    return queue("membre@demo.example", "Votre réunion", "Elle a lieu jeudi.", **fields)


def test_a_queued_mail_is_sent_once():
    mail = waiting(reference="meeting:1")
    assert django_mail.outbox == []
    assert send_due() == {"sent": 1}
    assert send_due() == {}
    sent = django_mail.outbox[0]
    assert (sent.to, sent.subject, sent.body) == (["membre@demo.example"], "Votre réunion", "Elle a lieu jeudi.")
    assert sent.message()["Message-ID"] == f"<{mail.message_id}@demo.example>"
    mail.refresh_from_db()
    assert mail.state == "sent"
    assert mail.sent_at is not None


def test_a_mail_goes_with_its_transaction_or_not_at_all():
    def change_one_s_mind():
        with transaction.atomic():
            waiting()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        change_one_s_mind()
    assert send_due() == {}


def test_a_failure_is_tried_again_later_and_later_then_given_up(server):
    mail = waiting()
    now = timezone.now()
    for delay in DELAYS:
        server.append(smtplib.SMTPDataError(451, b"plus tard"))
        assert send_due(now) == {"put_off": 1}
        assert send_due(now + delay - timedelta(seconds=1)) == {}
        now += delay
    server.append(smtplib.SMTPDataError(451, b"plus tard"))
    assert send_due(now) == {"failed": 1}
    mail.refresh_from_db()
    assert (mail.state, mail.failures) == ("failed", len(DELAYS) + 1)
    assert "plus tard" in mail.last_error
    assert DELAYS[0] == timedelta(minutes=1)
    assert DELAYS[-1] == timedelta(hours=48)


@pytest.mark.parametrize(
    "error",
    [smtplib.SMTPRecipientsRefused({"x": (550, b"inconnu")}), smtplib.SMTPDataError(554, b"refus")],
)
def test_an_address_that_the_server_refuses_is_a_dead_letter_at_once(server, error):
    mail = waiting()
    server.append(error)
    assert send_due() == {"failed": 1}
    mail.refresh_from_db()
    assert mail.state == "failed"


def test_a_refused_mail_does_not_hold_the_others_back(server):
    waiting()
    waiting()
    server.append(smtplib.SMTPRecipientsRefused({"x": (450, b"occupe")}))
    assert send_due() == {"put_off": 1, "sent": 1}


@pytest.mark.parametrize("error", [ConnectionRefusedError(), TimeoutError(), smtplib.SMTPServerDisconnected("coupe")])
def test_when_the_server_is_gone_the_rest_of_the_queue_waits_untouched(server, error):
    waiting()
    second = waiting()
    server.append(error)
    assert send_due() == {"put_off": 1}
    second.refresh_from_db()
    assert second.failures == 0
    assert send_due() == {"sent": 1}


def test_a_worker_that_dies_after_sending_doubles_one_mail_with_the_same_message_id(monkeypatch):
    waiting()

    class Killed(BaseException):
        pass

    def die(self, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(OutgoingMail, "save", die)
        with pytest.raises(Killed):
            send_due()
    assert send_due() == {}
    assert send_due(timezone.now() + LEASE) == {"sent": 1}
    first, second = (message.message()["Message-ID"] for message in django_mail.outbox)
    assert first == second


def test_two_workers_never_claim_the_same_mail(monkeypatch):
    mail = waiting()
    deliver = EmailBackend.send_messages

    def send(self, messages):
        assert send_due() == {}
        return deliver(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    assert send_due() == {"sent": 1}
    assert OutgoingMail.objects.get().pk == mail.pk


@pytest.mark.parametrize("address", ["", "pas une adresse", "a@b.fr\nBcc: c@d.fr"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValidationError):
        queue(address, "Sujet", "Texte")


@pytest.mark.parametrize("subject", ["", "Sujet\nBcc: c@d.fr", "Sujet\r\n\r\nCorps", "a\u2028b"])
def test_a_subject_is_one_line(subject):
    with pytest.raises(ValueError, match="one line"):
        queue("a@demo.example", subject, "Texte")


def test_contents_are_deleted_after_ninety_days():
    mail = waiting()
    day = mail.prepared_at + timedelta(days=90)
    assert forget_old(day) == 0
    assert forget_old(day + timedelta(seconds=1)) == 1


def test_the_command_says_what_it_did(capsys):
    waiting()
    call_command("send_mails")
    assert capsys.readouterr().out == "1 envoyé(s), 0 remis à plus tard, 0 non remis\n"
