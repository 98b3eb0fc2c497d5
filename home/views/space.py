"""What awaits a person who signs in."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from donner_pour_recevoir.models import Volunteer
from donner_pour_recevoir.permissions import can_coordinate, can_host, can_orient
from network.models import Committee
from portal.accounts.models import User
from portal.accounts.permissions import can_enter_admin, roles_of
from portal.common.access import signed_in


@signed_in
@require_safe
def my_space(request: HttpRequest) -> HttpResponseBase:
    """The roles that the person holds today, and what awaits them."""
    context = {"roles": roles_of(request.user).order_by("role"), "tasks": _tasks(request.user)}
    return render(request, "home/my_space.html", context)


def _tasks(user: User) -> list[dict[str, str]]:
    return [*_committee_tasks(user), *_admin_tasks(user), *_mission_tasks(user)]


def _mission_tasks(user: User) -> list[dict[str, str]]:
    spaces = [
        (can_host(user), "host_space", gettext("Mon espace de structure d’accueil")),
        (can_orient(user), "caseload", gettext("Les personnes que j’accompagne")),
        (can_coordinate(user), "desk", gettext("Coordonner « Donner pour recevoir »")),
        (Volunteer.objects.of_person(user).exists(), "record", gettext("Ma fiche pour donner de mon temps")),
    ]
    return [
        {"title": title, "url": reverse(f"donner_pour_recevoir:{name}"), "state": gettext("Possible")}
        for allowed, name, title in spaces
        if allowed
    ]


def _committee_tasks(user: User) -> list[dict[str, str]]:
    """What awaits in one's committees, the committees, the calendar; nothing for who sits in none."""
    joined = list(Committee.objects.visible_to(user).joined_by(user))
    if not joined:
        return []
    first = {
        "title": gettext("Ce qui vous attend dans vos comités"),
        "url": reverse("committees:desk"),
        "state": gettext("À voir"),
        "hint": gettext("Convocations, comptes rendus, échéances."),
    }
    last = {
        "title": gettext("Mon agenda"),
        "url": reverse("committees:my_calendar"),
        "state": gettext("Possible"),
        "hint": gettext("Vos réunions dans votre téléphone."),
    }
    own = [
        {
            "title": str(committee),
            "url": reverse("committees:committee", args=[committee.pk]),
            "state": gettext("Membre"),
            "hint": committee.get_kind_display(),
        }
        for committee in joined
    ]
    return [first, *own, last]


def _admin_tasks(user: User) -> list[dict[str, str]]:
    if not can_enter_admin(user):
        return []
    tasks = [
        {
            "title": gettext("Ouvrir l’administration du site"),
            "url": reverse("wagtailadmin_home"),
            "state": gettext("Possible"),
            "hint": gettext("Pages, consultations, traductions."),
        }
    ]
    if not is_mfa_enabled(user):
        tasks.insert(
            0,
            {
                "title": gettext("Protéger votre compte par une double vérification"),
                "url": reverse("mfa_activate_totp"),
                "state": gettext("À faire"),
                "hint": gettext("L’administration la demande."),
            },
        )
    return tasks
