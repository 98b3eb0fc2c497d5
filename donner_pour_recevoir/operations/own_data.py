"""What the story holds about the person of an account: given back whole, erased whole."""

from typing import Any

from donner_pour_recevoir.models import Volunteer
from donner_pour_recevoir.operations.retention import erase_record
from donner_pour_recevoir.operations.volunteers import ANSWERS


def export_own_data(user: Any) -> list[dict[str, Any]]:
    """The person's record, consents and demands, ready for JSON; an empty list without a record."""
    return [
        {
            **{name: getattr(volunteer, name) for name in ANSWERS if name != "half_days"},
            "commune": volunteer.commune.name,
            "half_days": [str(half_day) for half_day in volunteer.half_day_list],
            "consents": [
                {
                    "purpose": consent.purpose,
                    "host": str(consent.host) if consent.host else None,
                    "given_at": consent.given_at.isoformat(),
                    "withdrawn_at": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
                }
                for consent in volunteer.consents.select_related("host__organisation").order_by("given_at")
            ],
            "demands": [
                {"mission": demand.mission.title, "state": demand.state, "message": demand.message}
                for demand in volunteer.placements.select_related("mission").order_by("created_at")
            ],
        }
        for volunteer in Volunteer.objects.of_person(user).select_related("commune")
    ]


def erase_own_data(user: Any) -> None:
    """Erase the record of the account, with all that leads to the person."""
    for volunteer in Volunteer.objects.of_person(user):
        erase_record(volunteer)
