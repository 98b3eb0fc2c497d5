"""The documentation tells what the code does: its diagrams are those of the tables, its names exist."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from consultations import permissions, workflow
from consultations.enums import ContributionState
from consultations.permissions import Role
from portal.common.workflow import mermaid

pytestmark = pytest.mark.any_engine
DOCS = Path(__file__).resolve().parents[2] / "docs"
JOURNEY = (DOCS / "journeys" / "consultation.md").read_text()


def diagram(name: str) -> str:
    return re.search(rf"<!-- {name} -->\n```mermaid\n(.*?)```", JOURNEY, re.DOTALL)[1]


@pytest.mark.parametrize("name", ["ANNOUNCEMENT", "SNAPSHOT"])
def test_a_diagram_is_that_of_its_table(name):
    assert diagram(name) == mermaid(getattr(workflow, name))


def test_the_diagram_of_contributions_shows_their_states():
    assert set(re.findall(r"\b[a-z]+(?= -->)|(?<=--> )[a-z]+", diagram("CONTRIBUTION"))) == set(
        ContributionState.values
    )


def test_the_table_of_rights_is_that_of_permissions(monkeypatch):
    columns = ["", Role.FACILITATOR, Role.EDITOR, Role.ANALYST, Role.ADMINISTRATOR]
    for line in JOURNEY.splitlines():
        names = re.findall(r"`(can_\w+)`", line) if line.startswith("| `can_") else []
        cells = [cell.strip() for cell in line.split("|")[2:-1]]
        for name in names:
            for role, cell in zip(columns, cells, strict=True):
                monkeypatch.setattr(permissions, "has_role", lambda _user, *wanted, role=role: role in wanted)
                assert getattr(permissions, name)(None, None) is (cell == "yes"), (name, role)


def test_every_model_of_the_glossary_exists():
    models = {model.__name__ for model in apps.get_models()} | {"Question", "Item"}
    named = set(re.findall(r"`([A-Z]\w+)`", (DOCS / "glossary.md").read_text()))
    assert named - models == set()
