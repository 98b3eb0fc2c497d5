"""What everybody reads: missions, hosts, the rule, testimonies, and the open data of missions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from donner_pour_recevoir.enums import TRAVEL_LIMITS, Travel
from donner_pour_recevoir.exports import as_services, as_structures
from donner_pour_recevoir.forms.host import AccessForm, MissionFilterForm
from donner_pour_recevoir.models import Feedback, Host, Mission
from donner_pour_recevoir.operations import matching
from donner_pour_recevoir.views.answers import found, record_of
from portal.common.access import public
from portal.common.exports import write_json
from portal.common.middleware import cacheable

MISSIONS_A_PAGE = 12


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def missions(request: HttpRequest) -> HttpResponseBase:
    """Open missions. Criteria of access come by POST, filter this page and are kept nowhere."""
    filters = MissionFilterForm(request.GET)
    access = AccessForm(request.POST if request.method == "POST" else None)
    rows = _filtered(filters)
    if access.is_bound and access.is_valid():
        for name in access.cleaned_data["access"]:
            rows = rows.filter(french_needed="none") if name == "no_french" else rows.filter(**{name: True})
    number = request.POST.get("page") if request.method == "POST" else request.GET.get("page")
    page = Paginator(rows.select_related("host__organisation", "commune"), MISSIONS_A_PAGE).get_page(number)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filters": filters,
        "access": access,
        "page": page,
        "by_access": access.is_bound,
        "query": f"?{query.urlencode()}&" if query else "?",
        "communes": _by_commune(rows),
    }
    return render(request, "donner_pour_recevoir/missions/list.html", context)


@public
@require_safe
def mission(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """One mission, as anybody reads it."""
    rows = Mission.objects.visible_to(request.user).with_taken().select_related("host__organisation", "commune")
    shown = found(rows, pk)
    context = {
        "mission": shown,
        "is_full": shown.taken >= shown.places,
        "is_open": Mission.objects.open_on().filter(pk=shown.pk).exists(),
        "has_record": record_of(request) is not None,
    }
    return render(request, "donner_pour_recevoir/missions/page.html", context)


@public
@require_safe
def hosts(request: HttpRequest) -> HttpResponseBase:
    """Engaged hosts, by name."""
    rows = Host.objects.engaged().select_related("organisation__commune").order_by("organisation__name")
    return cacheable(render(request, "donner_pour_recevoir/missions/hosts.html", {"hosts": rows}))


@public
@require_safe
def rule(request: HttpRequest) -> HttpResponseBase:
    """How missions are ranked for a person, and what is never used."""
    context = {
        "parts": matching,
        "weights": [matching.WISHES, matching.HALF_DAYS, matching.NEARNESS, matching.SETTING],
        "limits": [(Travel(way).label, limit) for way, limit in TRAVEL_LIMITS.items()],
        "same_family": matching.SAME_FAMILY,
    }
    return cacheable(render(request, "donner_pour_recevoir/missions/rule.html", context))


@public
@require_safe
def testimonies(request: HttpRequest) -> HttpResponseBase:
    """Published words of people and hosts, without a name."""
    rows = Feedback.objects.published().exclude(text="").select_related("placement__mission").order_by("-moderated_at")
    page = Paginator(rows, MISSIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "donner_pour_recevoir/missions/testimonies.html", {"page": page})


@public
@require_safe
def open_data(request: HttpRequest) -> HttpResponseBase:
    """Open missions and their hosts, in the shape of data.inclusion."""
    rows = list(Mission.objects.open_on().select_related("host__organisation__commune", "commune").order_by("pk"))
    structures = {mission.host_id: mission.host for mission in rows}
    document = {"structures": as_structures(structures.values()), "services": as_services(rows)}
    return cacheable(HttpResponse(write_json(document), content_type="application/json; charset=utf-8"))


def _filtered(filters: MissionFilterForm) -> QuerySet:
    rows = Mission.objects.open_on()
    if filters.is_valid():
        if activity := filters.cleaned_data["activity"]:
            rows = rows.filter(activity=activity)
        if territory := filters.cleaned_data["territory"]:
            rows = rows.filter(commune__territory=territory)
    return rows.order_by("-confirmed_on", "title", "pk")


def _by_commune(rows: QuerySet) -> list[dict[str, Any]]:
    """How many missions a commune has: the table that says what a map would."""
    counts: dict[str, int] = {}
    for name in rows.values_list("commune__name", flat=True):
        counts[name] = counts.get(name, 0) + 1
    return [{"head": name, "cells": [count]} for name, count in sorted(counts.items())]
