"""Mandates of a committee: the list, one added, corrected, ended, renewed (network.md, section 3)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from network.enums import Seat
from network.forms.mandates import ContactForm, EndForm, MandateForm, RenewForm
from network.models import Committee, Mandate
from network.operations import mandates
from network.permissions import can_edit_contacts, can_manage_mandate
from network.views.acts import attempt, confirm, find, name_of, typed
from portal.common.access import signed_in

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 40
# What the next mandate takes from the one that ends.
KEPT = (
    *("user", "display_name", "organisation", "quality", "role", "seat", "seat_name", "substitute_of"),
    *("contact_channel", "email", "phone", "show_name", "neutral_subject", "trained_on"),
)


@signed_in
@require_safe
def mandate_list(request: HttpRequest, committee: UUID) -> HttpResponseBase:
    """Every mandate of the committee: in force, to come, ended."""
    found = find(Committee.objects, request.user, committee, can_manage_mandate)
    rows = Mandate.objects.visible_to(request.user).filter(committee=found).select_related("organisation")
    in_force = set(Mandate.objects.filter(committee=found).valid_on().values_list("pk", flat=True))
    tasks = [
        {
            "title": name_of(row),
            "url": reverse("committees:mandate", args=[row.pk]),
            "hint": f"{row.get_role_display()}, {row.get_quality_display()}, {row.get_seat_display()}",
            "state": _when(row, row.pk in in_force),
        }
        for row in sorted(rows, key=lambda row: (row.pk not in in_force, name_of(row)))
    ]
    page = Paginator(tasks, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "network/mandate/mandates.html", {"committee": found, "page": page})


@signed_in
@READ_AND_WRITE
def add(request: HttpRequest, committee: UUID) -> HttpResponseBase:
    """Give a mandate."""
    found = find(Committee.objects, request.user, committee, can_manage_mandate)
    form = _mandate_form(request, found, initial={"starts_on": timezone.localdate()})
    if form.is_valid() and attempt(form, lambda: mandates.give_mandate(found, request.user, **form.facts())):
        messages.success(request, "Le mandat est donné.")
        return redirect("committees:mandates", found.pk)
    return _page(request, form, f"Donner un mandat : {found}", reverse("committees:mandates", args=[found.pk]))


@signed_in
@READ_AND_WRITE
def mandate(request: HttpRequest, mandate: UUID) -> HttpResponseBase:
    """Correct a mandate: the secretary, all of it; the person, how to be reached and whether the name is shown."""
    found = _find(request, mandate)
    manages = can_manage_mandate(request.user, found) and can_edit_contacts(request.user, found)
    if not manages and not can_edit_contacts(request.user, found):
        raise Http404
    form: ContactForm
    if manages:
        form = _mandate_form(request, found.committee, initial=MandateForm.initial_of(found))
    else:
        form = ContactForm(typed(request), initial=ContactForm.initial_of(found))
    if form.is_valid() and attempt(form, lambda: mandates.edit_mandate(found, request.user, **form.facts())):
        messages.success(request, "C’est enregistré.")
        return redirect("committees:mandate", found.pk)
    if manages:
        back, title = reverse("committees:mandates", args=[found.committee_id]), f"Mandat : {name_of(found)}"
    else:
        back, title = reverse("committees:committee", args=[found.committee_id]), f"Mes coordonnées : {found.committee}"
    return _page(request, form, title, back, found if found.ended_at is None else None, manages)


@signed_in
@READ_AND_WRITE
def end(request: HttpRequest, mandate: UUID) -> HttpResponseBase:
    """End a mandate now. The person leaves without giving a reason."""
    found = _find(request, mandate)
    is_own = found.user_id == request.user.pk
    if found.ended_at is not None or not (is_own or can_manage_mandate(request.user, found)):
        raise Http404
    form = EndForm(typed(request), initial={"reason": "left"})
    if is_own:
        form.fields.pop("reason")
    if request.method == "POST" and (is_own or form.is_valid()):
        reason = "left" if is_own else form.cleaned_data["reason"]
        if attempt(form, lambda: mandates.end_mandate(found, request.user, reason)):
            messages.success(request, "Le mandat est terminé.")
            return redirect("committees:desk" if is_own else reverse("committees:mandates", args=[found.committee_id]))
    return confirm(
        request,
        question="Quitter ce comité ?" if is_own else f"Terminer le mandat de {name_of(found)} ?",
        consequences=[
            "L’accès au comité, à ses réunions et à ses documents s’arrête tout de suite.",
            "Les réunions à venir sont retirées de l’agenda de la personne.",
        ],
        action="Quitter le comité" if is_own else "Terminer le mandat",
        cancel_url=reverse("committees:mandate", args=[found.pk]),
        form=form,
    )


@signed_in
@READ_AND_WRITE
def renew(request: HttpRequest, mandate: UUID) -> HttpResponseBase:
    """Give the same person another mandate, from the day after this one."""
    found = _find(request, mandate)
    if not can_manage_mandate(request.user, found):
        raise Http404
    last = found.ends_on or timezone.localdate()
    form = RenewForm(typed(request), initial={"starts_on": last + timedelta(days=1)})
    if form.is_valid():
        facts = {name: getattr(found, name) for name in KEPT} | form.cleaned_data
        if attempt(form, lambda: mandates.give_mandate(found.committee, request.user, **facts)):
            messages.success(request, "Le mandat est renouvelé.")
            return redirect("committees:mandates", found.committee_id)
    return _page(
        request,
        form,
        f"Renouveler le mandat de {name_of(found)}",
        reverse("committees:mandate", args=[found.pk]),
        action="Renouveler le mandat",
    )


def _find(request: HttpRequest, pk: UUID) -> Mandate:
    return find(Mandate.objects.select_related("committee", "organisation", "user"), request.user, pk)


def _mandate_form(request: HttpRequest, committee: Committee, initial: dict[str, Any]) -> MandateForm:
    titulars = Mandate.objects.visible_to(request.user).filter(committee=committee, seat=Seat.TITULAR, ended_at=None)
    titulars = titulars.select_related("organisation")
    return MandateForm(typed(request), initial=initial, titulars=titulars, label=name_of)


def _page(
    request: HttpRequest,
    form: Any,
    title: str,
    back: str,
    mandate: Mandate | None = None,
    manages: bool = False,
    action: str = "Enregistrer",
) -> HttpResponse:
    context = {"form": form, "title": title, "action": action, "back": back, "intro": []}
    return render(request, "network/mandate/mandate.html", context | {"mandate": mandate, "manages": manages})


def _when(mandate: Mandate, is_in_force: bool) -> str:
    if is_in_force:
        return f"En cours jusqu’au {date_format(mandate.ends_on, 'j F Y')}" if mandate.ends_on else "En cours"
    if mandate.ended_at is None and mandate.starts_on > timezone.localdate():
        return f"À partir du {date_format(mandate.starts_on, 'j F Y')}"
    return "Terminé"
