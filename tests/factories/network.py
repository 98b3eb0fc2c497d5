"""Territories and communes, without the reference files."""

from itertools import count

from network.enums import IntercommunalityKind
from network.models import Commune, Intercommunality, Territory

_numbers = count(1)


def make_territory(code: str = "MDS-THA", name: str = "Étang de Thau") -> Territory:
    """The territory of that code."""
    return Territory.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_commune(name: str = "Sète", insee_code: str = "", territory: Territory | None = None, **facts) -> Commune:
    """A commune of its own, in a territory."""
    number = next(_numbers)
    area, _created = Intercommunality.objects.get_or_create(
        siren="200066355", defaults={"name": "CA fictive", "kind": IntercommunalityKind.CA}
    )
    return Commune.objects.create(
        **{
            "insee_code": insee_code or f"{34900 + number}",
            "name": name,
            "slug": f"commune-{number}",
            "postal_codes": "34200",
            "population": 1000,
            "population_year": 2023,
            "intercommunality": area,
            "territory": territory or make_territory(),
            "latitude": "43.40",
            "longitude": "3.69",
            **facts,
        }
    )
