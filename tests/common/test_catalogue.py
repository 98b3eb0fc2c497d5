"""The catalogue shows every component, so that looking at one page is looking at them all."""

from pathlib import Path

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
TEMPLATES = Path(__file__).resolve().parents[2] / "portal" / "templates"


def test_the_catalogue_shows_every_component():
    page = (TEMPLATES / "catalogue" / "index.html").read_text()
    components = sorted(file.stem for file in (TEMPLATES / "components").glob("*.html"))
    missing = [name for name in components if f'"components/{name}.html"' not in page]
    assert not missing


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_the_catalogue_is_shown_in_both_directions(client, language, direction):
    answer = client.get(reverse("catalogue"), {"langue": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{direction}">' in answer.content.decode()


def test_a_field_in_error_says_so_at_the_field_and_in_the_summary(client):
    page = client.get(reverse("catalogue")).content.decode()
    assert '<a href="#id_idea">' in page
    assert 'aria-describedby="id_idea_error"' in page
    assert 'id="id_idea_error"' in page
