"""Load the territories, intercommunalities and communes of the reference files."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from network.models import Commune, Intercommunality, Territory

DATA = Path(__file__).resolve().parents[1] / "data"
# The files tell that a commune ended, not when: the last day before Lunas-les-Châteaux came into being.
ENDED_ON = {"34093": date(2024, 12, 31)}
_IN_USE = "actuelle"


@dataclass
class Report:
    """How many communes were created, changed, left as they were."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass
class Area:
    """An intercommunality, and the territory that the mapping supposes for its communes."""

    intercommunality: Intercommunality
    territory: Territory


def load_communes(folder: Path = DATA) -> Report:
    """Create or update what the files of `folder` describe; nothing is ever deleted nor doubled.

    A confirmed territory, the name and contact of a territory, and the way a commune carries out social action belong
    to the administrators and stay as they are. Raises KeyError on a file that lacks a column: nothing is then written.
    """
    rows = _rows(folder / "communes_herault.csv")
    town_halls = {row["code_insee_2026"]: row for row in _rows(folder / "mairies_herault.csv")}
    with transaction.atomic():
        areas = _load_areas(_rows(folder / "epci_to_mds_demo.csv"))
        report, created = Report(), []
        known = Commune.objects.select_related("intercommunality", "territory").in_bulk(field_name="insee_code")
        for row in rows:
            code = row["code_insee"]
            commune = known.setdefault(code, Commune(insee_code=code))
            facts = _facts(row, town_halls.get(code), areas[row["epci_siren"]], commune)
            if not _apply(commune, facts):
                report.unchanged += 1
            elif commune.pk is None:
                created.append(commune)
            else:
                commune.save()
                report.changed += 1
        Commune.objects.bulk_create(created)
        report.created = len(created)
        for row in rows:
            _join_successor(known, row)
    return report


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        # French typography: the sources write typewriter apostrophes.
        return [{key: value.replace("'", "’") for key, value in row.items()} for row in csv.DictReader(file)]


def _load_areas(rows: list[dict[str, str]]) -> dict[str, Area]:
    areas = {}
    for row in rows:
        territory, _created = Territory.objects.get_or_create(code=row["mds_code"], defaults={"name": row["mds_nom"]})
        intercommunality, _created = Intercommunality.objects.update_or_create(
            siren=row["epci_siren"], defaults={"name": row["epci_nom_2026"], "kind": row["epci_type_2026"]}
        )
        areas[row["epci_siren"]] = Area(intercommunality, territory)
    return areas


def _degrees(town_hall: dict[str, str] | None, name: str) -> Decimal | None:
    """A coordinate of a town hall; a few have none in the file."""
    return Decimal(town_hall[name]) if town_hall and town_hall[name] else None


def _facts(row: dict[str, str], town_hall: dict[str, str] | None, area: Area, commune: Commune) -> dict[str, Any]:
    """What the files say of a commune. One that ended has no figure of 2023 and no town hall."""
    is_in_use = row["statut_2026"] == _IN_USE
    year = 2023 if row["population_municipale_2023"] else 2020
    facts = {
        "name": row["nom_2026"] if is_in_use else row["nom"],
        "postal_codes": row["codes_postaux"],
        "population": int(row[f"population_municipale_{year}"]),
        "population_year": year,
        "intercommunality": area.intercommunality,
        "latitude": Decimal(row["lat"]),
        "longitude": Decimal(row["lon"]),
        "town_hall_latitude": _degrees(town_hall, "lat"),
        "town_hall_longitude": _degrees(town_hall, "lon"),
        "town_hall_address": town_hall["adresse"] if town_hall else "",
        "town_hall_phone": town_hall["telephone"] if town_hall else "",
        "town_hall_website": town_hall["site"] if town_hall else "",
        "ended_on": None if is_in_use else ENDED_ON[row["code_insee"]],
    }
    if commune.pk is None:
        facts["slug"] = slugify(facts["name"].replace("’", " "))
    if not commune.territory_confirmed:
        facts["territory"] = area.territory
    return facts


def _apply(commune: Commune, facts: dict[str, Any]) -> bool:
    """Put the facts on the commune; whether any of them is new."""
    before = None if commune.pk is None else {name: getattr(commune, name) for name in facts}
    for name, value in facts.items():
        setattr(commune, name, value)
    return facts != before


def _join_successor(known: dict[str, Commune], row: dict[str, str]) -> None:
    commune = known[row["code_insee"]]
    successor = None if row["statut_2026"] == _IN_USE else known[row["code_insee_2026"]]
    if commune.successor_id != (successor and successor.pk):
        commune.successor = successor
        commune.save(update_fields=["successor"])
