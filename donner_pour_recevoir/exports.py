"""Open missions in the shape of data.inclusion, version 1 (formats.md, section 11): no weekly volume."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from donner_pour_recevoir.enums import Expenses, French
from donner_pour_recevoir.models import Host, Mission

SOURCE = "cd34"
THEMES = ["remobilisation--benevolat-action-citoyenne", "remobilisation--lien-social"]


def as_services(missions: Iterable[Mission]) -> list[dict[str, Any]]:
    """Each mission as a service. Its contact is the portal's own: nobody's name nor telephone is in it."""
    return [_service(mission) for mission in missions]


def as_structures(hosts: Iterable[Host]) -> list[dict[str, Any]]:
    """Each host as a structure; empty values are left out."""
    return [_filled(_structure(host)) for host in hosts]


def _service(mission: Mission) -> dict[str, Any]:
    commune = mission.commune
    link = settings.SITE_URL + reverse("donner_pour_recevoir:mission", args=[mission.pk])
    return _filled(
        {
            "source": SOURCE,
            "structure_id": f"{SOURCE}--{mission.host_id}",
            "id": f"{SOURCE}--{mission.pk}",
            "nom": mission.title,
            "description": mission.easy_summary,
            "date_maj": mission.confirmed_on.isoformat(),
            "lien_source": link,
            "type": "accompagnement",
            "thematiques": THEMES,
            "frais": "gratuit",
            "frais_precisions": "" if mission.expenses == Expenses.NONE else Expenses(mission.expenses).label,
            "publics": ["tous-publics"],
            "conditions_acces": French(mission.french_needed).label,
            "commune": commune.name,
            "code_insee": commune.insee_code,
            "code_postal": commune.postal_codes.split()[0],
            "modes_accueil": ["en-presentiel"],
            "zone_eligibilite": [commune.insee_code],
            "lien_mobilisation": link,
            "modes_mobilisation": ["utiliser-lien-mobilisation"],
            "mobilisable_par": ["usagers", "professionnels"],
        }
    )


def _structure(host: Host) -> dict[str, Any]:
    organisation = host.organisation
    commune = organisation.commune
    changed = organisation.verified_on or host.engaged_at
    return {
        "source": SOURCE,
        "id": f"{SOURCE}--{host.pk}",
        "nom": organisation.name,
        "date_maj": f"{changed:%Y-%m-%d}" if changed else None,
        "description": organisation.description,
        "siret": organisation.siret,
        "commune": commune.name if commune else "",
        "code_insee": commune.insee_code if commune else "",
        "code_postal": commune.postal_codes.split()[0] if commune else "",
        "adresse": organisation.address,
        "telephone": organisation.phone,
        "courriel": organisation.email,
        "site_web": organisation.website,
    }


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if not isinstance(value, list) else value for name, value in record.items() if value}
