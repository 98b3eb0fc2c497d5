"""The coordinator's desk: hosts, missions, testimonies to read; figures, and no record of anybody."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donner_pour_recevoir.forms.host import ChecklistForm, HostDecisionForm, ReasonForm, ReferentForm
from donner_pour_recevoir.models import Feedback, Host, HostReferent, Mission
from donner_pour_recevoir.operations import feedback as feedbacks
from donner_pour_recevoir.operations import hosts
from donner_pour_recevoir.operations.figures import desk_figures
from donner_pour_recevoir.permissions import can_coordinate
from donner_pour_recevoir.views.answers import attempt, found
from portal.common.access import role
from portal.common.workflow import available


@role(can_coordinate)
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """What waits for the coordinator, and the figures."""
    context = {
        "hosts": Host.objects.select_related("organisation").order_by("state", "organisation__name"),
        "missions": Mission.objects.filter(state="submitted").select_related("host__organisation"),
        "texts": Feedback.objects.filter(state="submitted").exclude(text="").select_related("placement__mission"),
        "figures": desk_figures(),
    }
    return render(request, "donner_pour_recevoir/coordination/desk.html", context)


@role(can_coordinate)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A host: what was checked, the steps of the table, the referents."""
    shown = found(Host.objects.select_related("organisation__commune"), pk)
    form = HostDecisionForm(request.POST if request.method == "POST" else None, instance=shown)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("C’est enregistré."))
        return redirect("donner_pour_recevoir:desk_host", shown.pk)
    context = {
        "host": shown,
        "form": form,
        "reason": ReasonForm(),
        "referent_form": ReferentForm(),
        "names": {step.name for step in available(shown, request.user)},
        "referents": HostReferent.objects.valid_on().filter(host=shown).select_related("user"),
    }
    return render(request, "donner_pour_recevoir/coordination/host.html", context)


@role(can_coordinate)
@require_POST
def step_host(request: HttpRequest, pk: Any, name: str) -> HttpResponseBase:
    """Verify, engage, suspend, resume, withdraw."""
    shown = found(Host.objects.all(), pk)
    if name not in {step.name for step in shown.transitions}:
        raise Http404
    data = {"reason": request.POST.get("reason", "").strip()[:300]} if name == "suspend" else {}
    attempt(request, partial(hosts.step_host, shown, name, by=request.user, **data), _("C’est fait."))
    return redirect("donner_pour_recevoir:desk_host", shown.pk)


@role(can_coordinate)
@require_POST
def referent(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """Name a referent, or end the right of one."""
    shown = found(Host.objects.all(), pk)
    if key := request.POST.get("end"):
        row = HostReferent.objects.filter(host=shown, pk=key if key.isdigit() else None).first()
        if row is None:
            raise Http404
        attempt(request, partial(hosts.end_referent, row, by=request.user), _("Le droit de ce référent est fini."))
        return redirect("donner_pour_recevoir:desk_host", shown.pk)
    form = ReferentForm(request.POST)
    if form.is_valid():
        user = form.cleaned_data["username"]
        attempt(request, partial(hosts.add_referent, shown, user, by=request.user), _("Le référent est nommé."))
    else:
        messages.error(request, " ".join(form.errors["username"]))
    return redirect("donner_pour_recevoir:desk_host", shown.pk)


@role(can_coordinate)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mission(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A mission to read before it is published, with its checklist."""
    shown = found(Mission.objects.select_related("host__organisation", "commune"), pk)
    if request.method == "POST":
        form = ChecklistForm(request.POST)
        if form.is_valid():
            sign = partial(hosts.sign_checklist, shown, form.cleaned_data["points"], by=request.user)
            attempt(request, sign, _("Les points sont signés."))
            return redirect("donner_pour_recevoir:desk_mission", shown.pk)
    else:
        form = ChecklistForm(initial={"points": list(shown.checklist)})
    names = {step.name for step in available(shown, request.user)}
    context = {"mission": shown, "form": form, "reason": ReasonForm(), "names": names, "unsigned": shown.unsigned}
    return render(request, "donner_pour_recevoir/coordination/mission.html", context)


@role(can_coordinate)
@require_POST
def step_mission(request: HttpRequest, pk: Any, name: str) -> HttpResponseBase:
    """Publish, ask for changes, suspend, end."""
    shown = found(Mission.objects.select_related("host"), pk)
    if name not in {"publish", "ask_changes", "suspend", "end"}:
        raise Http404
    data = {"reason": request.POST.get("reason", "").strip()[:300]} if name in {"ask_changes", "suspend"} else {}
    if name == "publish":
        data["confirmed_on"] = timezone.localdate()
    attempt(request, partial(hosts.step_mission, shown, name, by=request.user, **data), _("C’est fait."))
    return redirect("donner_pour_recevoir:desk_mission", shown.pk)


@role(can_coordinate)
@require_POST
def moderate(request: HttpRequest, pk: Any, name: str) -> HttpResponseBase:
    """Publish, keep or reject a text."""
    shown = found(Feedback.objects.select_related("placement__mission__host", "consent"), pk)
    if name not in {"publish", "keep", "reject"}:
        raise Http404
    attempt(request, partial(feedbacks.moderate, shown, name, by=request.user), _("C’est fait."))
    return redirect("donner_pour_recevoir:desk")
