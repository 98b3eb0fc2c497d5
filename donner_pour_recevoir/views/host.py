"""The host's space: missions, demands, referents. Rights end with the referent's dates, on the next request."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donner_pour_recevoir.enums import PlacementState
from donner_pour_recevoir.forms.host import HostApplicationForm, MissionForm, ReasonForm
from donner_pour_recevoir.forms.placement import AppointmentForm, DeclineForm, EndForm, ReturnForm
from donner_pour_recevoir.models import Host, Mission, PersonAccess, Placement
from donner_pour_recevoir.operations import hosts, placements
from donner_pour_recevoir.operations.volunteers import note_access
from donner_pour_recevoir.permissions import can_host, can_write_return
from donner_pour_recevoir.views.answers import attempt, found
from donner_pour_recevoir.views.answers import placements as all_placements
from donner_pour_recevoir.views.placement_page import return_rows, seen_by_host
from donner_pour_recevoir.views.wording import day, moment
from portal.common.access import role, signed_in
from portal.common.workflow import available


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponseBase:
    """An organisation asks to welcome people."""
    form = HostApplicationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "charter"}
        facts |= {"charter_signed_on": timezone.localdate(), "charter_version": "1"}
        done = _("Votre demande est enregistrée. La coordination vous répondra.")
        if attempt(request, partial(hosts.apply_as_host, by=request.user, **facts), done):
            return redirect("donner_pour_recevoir:host_space")
    return render(request, "donner_pour_recevoir/host/apply.html", {"form": form})


@role(can_host)
@never_cache
@require_safe
def space(request: HttpRequest) -> HttpResponseBase:
    """What awaits the host: demands first, then missions to confirm."""
    own = Host.objects.kept_by(request.user).select_related("organisation")
    demands = list(all_placements().of_host(request.user))
    missions = list(Mission.objects.kept_by(request.user).with_taken().select_related("host", "commune"))
    closed = Placement.objects.closed_for_host(request.user).order_by("-closed_at")
    context = {
        "hosts": own,
        "waiting": [
            (each, day(each.answer_due_at)) for each in demands if each.state in {"transmitted", "under_review"}
        ],
        "running": [each for each in demands if each.state not in {"transmitted", "under_review"}],
        "missions": missions,
        "to_confirm": [mission for mission in missions if mission.state == "published" and mission.is_to_confirm],
        "closings": [
            {"head": title, "cells": [day(closed_at)]}
            for title, closed_at in closed.values_list("mission__title", "closed_at")[:50]
        ],
    }
    return render(request, "donner_pour_recevoir/host/space.html", context)


@role(can_host)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_mission(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """Write a mission of one's own host."""
    return _mission_form(request, Mission(host=found(Host.objects.kept_by(request.user), pk)))


