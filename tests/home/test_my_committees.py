"""« Mon espace » leads a member to their committees."""

import pytest

from tests.factories.committees import make_committee, make_mandate

pytestmark = pytest.mark.django_db


def test_a_member_finds_their_committees_there_and_no_other(client):
    mandate = make_mandate(make_committee(name="Comité du littoral"))
    make_mandate(make_committee(name="Ancien comité"), user=mandate.user, ended=True)
    client.force_login(mandate.user, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/mon-espace/").content.decode()
    assert "Comité du littoral" in page
    assert "/reseau/mon-agenda/" in page
    assert "Ancien comité" not in page
