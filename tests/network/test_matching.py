import pytest

from network.models import Commune
from network.querysets import fold
from tests.factories.network import make_commune

NAMES = ["Béziers", "Saint-Jean-de-Védas", "L’Aigle", "Agde", "Lunel", "Lunel-Viel", "La Grande-Motte"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("béziers", ["Béziers"]),
        ("BEZIERS", ["Béziers"]),
        ("st jean de vedas", ["Saint-Jean-de-Védas"]),
        ("Saint-Jean-de-Védas (34430)", ["Saint-Jean-de-Védas"]),
        ("l'aigle", ["L’Aigle"]),
        ("lunel", ["Lunel"]),
        ("lune", ["Lunel", "Lunel-Viel"]),
        ("grande motte", ["La Grande-Motte"]),
        ("34430", ["Saint-Jean-de-Védas"]),
        ("34003", ["Agde"]),
        ("Agde 34430", []),
        ("Paris", []),
        ("  ", []),
        ("'%\0", []),
    ],
)
@pytest.mark.django_db
def test_a_commune_is_found_however_it_is_typed(typed, meant):
    for name in NAMES:
        facts = {"Saint-Jean-de-Védas": {"postal_codes": "34430 34431"}, "Agde": {"insee_code": "34003"}}
        make_commune(name, **facts.get(name, {}))

    assert [commune.name for commune in Commune.objects.matching(typed)] == meant


@pytest.mark.any_engine
def test_folding_twice_changes_nothing():
    assert (
        fold(fold("Œuvres de Ste-Croix-d’Été")) == fold("Œuvres de Ste-Croix-d’Été") == "oeuvres de sainte croix d ete"
    )