@role(can_host)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_mission(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """Correct a mission that is not published."""
    mission = found(Mission.objects.kept_by(request.user).filter(state__in=["draft", "changes_requested"]), pk)
    return _mission_form(request, mission)


@role(can_host)
@never_cache
@require_safe
def mission(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """One's own mission, with the steps that the table allows."""
    rows = Mission.objects.kept_by(request.user).with_taken().select_related("host__organisation", "commune")
    shown = found(rows, pk)
    names = {step.name for step in available(shown, request.user)}
    context = {
        "mission": shown,
        "names": names,
        "form": ReasonForm(),
        "can_edit": shown.state in {"draft", "changes_requested"},
        "can_confirm": shown.state == "published",
    }
    return render(request, "donner_pour_recevoir/host/mission.html", context)


@role(can_host)
@require_POST
def step_mission(request: HttpRequest, pk: Any, name: str) -> HttpResponseBase:
    """Submit, suspend, resume, end or confirm."""
    shown = found(Mission.objects.kept_by(request.user), pk)
    if name == "confirm":
        attempt(request, partial(hosts.confirm_mission, shown, by=request.user), _("C’est confirmé pour trois mois."))
    elif name in {"submit", "suspend", "resume", "end"}:
        reason = {"reason": request.POST.get("reason", "").strip()[:300]} if name == "suspend" else {}
        attempt(request, partial(hosts.step_mission, shown, name, by=request.user, **reason), _("C’est fait."))
    else:
        raise Http404
    return redirect("donner_pour_recevoir:host_mission", shown.pk)


@role(can_host)
@never_cache
@require_safe
def placement(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A demand: what the person agreed to show, and the answers. The person reads who opened it."""
    shown = found(all_placements().of_host(request.user), pk)
    note_access(
        shown.volunteer, shown.mission.host.organisation.name, _("structure d’accueil"), PersonAccess.What.PLACEMENT
    )
    return render(request, "donner_pour_recevoir/placement/host.html", _context(request, shown))


@role(can_host)
@sensitive_post_parameters()
@require_POST
def act(request: HttpRequest, pk: Any, name: str) -> HttpResponseBase:
    """Answer a demand. A demand closed in the meantime says so, and no more."""
    shown = all_placements().of_host(request.user).filter(pk=pk).first()
    if shown is None:
        found(Placement.objects.closed_for_host(request.user), pk)
        messages.error(request, _("Cette demande est close. Rien n’a été changé."))
        return redirect("donner_pour_recevoir:host_space")
    if name in {"plan_appointment", "decline", "end"}:
        return _act_with_form(request, shown, name)
    acts = {
        "open": partial(placements.acknowledge, shown, by=request.user),
        "start_trial": partial(placements.agree, shown, "start_trial", by=request.user),
        "engage": partial(placements.agree, shown, "engage", by=request.user),
    }
    if name not in acts:
        raise Http404
    attempt(request, acts[name], _("Votre réponse est notée."))
    return redirect("donner_pour_recevoir:host_placement", shown.pk)


@role(can_host)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def write_return(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """The host's half of the liaison form."""
    shown = found(all_placements().of_host(request.user), pk)
    if not can_write_return(request.user, shown):
        raise Http404
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        write = partial(placements.write_return, shown, by=request.user, **form.cleaned_data)
        attempt(request, write, _("Votre retour est envoyé. La personne le lit aussi."))
        return redirect("donner_pour_recevoir:host_placement", shown.pk)
    return render(request, "donner_pour_recevoir/placement/return.html", {"form": form, "placement": shown})


def _act_with_form(request: HttpRequest, shown: Placement, name: str) -> HttpResponseBase:
    form = {"plan_appointment": AppointmentForm, "decline": DeclineForm, "end": EndForm}[name](request.POST)
    if not form.is_valid():
        context = _context(request, shown)
        context["forms"][name] = form
        return render(request, "donner_pour_recevoir/placement/host.html", {**context, "form": form})
    if name == "plan_appointment":
        step = partial(placements.plan_appointment, shown, by=request.user, appointment_at=form.appointment_at())
    elif name == "decline":
        step = partial(placements.decline, shown, by=request.user, **form.cleaned_data)
    else:
        step = partial(placements.end, shown, by=request.user, **form.cleaned_data)
    attempt(request, step, _("Votre réponse est notée."))
    if name == "plan_appointment":
        return redirect("donner_pour_recevoir:host_placement", shown.pk)
    return redirect("donner_pour_recevoir:host_space")


def _context(request: HttpRequest, shown: Placement) -> dict[str, Any]:
    names = {step.name for step in available(shown, request.user)}
    return {
        "placement": shown,
        "mission": shown.mission,
        "seen": seen_by_host(shown),
        "consented": day(shown.consent.given_at),
        "due": day(shown.answer_due_at),
        "appointment": moment(shown.appointment_at) if shown.appointment_at else "",
        "state": PlacementState(shown.state).label,
        "names": names,
        "forms": {
            name: form(prefix=None)
            for name, form in (("plan_appointment", AppointmentForm), ("decline", DeclineForm), ("end", EndForm))
            if name in names
        },
        "said_yes": shown.host_agreed_at is not None,
        "return_rows": return_rows(shown),
        "can_return": can_write_return(request.user, shown),
        "can_say": shown.engaged_at is not None or shown.trial_at is not None,
        "form": None,
    }


def _mission_form(request: HttpRequest, mission: Mission) -> HttpResponseBase:
    form = MissionForm(request.POST if request.method == "POST" else None, instance=mission)
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        if attempt(request, partial(hosts.keep_mission, kept, by=request.user), _("La mission est enregistrée.")):
            return redirect("donner_pour_recevoir:host_mission", kept.pk)
    return render(request, "donner_pour_recevoir/host/mission_form.html", {"form": form, "host": mission.host})
