"""A host applies, is checked, engaged, suspended, withdrawn; its missions are written, read again and published."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from donner_pour_recevoir.enums import Check, MissionState
from donner_pour_recevoir.models import Host, HostReferent, Mission
from donner_pour_recevoir.notifications import tell_referents
from donner_pour_recevoir.operations.placements import close_for
from donner_pour_recevoir.permissions import can_coordinate, can_hold_mission, can_publish_mission, is_referent
from network.models import Commune, Organisation
from portal.common import workflow


def apply_as_host(*, by: Any, name: str, commune: Commune, presentation: str, **host: Any) -> Host:
    """An organisation asks to welcome people; whoever asks becomes its first referent.

    Raises ValidationError for somebody without an e-mail address: a referent must be reached.
    """
    if not by.email:
        raise ValidationError(_("Ajoutez une adresse électronique à votre compte : un référent doit être joignable."))
    with transaction.atomic():
        organisation = Organisation.objects.create(name=name, commune=commune, description=presentation)
        created = Host.objects.create(organisation=organisation, presentation=presentation, **host)
        HostReferent.objects.create(host=created, user=by)
    return created


def step_host(host: Host, name: str, *, by: Any, **data: Any) -> Host:
    """Take a step of a host's table; a host that stops closes what is under way. Raises: see `workflow.apply`."""
    with transaction.atomic():
        workflow.apply(host, name, by=by, **data)
        if name == "withdraw":
            for mission in host.missions.filter(state__in=[MissionState.PUBLISHED, MissionState.SUSPENDED]):
                close_for(mission)
                workflow.apply(mission, "end", by=by)
        tell_referents(host)
    return host


def add_referent(host: Host, user: Any, *, by: Any) -> HostReferent:
    """Name somebody who answers for a host. Raises PermissionDenied, ValidationError for one without address."""
    if not can_coordinate(by):
        raise PermissionDenied
    if not user.email:
        raise ValidationError(_("Ce compte n’a pas d’adresse électronique : un référent doit être joignable."))
    return HostReferent.objects.get_or_create(host=host, user=user, ends_on=None)[0]


def end_referent(referent: HostReferent, *, by: Any) -> None:
    """End the right of a referent today: nothing of the host is theirs from the next request on."""
    if not can_coordinate(by):
        raise PermissionDenied
    yesterday = timezone.localdate() - timedelta(days=1)
    if referent.starts_on > yesterday:
        referent.delete()
        return
    referent.ends_on = yesterday
    referent.save(update_fields=["ends_on"])


def keep_mission(mission: Mission, *, by: Any) -> Mission:
    """Write a draft or a correction. What is published and then changed is read again by the coordinator.

    Raises PermissionDenied when the mission's host is not the user's.
    """
    if not is_referent(by, mission.host):
        raise PermissionDenied
    mission.confirmed_on = timezone.localdate()
    mission.save()
    return mission


def step_mission(mission: Mission, name: str, *, by: Any, **data: Any) -> Mission:
    """Take a step of a mission's table; ending it closes what is under way, people told first."""
    with transaction.atomic():
        if name == "end" and not can_hold_mission(by, mission):
            raise PermissionDenied(name)
        if name == "end" and mission.state in {MissionState.PUBLISHED, MissionState.SUSPENDED}:
            close_for(mission)
        if name == "resume":
            data["confirmed_on"] = timezone.localdate()
        workflow.apply(mission, name, by=by, **data)
        if name in {"publish", "ask_changes"}:
            tell_referents(mission.host)
    return mission


def confirm_mission(mission: Mission, *, by: Any) -> None:
    """« Toujours d’actualité »: a published mission stays in the list for ninety days more."""
    if not is_referent(by, mission.host):
        raise PermissionDenied
    Mission.objects.filter(pk=mission.pk).update(confirmed_on=timezone.localdate())
    mission.confirmed_on = timezone.localdate()


def sign_checklist(mission: Mission, points: list[str], *, by: Any) -> None:
    """Sign the points of the checklist: who and when for each. Raises PermissionDenied but for the coordinator."""
    if not can_publish_mission(by, mission):
        raise PermissionDenied
    signature = {"by": by.get_username(), "on": timezone.localdate().isoformat()}
    mission.checklist = {point: mission.checklist.get(point) or signature for point in Check.values if point in points}
    mission.save(update_fields=["checklist"])
