"""Anonymous by structure: no key, time, order or equal value leads from what was said to who took part."""

import itertools

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.test import Client

from consultations.models import AccessCode, CodeBatch, Contribution, Counter, Participation
from consultations.operations.codes import draw_codes, personal_code
from portal.accounts.models import User
from portal.common.codes import normalise
from tests.factories.consultations import make_consultation
from tests.support.visitors import Visitor

WHO = (Participation, AccessCode, CodeBatch, User)


def test_no_path_of_keys_leads_from_a_contribution_to_a_person_but_through_the_consultation():
    reached = {field.related_model for field in Contribution._meta.get_fields() if field.is_relation}
    assert reached.isdisjoint(WHO)
    for model in (Participation, AccessCode):
        assert Contribution not in {field.related_model for field in model._meta.get_fields() if field.is_relation}


def test_no_row_of_either_side_holds_an_hour_or_an_order():
    for model in (Contribution, Participation, AccessCode, Counter):
        for field in model._meta.concrete_fields:
            assert not isinstance(field, models.DateTimeField), f"{model.__name__}.{field.name} tells an hour"
    for model in (Contribution, Participation):
        assert isinstance(model._meta.pk, models.UUIDField), "a growing number tells an order"
    assert {field.name for field in Participation._meta.concrete_fields} == {"id", "consultation", "key"}


@pytest.mark.django_db
def test_no_value_of_a_contribution_is_found_on_the_side_of_people():
    consultation = make_consultation(access="code")
    for card in draw_codes(consultation, holder="Centre social", count=3):
        Visitor(consultation).start(access_code=card).answer_six().send()

    said = _values(Contribution)
    for model in (Participation, AccessCode):
        assert said.isdisjoint(_values(model)), model.__name__


@pytest.mark.django_db
def test_the_session_of_an_account_shows_neither_the_contribution_nor_its_code():
    consultation = make_consultation(access="account")
    client = Client()
    client.force_login(User.objects.create(username="agent"))
    Visitor(consultation, client=client).start().answer_six().send()

    contribution = Contribution.objects.get()
    kept = str(dict(client.session.items()))
    for secret in (contribution.pk, contribution.pk.hex, contribution.code_digest, personal_code(contribution.pk)):
        assert str(secret) not in kept


@pytest.mark.django_db
def test_a_card_leaves_the_session_once_it_was_used():
    consultation = make_consultation(access="code")
    (card,) = draw_codes(consultation, holder="Centre social", count=1)
    visitor = Visitor(consultation).start(access_code=card).answer_six().send()

    assert AccessCode.objects.get().digest not in str(dict(visitor.client.session.items()))


@pytest.mark.django_db
def test_no_code_nor_id_is_in_a_url_or_in_the_journal(caplog):
    caplog.set_level("DEBUG")
    consultation = make_consultation(access="code")
    (card,) = draw_codes(consultation, holder="Centre social", count=1)
    visitor = Visitor(consultation).start(access_code=card).answer_six().send()
    contribution = Contribution.objects.get()
    code = personal_code(contribution.pk)
    Visitor(consultation).post("avec-mon-code", personal_code=code)
    Visitor(consultation).post("avec-mon-code", personal_code="AAAAA-AAAAA")

    journal = " ".join(
        f"{record.getMessage()} {vars(record)}" for record in caplog.records if record.name != "django.db.backends"
    )
    addresses = " ".join(url for url, _status in visitor.page.redirect_chain)
    for secret in (code, normalise(code), card, normalise(card), str(contribution.pk), contribution.pk.hex):
        assert secret not in journal
        assert secret not in addresses


@pytest.mark.django_db
def test_after_the_nightly_rewriting_neither_order_nor_transaction_ties_both_sides():
    """On PostgreSQL two rows of one transaction share `xmin`; on both engines rows stand in the order of writing."""
    consultation = make_consultation(access="code")
    cards = draw_codes(consultation, holder="Centre social", count=12)
    for card in cards:
        Visitor(consultation).start(access_code=card).answer_six().send()
    before = _in_order_of_writing(Contribution)
    assert len(before) == 12
    assert _tied() > 0 or connection.vendor == "sqlite"

    call_command("shuffle_contributions", verbosity=0)

    after = _in_order_of_writing(Contribution)
    assert sorted(after) == sorted(before)
    assert after != before, "one chance in 479,001,600"
    assert _tied() == 0


def _values(model: type[models.Model]) -> set[str]:
    consultation_wide = {"consultation", "version", "state", "channel", "territory", "batch", "uses", "max_uses"}
    fields = [field.name for field in model._meta.concrete_fields if field.name not in consultation_wide]
    rows = itertools.chain.from_iterable(model.objects.values_list(*fields))
    return {str(value) for value in rows if value not in (None, "")}


def _in_order_of_writing(model: type[models.Model]) -> list[str]:
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model._meta.db_table} ORDER BY {place}")
        return [str(row[0]) for row in cursor.fetchall()]


def _tied() -> int:
    """How many participations one transaction wrote together with a contribution, or a code."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {Participation._meta.db_table} p JOIN {Contribution._meta.db_table} c "
            "ON p.xmin = c.xmin"
        )
        return cursor.fetchone()[0]
