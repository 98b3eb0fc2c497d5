"""Announcing, extending and withdrawing a consultation."""

import pytest

from tests.factories.consultations import make_consultation

pytestmark = pytest.mark.django_db


def test_an_announced_consultation_asks_its_first_version():
    page = make_consultation(languages=("fr", "en"))
    version = page.versions.get()
    assert version.number == 1
    assert page.phase == "open"
    assert version.structure.by_code["venu"].texts["en"].startswith("[en]")
