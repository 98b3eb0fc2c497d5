"""What a page shows of a placement, to each of those who may read it."""

from typing import Any

from django.utils.translation import gettext as _

from donner_pour_recevoir.enums import SEEN_BY_HOST, PlacementState, Purpose
from donner_pour_recevoir.models import Placement, Volunteer
from donner_pour_recevoir.operations.consents import words
from donner_pour_recevoir.views.wording import moment, situation, timeline
from portal.common.workflow import available

_SAID = {
    "transmit": "yes",
    "refuse": "refuse",
    "start_trial": "start_trial",
    "engage": "engage",
    "pause": "pause",
    "resume": "resume",
    "end": "end",
    "withdraw": "withdraw",
}


def context_of(placement: Placement, actor: Any) -> dict[str, Any]:
    """The person's page: the state in a sentence, the acts, the return form, who to call."""
    steps = {step.name for step in available(placement, actor)}
    form = placement.liaison
    return {
        "placement": placement,
        "mission": placement.mission,
        "situation": situation(placement),
        "steps": timeline(placement),
        "acts": [act for name, act in _SAID.items() if name in steps],
        "appointment": moment(placement.appointment_at) if placement.appointment_at else "",
        "consent": words(Purpose.SHARE_WITH_HOST, placement.mission.host),
        "seen": seen_by_host(placement),
        "is_shared": placement.state in SEEN_BY_HOST,
        "return_rows": return_rows(placement),
        "can_say": placement.engaged_at is not None or placement.trial_at is not None,
        "said": placement.feedbacks.filter(by="person").select_related("consent").first(),
        "has_return": form.returned_at is not None,
        "said_yes": placement.person_agreed_at is not None,
        "other_said_yes": placement.host_agreed_at is not None,
        "can_certify": placement.state == PlacementState.ENDED or placement.engaged_at is not None,
    }


def seen_by_host(placement: Placement) -> list[dict[str, str]]:
    """The four items that a host reads, and what the person added."""
    volunteer, form = placement.volunteer, placement.liaison
    rows = [
        (_("Prénom ou surnom"), volunteer.first_name),
        (_("Comment vous joindre"), contact_words(volunteer)),
        (_("Demi-journées"), "\n".join(str(half_day.label) for half_day in volunteer.half_day_list)),
        (_("Activité"), placement.mission.get_activity_display()),
        (_("Commencer"), form.get_start_wish_display()),
    ]
    if form.wants_company:
        rows.append((_("Première fois"), _("souhaite que quelqu’un vienne aussi")))
    if placement.message:
        rows.append((_("Un mot"), placement.message))
    if form.practical:
        rows.append((_("Information pratique"), form.practical))
    return [{"label": label, "value": str(value), "url": ""} for label, value in rows]


def return_rows(placement: Placement) -> list[dict[str, str]]:
    """What the host wrote back: the person and, with the person's accord, the orienter read the very same rows."""
    form = placement.liaison
    if form.returned_at is None:
        return []
    rows = [
        (_("Rencontre"), form.get_met_display()),
        (_("Début"), form.start_on.strftime("%d/%m/%Y") if form.start_on else ""),
        (_("Cela continue"), form.get_goes_on_display()),
        (_("La mission convient"), form.get_suits_display()),
        (_("Souhaite parler avec qui vous accompagne"), _("oui") if form.needs_a_word else _("non")),
    ]
    return [{"label": label, "value": str(value), "url": ""} for label, value in rows]


def contact_words(volunteer: Volunteer) -> str:
    """How a host reaches the person, in words."""
    if volunteer.contact:
        return volunteer.contact
    if volunteer.contact_channel == "through_orienter" and volunteer.orienter:
        return _("par la personne qui accompagne : %s") % volunteer.orienter
    return _("par le portail : la personne revient voir la réponse")
