"""Sending once, whatever happens; the right to take part; taking one's words back."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from consultations.models import AccessCode, Contribution, Counter, Participation, PublishedSnapshot
from consultations.operations import counters
from consultations.operations.codes import draw_codes
from consultations.operations.contributing import (
    ForeignKeyOfSendingError,
    RightRefusedError,
    new_key,
    submit_contribution,
)
from portal.accounts.models import User
from tests.factories.consultations import make_consultation
from tests.support.visitors import Visitor, only_contribution

pytestmark = pytest.mark.django_db


def equal_to_their_rebuild(consultation) -> bool:
    return counters.stored(consultation) == counters.recounted(consultation)


def test_a_replay_and_a_second_tab_get_the_same_receipt():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six()
    keys = [visitor.open("verifier-mes-reponses").page.context["key"] for _ in range(2)]

    receipts = [visitor.post("verifier-mes-reponses", key=key).text for key in (*keys, keys[0])]

    assert visitor.here == "mon-recu"
    assert len({text.split("receipt__code")[1][:60] for text in receipts}) == 1
    assert only_contribution().idempotency_key == keys[0]
    assert equal_to_their_rebuild(consultation)
    assert Counter.objects.get(question="").count == 1


def test_a_key_of_another_sending_is_refused():
    consultation = make_consultation()
    first = Visitor(consultation).start().answer_six().send()
    key = only_contribution().idempotency_key
    second = Visitor(consultation).start().answer_six()

    assert second.post("verifier-mes-reponses", key=key).page.status_code == 400
    assert Contribution.objects.filter(state="submitted").count() == 1
    assert first.open("mon-recu").page.status_code == 200


def test_a_key_of_another_sending_is_refused_by_the_operation_too():
    consultation = make_consultation()
    Visitor(consultation).start().answer_six().send()
    sent = only_contribution()
    Visitor(consultation).start().answer_six()
    draft = Contribution.objects.get(state="draft")

    with pytest.raises(ForeignKeyOfSendingError):
        submit_contribution(draft.pk, key=sent.idempotency_key, now=timezone.now())


def test_a_card_opens_the_right_to_take_part_once():
    consultation = make_consultation(access="code")
    (card,) = draw_codes(consultation, holder="Centre social", count=1)
    assert Visitor(consultation).start().here == "", "no card, no start"

    visitor = Visitor(consultation).start(access_code=card.lower()).answer_six().send()
    assert visitor.here == "mon-recu"
    assert AccessCode.objects.get().uses == 1
    assert Participation.objects.count() == 1

    assert "Ce code ne permet pas de continuer ici." in Visitor(consultation).start(access_code=card).text


def test_a_used_code_opens_nothing_more():
    consultation = make_consultation(access="code")
    (card,) = draw_codes(consultation, holder="Centre social", count=1)
    both = [Visitor(consultation).start(access_code=card).answer_six() for _ in range(2)]
    both[0].send()

    both[1].send()

    assert both[1].here == "verifier-mes-reponses"
    assert "Ce code ne permet pas de continuer ici." in both[1].text
    assert Contribution.objects.filter(state="submitted").count() == 1
    assert Participation.objects.count() == 1
    assert equal_to_their_rebuild(consultation)


def test_a_draft_resumed_elsewhere_asks_for_the_card_again_before_sending():
    consultation = make_consultation(access="code")
    (card,) = draw_codes(consultation, holder="Centre social", count=1)
    code = Visitor(consultation).start(access_code=card).answer_six().note_code()

    other = Visitor(consultation).post("avec-mon-code", personal_code=code)
    assert other.here == "verifier-mes-reponses"
    assert "Tapez le code de votre carte." in other.send().text
    assert other.send(access_code=card).here == "mon-recu"


def test_a_code_of_a_meeting_serves_as_many_times_as_it_says():
    consultation = make_consultation(access="code")
    (card,) = draw_codes(consultation, holder="Réunion", count=1, max_uses=2)
    for _ in range(2):
        assert Visitor(consultation).start(access_code=card).answer_six().send().here == "mon-recu"

    assert Visitor(consultation).start(access_code=card).here == ""
    assert Participation.objects.count() == 2


def test_codes_are_drawn_by_a_command_for_a_consultation_that_asks_for_them(capsys):
    consultation = make_consultation(access="code")
    call_command("draw_codes", consultation.slug, holder="Centre social", count=3)
    assert len(capsys.readouterr().out.split()) == 3

    with pytest.raises(CommandError, match="Aucune consultation"):
        call_command("draw_codes", make_consultation().slug, holder="Centre social", count=3)


def test_an_account_takes_part_once():
    consultation = make_consultation(access="account")
    assert "Se connecter" in Visitor(consultation).open().text

    client = Client()
    client.force_login(User.objects.create(username="agent"))
    visitor = Visitor(consultation, client=client).start().answer_six().send()
    assert visitor.here == "mon-recu"

    visitor.post("quitter-cet-appareil").start().answer_six().send()
    assert visitor.here == "verifier-mes-reponses"
    assert Contribution.objects.filter(state="submitted").count() == 1


def test_no_account_no_sending():
    consultation = make_consultation(access="account")
    client = Client()
    client.force_login(User.objects.create(username="agent"))
    Visitor(consultation, client=client).start().answer_six()

    with pytest.raises(RightRefusedError):
        submit_contribution(only_contribution().pk, key=new_key(), now=timezone.now())


def test_withdrawn_answers_are_deleted_and_no_longer_counted():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six().send()
    code = visitor.note_code()
    assert visitor.open("retirer-mes-reponses").page.status_code == 200

    visitor.post("retirer-mes-reponses")

    assert "Vos réponses sont retirées" in visitor.text
    assert only_contribution().answers == {}
    assert counters.stored(consultation) == {}
    assert "Vos réponses sont retirées" in Visitor(consultation).post("avec-mon-code", personal_code=code).text


def test_once_results_are_frozen_nothing_is_withdrawn():
    consultation = make_consultation()
    visitor = Visitor(consultation).start().answer_six().send()
    PublishedSnapshot.objects.create(consultation=consultation, number=1, threshold=11, data={}, sha256="")

    visitor.post("retirer-mes-reponses")

    assert "ne peuvent plus être retirées" in visitor.text
    assert only_contribution().state == "submitted"


def test_a_withdrawn_consultation_says_why():
    consultation = make_consultation()
    visitor = Visitor(consultation).start()
    announcement = consultation.announcement
    announcement.reason, announcement.state = "Le sujet a changé.", "withdrawn"
    announcement.withdrawn_at = timezone.now()
    announcement.save()

    assert "Le sujet a changé." in visitor.open().text or "Le sujet a changé." in visitor.open("venu").text
    assert visitor.answer("venu", "oui").page.status_code == 409
    assert "Le sujet a changé." in Client().get(f"/consultations/{consultation.slug}/").content.decode()
