"""Records and placements put into words for the screens."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from donner_pour_recevoir.enums import (
    Activity,
    ContactChannel,
    PlacementState,
    Setting,
    Side,
    Travel,
    half_days,
)
from donner_pour_recevoir.models import Placement, Volunteer
from donner_pour_recevoir.operations.volunteers import ANSWERS
from network.models import Commune


def answer_rows(answers: dict[str, Any], change: str) -> list[dict[str, Any]]:
    """Rows of a summary list; `change` is the name of the address where a step is corrected, or nothing."""
    commune = Commune.objects.filter(pk=answers.get("commune")).first()
    contact = ContactChannel(answers["contact_channel"]).label if answers.get("contact_channel") else ""
    reached = answers.get("phone") or answers.get("email") or ""
    kilometres = answers.get("max_km")
    travel = [str(Travel(way).label) for way in answers.get("travel", [])]
    if kilometres:
        travel.append(_("%d km au plus") % kilometres)
    rows = [
        ("prenom", _("Prénom ou surnom"), answers.get("first_name", "")),
        ("contact", _("Comment vous joindre"), f"{contact}\n{reached}".strip()),
        ("commune", _("Commune"), commune.name if commune else ""),
        ("trajet", _("Comment vous venez"), "\n".join(travel)),
        ("moments", _("Quand vous êtes libre"), "\n".join(str(day.label) for day in half_days(answers["half_days"]))),
        ("envies", _("Ce que vous aimez"), "\n".join(str(Activity(wish).label) for wish in answers.get("wishes", []))),
        ("avec-qui", _("Avec qui"), Setting(answers["setting_wish"]).label if answers.get("setting_wish") else ""),
    ]
    return [
        {"label": label, "value": value, "url": reverse(change, args=[step]) if change else ""}
        for step, label, value in rows
    ]


def answers_of(volunteer: Volunteer) -> dict[str, Any]:
    """A record as the answers of the wizard."""
    answers = {name: getattr(volunteer, name) for name in ANSWERS}
    return {**answers, "commune": volunteer.commune_id, "is_adult": volunteer.is_adult}


def moment(value: Any) -> str:
    """A moment in words: « jeudi 4 mars 2027 à 14:30 »."""
    local = timezone.localtime(value)
    return f"{date_format(local, 'l j F Y')} {_('à')} {date_format(local, 'H:i')}"


def day(value: Any) -> str:
    """A day in words."""
    return date_format(timezone.localtime(value) if hasattr(value, "hour") else value, "j F Y")


def situation(placement: Placement) -> str:
    """Where a placement stands, in one sentence to the person."""
    sentences = {
        PlacementState.DRAFT: _("Votre demande est prête. Elle n’est pas encore partie."),
        PlacementState.AWAITING_CONSENT: _("On vous propose cette mission. À vous de dire oui ou non."),
        PlacementState.REFUSED: _("Vous avez dit non. Cela ne change rien à vos droits ni à vos aides."),
        PlacementState.TRANSMITTED: _("La structure a reçu votre demande. Elle n’a pas encore répondu."),
        PlacementState.UNDER_REVIEW: _("La structure a lu votre demande."),
        PlacementState.EXPIRED: _("La structure n’a pas répondu à temps. Ce n’est pas à cause de vous."),
        PlacementState.APPOINTMENT: _("La structure vous propose une rencontre."),
        PlacementState.DECLINED: _("La structure ne peut pas vous accueillir cette fois. C’est à cause de la mission."),
        PlacementState.TRIAL: _("Vous essayez cette mission."),
        PlacementState.ACTIVE: _("Vous faites cette mission."),
        PlacementState.PAUSED: _("Vous faites une pause."),
        PlacementState.ENDED: _("C’est terminé. Merci."),
        PlacementState.WITHDRAWN: _("Vous avez repris votre accord. La structure ne voit plus rien."),
    }
    return sentences[PlacementState(placement.state)]


def timeline(placement: Placement) -> list[dict[str, Any]]:
    """The dated steps of a placement, with who took them."""
    closers = {
        Side.PERSON: _("par vous"),
        Side.HOST: _("par la structure"),
        Side.ORIENTER: _("par qui vous accompagne"),
    }
    steps = [
        (placement.asked_at if placement.initiated_by == Side.ORIENTER else None, _("Proposition"), ""),
        (placement.transmitted_at, _("Votre fiche est donnée à la structure"), ""),
        (placement.trial_at, _("L’essai commence"), ""),
        (placement.engaged_at, _("La mission commence"), ""),
        (placement.paused_at, _("Pause"), ""),
        (placement.closed_at, PlacementState(placement.state).label.capitalize(), closers.get(placement.closed_by, "")),
    ]
    return [{"date": day(when), "title": title, "text": text} for when, title, text in steps if when]
