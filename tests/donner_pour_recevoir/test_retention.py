"""What is forgotten, when; and that figures stay while every trace of a person goes."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from donner_pour_recevoir.models import LiaisonForm, MonthlyCount, Placement, Volunteer, VolunteerDraft
from donner_pour_recevoir.operations import placements, retention
from donner_pour_recevoir.operations.volunteers import open_draft
from portal.common.models import OutgoingMail, TransitionLog
from tests.factories.missions import make_placement, make_volunteer

pytestmark = pytest.mark.django_db
STATES = {"refused": 30, "declined": 91, "expired": 91, "withdrawn": 91, "ended": 365, "awaiting_consent": 30}


@pytest.mark.parametrize(("state", "days"), STATES.items())
def test_a_demand_goes_on_its_day_and_not_the_day_before(state, days):
    placement = make_placement(state=state)
    now = timezone.now()
    retention.forget(now + timedelta(days=days - 1))
    assert Placement.objects.filter(pk=placement.pk).exists()
    retention.forget(now + timedelta(days=days, hours=1))
    assert not Placement.objects.filter(pk=placement.pk).exists()


def test_what_is_under_way_is_kept():
    for state in ("transmitted", "appointment", "trial", "active", "paused"):
        make_placement(state=state)
    retention.forget(timezone.now() + timedelta(days=3000))
    assert Placement.objects.count() == 5
    assert Volunteer.objects.count() == 5


def test_a_dry_run_says_what_would_go_and_deletes_nothing():
    make_placement(state="refused", closed_at=timezone.now() - timedelta(days=40))
    out = StringIO()
    call_command("apply_retention", "--dry-run", stdout=out)
    assert "demandes refusées : 1 à effacer" in out.getvalue()
    assert Placement.objects.count() == 1
    call_command("apply_retention", stdout=StringIO())
    assert Placement.objects.count() == 0


def test_the_content_of_a_liaison_form_goes_before_its_demand():
    placement = make_placement(state="ended")
    LiaisonForm.objects.update(practical="Sonner deux fois", met="yes", suits="yes")
    retention.forget(timezone.now() + timedelta(days=183))
    form = LiaisonForm.objects.get(placement=placement)
    assert (form.practical, form.met, form.suits) == ("", "", "")
    assert form.sent_at is not None


def test_after_it_all_no_column_holds_a_name_a_contact_or_a_link_and_counts_are_unchanged():
    volunteer = make_volunteer(first_name="CANARI", phone="06 00 00 00 99")
    placement = make_placement(volunteer, state="transmitted")
    referent = placement.mission.host.referents.get().user
    placements.decline(placement, by=referent, closing_reason="full")
    open_draft()
    call_command("apply_retention", stdout=StringIO())
    assert Volunteer.objects.count() == 1
    retention.forget(timezone.now() + timedelta(days=800))
    for model in (*apps.get_app_config("donner_pour_recevoir").get_models(), OutgoingMail, TransitionLog):
        text = str(list(model.objects.values()))
        assert "CANARI" not in text
        assert str(volunteer.pk) not in text
        assert str(placement.pk) not in text
    assert not VolunteerDraft.objects.exists()
    closed = MonthlyCount.objects.get(kind="closed")
    assert (closed.count, closed.value, closed.activity) == (1, "declined", "food")


def test_none_of_the_refusals_is_left_after_31_days():
    volunteer = make_volunteer()
    placement = make_placement(volunteer, state="awaiting_consent")
    placements.refuse(placement, by=volunteer)
    retention.forget(timezone.now() + timedelta(days=31))
    assert not Placement.objects.exists()
    assert not TransitionLog.objects.filter(object_id=str(placement.pk)).exists()
    assert not MonthlyCount.objects.exists()
