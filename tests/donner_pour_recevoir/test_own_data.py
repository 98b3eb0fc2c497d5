"""A person with an account receives and erases all of it."""

import json

import pytest

from donner_pour_recevoir.models import Placement, Volunteer
from portal.accounts.operations import erase_account, export_personal_data
from tests.factories.accounts import make_user
from tests.factories.missions import make_placement, make_volunteer

pytestmark = pytest.mark.django_db


def test_the_record_goes_out_with_the_account_and_goes_away_with_it():
    user = make_user("eden")
    make_placement(make_volunteer(user=user, first_name="Eden"))
    exported = json.dumps(export_personal_data(user), ensure_ascii=False)
    assert "Eden" in exported
    assert "share_with_host" in exported
    erase_account(user)
    assert not Volunteer.objects.exists()
    assert not Placement.objects.exists()
