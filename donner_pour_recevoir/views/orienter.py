"""The orienter's space: own caseload and nobody else's; the orienter prepares, the person decides."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donner_pour_recevoir.enums import OPEN, PlacementState, Purpose
from donner_pour_recevoir.forms.placement import DemandForm, HandOverForm, OralConsentForm
from donner_pour_recevoir.models import Mission, PersonAccess, Placement, Volunteer
from donner_pour_recevoir.operations import matching, placements, volunteers
from donner_pour_recevoir.operations.consents import agrees, words
from donner_pour_recevoir.permissions import can_orient, is_own_orienter
from donner_pour_recevoir.views.answers import attempt, found
from donner_pour_recevoir.views.answers import placements as all_placements
from donner_pour_recevoir.views.codes import qr_code
from donner_pour_recevoir.views.placement_page import return_rows, seen_by_host
from donner_pour_recevoir.views.wording import answer_rows, answers_of, day, moment
from portal.common import codes
from portal.common.access import role

SLIP_KEY = "donner_pour_recevoir_slip"


@role(can_orient)
@never_cache
@require_safe
def caseload(request: HttpRequest) -> HttpResponseBase:
    """Who I accompany, and what waits for me: consents to ask, answers to tell."""
    people = Volunteer.objects.caseload_of(request.user).select_related("commune").order_by("first_name", "pk")
    rows = list(all_placements().caseload_of(request.user).filter(state__in=OPEN))
    context = {
        "people": people,
        "to_ask": [each for each in rows if each.state in {"draft", "awaiting_consent"}],
        "to_tell": [
            (each, moment(each.appointment_at) if each.appointment_at else "")
            for each in rows
            if each.state in {PlacementState.APPOINTMENT, PlacementState.UNDER_REVIEW}
        ],
        "waiting": [(each, day(each.answer_due_at)) for each in rows if each.state == PlacementState.TRANSMITTED],
    }
    return render(request, "donner_pour_recevoir/orienter/caseload.html", context)


@role(can_orient)
@never_cache
@require_safe
def person(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A person of own caseload; the person reads that it was opened."""
    volunteer = _person(request, pk)
    volunteers.note_access(
        volunteer, volunteer.orienter.organisation.name, _("personne qui oriente"), PersonAccess.What.RECORD
    )
    rows = all_placements().filter(volunteer=volunteer)
    context = {
        "volunteer": volunteer,
        "rows": answer_rows(answers_of(volunteer), ""),
        "placements": rows,
        "has_colleagues": bool(volunteers.colleagues(volunteer.orienter)),
    }
    return render(request, "donner_pour_recevoir/orienter/person.html", context)


@role(can_orient)
@never_cache
@require_safe
def propose(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """Missions for this person, with the figures of the rule."""
    volunteer = _person(request, pk)
    shown, hidden = matching.matches_for(volunteer)
    context = {"volunteer": volunteer, "matches": shown[:20], "hidden": hidden}
    return render(request, "donner_pour_recevoir/orienter/propose.html", context)


@role(can_orient)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, pk: Any, mission: Any) -> HttpResponseBase:
    """Prepare a proposal: nothing leaves before the person says yes."""
    volunteer = _person(request, pk)
    wanted = found(Mission.objects.published().select_related("host__organisation", "commune"), mission)
    form = DemandForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        step = partial(
            placements.prepare,
            volunteer,
            wanted,
            by=request.user,
            message=form.cleaned_data["message"],
            **form.outbound(),
        )
        try:
            attempt(request, step, _("La proposition est prête. Elle attend l’accord de la personne."))
        except placements.TooManyPlacements:
            messages.error(request, _("Cette personne a déjà trois demandes en cours."))
        return redirect("donner_pour_recevoir:orienter_person", volunteer.pk)
    context = {"form": form, "volunteer": volunteer, "mission": wanted}
    return render(request, "donner_pour_recevoir/orienter/prepare.html", context)


