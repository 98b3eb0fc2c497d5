"""The person's own pages, by account or by code: nameless, and everything can be undone there."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donner_pour_recevoir.enums import OPEN, Purpose
from donner_pour_recevoir.forms.host import AccessForm
from donner_pour_recevoir.forms.placement import DemandForm
from donner_pour_recevoir.forms.volunteer import STEPS
from donner_pour_recevoir.models import Mission, Volunteer
from donner_pour_recevoir.operations import matching, placements, volunteers
from donner_pour_recevoir.operations.consents import agrees, give_consent, withdraw_consent, words
from donner_pour_recevoir.operations.retention import erase_record
from donner_pour_recevoir.views.answers import SESSION_KEY, attempt, found, mode_of, with_record
from donner_pour_recevoir.views.answers import placements as all_placements
from donner_pour_recevoir.views.placement_page import contact_words, context_of
from donner_pour_recevoir.views.wizard import CODE_KEY, step_form
from donner_pour_recevoir.views.wording import answer_rows, answers_of, day, situation
from portal.common.access import public

SWITCHES = (Purpose.BE_CONTACTED, Purpose.FEEDBACK_TO_ORIENTER)


@public
@never_cache
@with_record
@require_safe
def record(request: HttpRequest, volunteer: Volunteer, actor: Any) -> HttpResponseBase:
    """The record, the demands, who read it, and every way out."""
    rows = list(all_placements().filter(volunteer=volunteer))
    context = {
        "rows": answer_rows(answers_of(volunteer), "donner_pour_recevoir:record_edit"),
        "open": [(placement, situation(placement)) for placement in rows if placement.state in OPEN],
        "closed": [(placement, situation(placement)) for placement in rows if placement.state not in OPEN],
        "orienter": volunteer.orienter,
        "switches": [
            {"purpose": purpose, "words": words(purpose), "is_on": agrees(volunteer, purpose)}
            for purpose in SWITCHES
            if purpose == Purpose.BE_CONTACTED or volunteer.orienter_id
        ],
        "accesses": [
            {"head": day(access.seen_at), "cells": [access.organisation, access.role, access.get_what_display()]}
            for access in volunteer.accesses.all()[:50]
        ],
        "by_code": isinstance(actor, Volunteer),
    }
    return render(request, "donner_pour_recevoir/volunteer/record.html", context)


@public
@never_cache
@sensitive_post_parameters()
@with_record
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, volunteer: Volunteer, actor: Any, name: str) -> HttpResponseBase:
    """Correct one answer."""
    if name not in STEPS:
        raise Http404
    form = step_form(name, answers_of(volunteer), request, has_orienter=volunteer.orienter_id is not None)
    if request.method == "POST" and form.is_valid():
        cleaned = {key: value for key, value in form.answers().items() if key not in {"is_adult", "commune"}}
        if "commune" in form.cleaned_data:
            cleaned["commune"] = form.cleaned_data["commune"]
        volunteers.correct_record(volunteer, cleaned, by=actor)
        messages.success(request, _("C’est corrigé."))
        return redirect("donner_pour_recevoir:record")
    context = {"form": form, "question": form.question, "back_url": reverse("donner_pour_recevoir:record")}
    return render(request, "donner_pour_recevoir/volunteer/edit.html", context)


@public
@never_cache
@sensitive_post_parameters()
@with_record
@require_http_methods(["GET", "HEAD", "POST"])
def matches(request: HttpRequest, volunteer: Volunteer, actor: Any) -> HttpResponseBase:
    """Missions for this person. Filters of access come by POST and are kept nowhere."""
    access = AccessForm(request.POST if request.method == "POST" else None)
    wanted = access.cleaned_data["access"] if access.is_bound and access.is_valid() else []
    widened = [key for key in request.POST.getlist("widen") if key in {"half_days", "distance"}]
    shown, hidden = matching.matches_for(volunteer, widen=widened, access=wanted)
    context = {
        "access": access,
        "matches": shown[:20],
        "hidden": hidden,
        "widened": widened,
        "wanted": wanted,
        "widenable": {"half_days", "distance"},
    }
    return render(request, "donner_pour_recevoir/volunteer/matches.html", context)


@public
@never_cache
@sensitive_post_parameters()
@with_record
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request: HttpRequest, volunteer: Volunteer, actor: Any, pk: Any) -> HttpResponseBase:
    """What the host will read, in words, before the person agrees; the POST is the consent and the transmission."""
    mission = found(Mission.objects.published().select_related("host__organisation", "commune"), pk)
    form = DemandForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def send() -> None:
            prepared = placements.prepare(
                volunteer, mission, by=actor, message=form.cleaned_data["message"], **form.outbound()
            )
            placements.transmit(prepared, by=actor, mode=mode_of(actor))

        try:
            if attempt(request, send, _("Votre fiche est donnée à la structure. Elle a trente jours pour répondre.")):
                return redirect("donner_pour_recevoir:record")
        except placements.TooManyPlacements:
            messages.error(
                request, _("Vous avez déjà trois demandes en cours. Attendez une réponse, ou arrêtez-en une.")
            )
            return redirect("donner_pour_recevoir:record")
        return redirect("donner_pour_recevoir:matches")
    return render(request, "donner_pour_recevoir/volunteer/demand.html", _demand_context(volunteer, mission, form))


@public
@never_cache
@with_record
@require_safe
def placement(request: HttpRequest, volunteer: Volunteer, actor: Any, pk: Any) -> HttpResponseBase:
    """One demand: where it stands, what one may do."""
    shown = found(all_placements().filter(volunteer=volunteer), pk)
    return render(request, "donner_pour_recevoir/placement/person.html", context_of(shown, actor))


@public
@sensitive_post_parameters()
@with_record
@require_POST
def act(request: HttpRequest, volunteer: Volunteer, actor: Any, pk: Any, name: str) -> HttpResponseBase:
    """Say yes, no, pause, resume, end or withdraw: one button each, no reason asked."""
    shown = found(all_placements().filter(volunteer=volunteer), pk)
    acts = {
        "yes": (
            partial(placements.transmit, shown, by=actor, mode=mode_of(actor)),
            _("Votre fiche est donnée à la structure."),
        ),
        "refuse": (partial(placements.refuse, shown, by=actor), _("C’est noté. Cela ne change rien à vos droits.")),
        "withdraw": (
            partial(placements.withdraw, shown, by=actor),
            _("Votre accord est repris. La structure ne voit plus rien de vous."),
        ),
        "start_trial": (partial(placements.agree, shown, "start_trial", by=actor), _("Votre oui est noté.")),
        "engage": (partial(placements.agree, shown, "engage", by=actor), _("Votre oui est noté.")),
        "pause": (partial(placements.pause, shown, by=actor), _("Vous êtes en pause. Revenez quand vous voulez.")),
        "resume": (partial(placements.resume, shown, by=actor), _("Vous reprenez la mission.")),
        "end": (partial(placements.end, shown, by=actor), _("C’est terminé. Merci pour ce que vous avez donné.")),
    }
    if name not in acts:
        raise Http404
    step, done = acts[name]
    attempt(request, step, done)
    return redirect("donner_pour_recevoir:placement", shown.pk)


@public
@with_record
@require_POST
def switch(request: HttpRequest, volunteer: Volunteer, actor: Any, purpose: str) -> HttpResponseBase:
    """Give or take back one of the general consents, each alone."""
    if purpose not in SWITCHES:
        raise Http404
    standing = volunteer.consents.live().filter(purpose=purpose).first()
    if standing is not None:
        withdraw_consent(standing)
        messages.success(request, _("Votre accord est repris."))
    else:
        give_consent(volunteer, purpose, mode_of(actor))
        messages.success(request, _("Votre accord est noté."))
    return redirect("donner_pour_recevoir:record")


@public
@with_record
@require_POST
def new_code(request: HttpRequest, volunteer: Volunteer, actor: Any) -> HttpResponseBase:
    """A new code to print; the old one opens nothing more."""
    request.session[CODE_KEY] = volunteers.replace_code(volunteer, by=actor)
    if isinstance(actor, Volunteer):
        request.session[SESSION_KEY] = volunteer.code_digest
    return redirect("donner_pour_recevoir:wizard_receipt")


@public
@never_cache
@with_record
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, volunteer: Volunteer, actor: Any) -> HttpResponseBase:
    """A page that says what goes, then everything goes at once."""
    if request.method == "POST":
        erase_record(volunteer)
        for key in (SESSION_KEY, CODE_KEY):
            request.session.pop(key, None)
        messages.success(request, _("Votre fiche est effacée, avec vos demandes et vos accords."))
        return redirect("donner_pour_recevoir:missions")
    context = {
        "consequences": [
            _("Votre fiche, vos demandes, vos accords et vos mots sont effacés tout de suite."),
            _("Les structures ne voient plus rien de vous."),
            _("Votre code n’ouvre plus rien."),
            _("Les chiffres qui ne disent pas qui vous êtes restent."),
        ]
    }
    return render(request, "donner_pour_recevoir/volunteer/erase.html", context)


def _demand_context(volunteer: Volunteer, mission: Mission, form: DemandForm) -> dict[str, Any]:
    return {
        "mission": mission,
        "form": form,
        "consent": words(Purpose.SHARE_WITH_HOST, mission.host),
        "seen": [
            {"label": _("Prénom ou surnom"), "value": volunteer.first_name, "url": ""},
            {"label": _("Comment vous joindre"), "value": contact_words(volunteer), "url": ""},
            {
                "label": _("Quand vous êtes libre"),
                "value": "\n".join(str(half_day.label) for half_day in volunteer.half_day_list),
                "url": "",
            },
            {"label": _("Activité"), "value": mission.get_activity_display(), "url": ""},
        ],
    }
