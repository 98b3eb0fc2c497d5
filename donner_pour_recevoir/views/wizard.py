"""The wizard that opens a person's record: with or without an account, alone or with who accompanies the person."""

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

from donner_pour_recevoir.enums import Purpose
from donner_pour_recevoir.forms.volunteer import STEPS, StepForm
from donner_pour_recevoir.models import Orienter, Volunteer, VolunteerDraft
from donner_pour_recevoir.operations import volunteers
from donner_pour_recevoir.operations.consents import words
from donner_pour_recevoir.permissions import can_orient
from donner_pour_recevoir.views.answers import SESSION_KEY
from donner_pour_recevoir.views.codes import qr_code
from donner_pour_recevoir.views.wording import answer_rows
from portal.common import codes
from portal.common.access import public

DRAFT_KEY = "donner_pour_recevoir_draft"
CODE_KEY = "donner_pour_recevoir_new_code"
_NAMES = list(STEPS)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """What is asked, what is not and why; the draft is made by POST."""
    orienter = _orienter(request) if request.GET.get("avec") == "personne" else None
    if request.method == "POST":
        draft = volunteers.open_draft(orienter)
        request.session[DRAFT_KEY] = str(draft.pk)
        return redirect("donner_pour_recevoir:wizard_step", _NAMES[0])
    context = {"has_draft": _draft(request) is not None, "first": _NAMES[0], "orienter": orienter}
    return render(request, "donner_pour_recevoir/volunteer/start.html", context)


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponseBase:
    """One question; what is answered is kept at once."""
    if name not in STEPS:
        raise Http404
    draft = _draft(request)
    if draft is None:
        return redirect("donner_pour_recevoir:wizard_start")
    form = step_form(name, draft.answers, request, has_orienter=draft.orienter_id is not None)
    if request.method == "POST" and form.is_valid():
        volunteers.keep_answers(draft, form.answers())
        if "later" in request.POST:
            return redirect("donner_pour_recevoir:wizard_later")
        return redirect(_next(draft, name))
    rank = _NAMES.index(name)
    context = {
        "form": form,
        "question": form.question,
        "current": rank + 1,
        "total": len(_NAMES),
        "back": _NAMES[rank - 1] if rank else "",
    }
    return render(request, "donner_pour_recevoir/volunteer/step.html", context)


@public
@never_cache
@require_safe
def later(request: HttpRequest) -> HttpResponseBase:
    """The code that resumes the draft."""
    draft = _draft(request)
    if draft is None:
        return redirect("donner_pour_recevoir:wizard_start")
    code = volunteers.draft_code(draft)
    context = {"code": codes.display(code), "qr": qr_code(code)}
    return render(request, "donner_pour_recevoir/volunteer/later.html", context)


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponseBase:
    """All answers, and the consent to be contacted; the record is made by POST."""
    draft = _draft(request)
    if draft is None:
        return redirect("donner_pour_recevoir:wizard_start")
    missing = _missing(draft)
    if missing:
        return redirect("donner_pour_recevoir:wizard_step", missing)
    with_orienter = draft.orienter_id is not None
    refused = request.method == "POST" and "agrees" not in request.POST
    if request.method == "POST" and not refused:
        return _finish(request, draft)
    context = {
        "rows": answer_rows(draft.answers, "donner_pour_recevoir:wizard_step"),
        "consent": words(Purpose.BE_CONTACTED),
        "with_orienter": with_orienter,
        "errors": [{"id": "agrees", "message": _("Cochez la case pour que nous gardions la fiche.")}]
        if refused
        else [],
    }
    return render(request, "donner_pour_recevoir/volunteer/review.html", context)


@public
@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponseBase:
    """The code of the record, shown as long as this web session keeps it."""
    code = request.session.get(CODE_KEY)
    if code is None:
        return redirect("donner_pour_recevoir:enter_code")
    context = {"code": codes.display(code), "qr": qr_code(code), "is_orienter": SESSION_KEY not in request.session}
    return render(request, "donner_pour_recevoir/volunteer/receipt.html", context)


@public
@require_POST
def forget_draft(request: HttpRequest) -> HttpResponseBase:
    """Leave without a trace: the draft is deleted at once."""
    draft = _draft(request)
    if draft is not None:
        draft.delete()
    request.session.pop(DRAFT_KEY, None)
    messages.success(request, _("Vos réponses sont effacées."))
    return redirect("donner_pour_recevoir:missions")


def step_form(name: str, answers: dict[str, Any], request: HttpRequest, *, has_orienter: bool) -> StepForm:
    """The form of a step, filled with what is known."""
    return STEPS[name](
        request.POST if request.method == "POST" else None,
        initial=answers,
        has_account=request.user.is_authenticated and not has_orienter,
        has_orienter=has_orienter,
    )


def _finish(request: HttpRequest, draft: VolunteerDraft) -> HttpResponseBase:
    orienter = draft.orienter
    user = request.user if request.user.is_authenticated and orienter is None else None
    if user is not None and Volunteer.objects.of_person(user).exists():
        user = None  # an account keeps the record it has; this one is opened by its code
    try:
        volunteer, code = volunteers.register_volunteer(
            draft,
            user=user,
            mode="oral" if orienter else "account" if user else "code",
            collected_by=orienter.user if orienter else None,
        )
    except VolunteerDraft.DoesNotExist:
        return redirect("donner_pour_recevoir:wizard_receipt")
    request.session.pop(DRAFT_KEY, None)
    request.session[CODE_KEY] = code
    if orienter is None and user is None:
        request.session.cycle_key()
        request.session[SESSION_KEY] = volunteer.code_digest
    return redirect("donner_pour_recevoir:wizard_receipt")


def _draft(request: HttpRequest) -> VolunteerDraft | None:
    key = request.session.get(DRAFT_KEY)
    return VolunteerDraft.objects.filter(pk=key).select_related("orienter__user").first() if key else None


def _orienter(request: HttpRequest) -> Orienter | None:
    if not can_orient(request.user):
        return None
    return Orienter.objects.valid_on().filter(user=request.user, guide_read_on__isnull=False).first()


def _missing(draft: VolunteerDraft) -> str:
    needed = {"prenom": "first_name", "contact": "contact_channel", "commune": "commune", "trajet": "travel"}
    needed |= {"moments": "half_days"}
    return next((name for name, key in needed.items() if not draft.answers.get(key)), "")


def _next(draft: VolunteerDraft, name: str) -> str:
    missing = _missing(draft)
    rank = _NAMES.index(name)
    asked = {"envies": "wishes", "avec-qui": "setting_wish"}
    for following in _NAMES[rank + 1 :]:
        if following == missing or (following in asked and asked[following] not in draft.answers):
            return reverse("donner_pour_recevoir:wizard_step", args=[following])
    return reverse("donner_pour_recevoir:wizard_review")