@role(can_orient)
@never_cache
@require_safe
def placement(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A demand of own caseload; the host's return only with the person's accord."""
    shown = _placement(request, pk)
    accord = agrees(shown.volunteer, Purpose.FEEDBACK_TO_ORIENTER)
    others = matching.matches_for(shown.volunteer)[0][:3] if shown.state in {"transmitted", "under_review"} else []
    context = {
        "placement": shown,
        "mission": shown.mission,
        "state": PlacementState(shown.state).label,
        "seen": seen_by_host(shown),
        "appointment": moment(shown.appointment_at) if shown.appointment_at else "",
        "due": day(shown.answer_due_at) if shown.answer_due_at else "",
        "return_rows": return_rows(shown) if accord else [],
        "has_accord": accord,
        "can_ask": shown.state in {"draft", "awaiting_consent"} and is_own_orienter(request.user, shown),
        "others": others,
    }
    return render(request, "donner_pour_recevoir/placement/orienter.html", context)


@role(can_orient)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """Record the person's accord for that host, given by voice or on paper, word for word."""
    shown = _placement(request, pk)
    form = OralConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        step = partial(
            placements.transmit,
            shown,
            by=request.user,
            mode=form.cleaned_data["mode"],
            read_aloud=form.cleaned_data["read_aloud"],
            origin=form.cleaned_data["origin"],
            given_at=form.given_at(),
        )
        if attempt(request, step, _("La fiche est donnée à la structure, qui a trente jours pour répondre.")):
            return redirect("donner_pour_recevoir:orienter_placement", shown.pk)
    context = {
        "form": form,
        "placement": shown,
        "mission": shown.mission,
        "consent": words(Purpose.SHARE_WITH_HOST, shown.mission.host),
        "seen": seen_by_host(shown),
    }
    return render(request, "donner_pour_recevoir/orienter/consent.html", context)


@role(can_orient)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A paper for the person: a new code with its picture, what one may do with it, what is proposed. By POST only."""
    volunteer = _person(request, pk)
    if request.method == "POST":
        request.session[SLIP_KEY] = [str(volunteer.pk), volunteers.replace_code(volunteer, by=request.user)]
        return redirect("donner_pour_recevoir:orienter_slip", volunteer.pk)
    kept = request.session.get(SLIP_KEY)
    code = kept[1] if kept and kept[0] == str(volunteer.pk) else None
    proposed = all_placements().filter(volunteer=volunteer, state="awaiting_consent")
    context = {
        "volunteer": volunteer,
        "code": codes.display(code) if code else "",
        "qr": qr_code(code) if code else "",
        "door": request.build_absolute_uri(reverse("donner_pour_recevoir:enter_code")),
        "proposed": proposed,
    }
    return render(request, "donner_pour_recevoir/orienter/slip.html", context)


@role(can_orient)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """Give a person to a colleague of the same organisation; the person can read it."""
    volunteer = _person(request, pk)
    colleagues = volunteers.colleagues(volunteer.orienter)
    form = HandOverForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        step = partial(volunteers.hand_over, volunteer, form.cleaned_data["to"], by=request.user)
        attempt(request, step, _("Votre collègue accompagne maintenant cette personne."))
        return redirect("donner_pour_recevoir:caseload")
    return render(request, "donner_pour_recevoir/orienter/hand_over.html", {"form": form, "volunteer": volunteer})


@role(can_orient)
@require_POST
def agree(request: HttpRequest, pk: Any, name: str) -> HttpResponseBase:
    """Record the person's yes to a trial or an engagement, when the person says it to who accompanies them."""
    shown = _placement(request, pk)
    if name in {"start_trial", "engage"}:
        attempt(request, partial(placements.agree, shown, name, by=request.user), _("Le oui de la personne est noté."))
    return redirect("donner_pour_recevoir:orienter_placement", shown.pk)


def _person(request: HttpRequest, pk: Any) -> Volunteer:
    people = Volunteer.objects.caseload_of(request.user)
    return found(people.select_related("commune__territory", "orienter__user", "orienter__organisation", "user"), pk)


def _placement(request: HttpRequest, pk: Any) -> Placement:
    return found(all_placements().caseload_of(request.user), pk)
