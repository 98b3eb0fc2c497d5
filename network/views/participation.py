"""Joining a participatory committee, with or without an account or an e-mail; saying what one thought of a meeting."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from network.enums import CandidacyState
from network.forms.participation import SOMEBODY, WRONG_CODE, CandidacyForm, CodeForm, EvaluationForm
from network.models import CallForMembers, Candidacy, Meeting
from network.operations.attendance import evaluate, meeting_of_evaluation_code
from network.operations.candidacies import apply_to, candidacy_of_code, decline, printed_code
from network.views.public import EVERYBODY
from portal.common import guessing
from portal.common.access import public
from portal.common.codes import normalise
from portal.common.middleware import cacheable
from portal.common.templatetags.dates_in_words import day_in_words

HELD = "network.candidacy"


@public
@require_safe
def call(request: HttpRequest, pk: Any) -> HttpResponse:
    """A call: how many places, until when, how to apply."""
    row = _call(pk)
    is_open = CallForMembers.objects.open_now().filter(pk=row.pk).exists()
    return cacheable(render(request, "network/participation/call.html", {"call": row, "is_open": is_open}))


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def candidacy(request: HttpRequest, pk: Any) -> HttpResponse:
    """The form; sent twice, it keeps one candidacy. Somebody who signed in may apply for a person they help."""
    row = _call(pk)
    if not CallForMembers.objects.open_now().filter(pk=row.pk).exists():
        return redirect("network:call", row.pk)
    is_helper = request.user.is_authenticated
    form = CandidacyForm(request.POST or None, is_helper=is_helper, initial={"key": uuid.uuid4()})
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (str(form.cleaned_data["key"]) == request.session.get(HELD) or _keep(request, row, form)):
        return redirect("network:candidacy_receipt")
    context = {"call": row, "form": form}
    return render(request, "network/participation/candidacy.html", context)


@public
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """The proof, the code, and where the candidacy stands: the same page on reload and later, with the code."""
    row = _held(request)
    if row is None:
        return redirect("network:candidacy_code")
    context = {
        "candidacy": row,
        "call": row.call,
        "code": printed_code(row),
        "day": day_in_words(row.created_at),
        "can_withdraw": row.state not in {CandidacyState.APPOINTED, CandidacyState.DECLINED},
    }
    return render(request, "network/participation/receipt.html", context)


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def find_candidacy(request: HttpRequest) -> HttpResponse:
    """Come back with the code of the receipt."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _may_try(request, "candidacy", form):
        row = candidacy_of_code(form.cleaned_data["code"])
        if row is not None:
            _hold(request, row.pk)
            return redirect("network:candidacy_receipt")
        _refuse(request, "candidacy", form)
    return render(request, "network/participation/find_candidacy.html", {"form": form})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask before withdrawing (GET), withdraw (POST): no reason is asked."""
    row = _held(request)
    if row is None:
        return redirect("network:candidacy_code")
    if row.state in {CandidacyState.APPOINTED, CandidacyState.DECLINED}:
        return redirect("network:candidacy_receipt")
    if request.method == "POST":
        decline(row, None, gettext("Candidature retirée par la personne."))
        return redirect("network:candidacy_receipt")
    consequences = [
        gettext("Votre candidature s’arrête tout de suite."),
        gettext("Ce que vous avez écrit est effacé 90 jours plus tard."),
    ]
    return render(request, "network/participation/withdraw.html", {"consequences": consequences})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest) -> HttpResponse:
    """The code of the day, then four questions with three faces; nothing says who answered, nor when."""
    code_form = CodeForm(request.POST or None)
    meeting = _meeting_of(request, code_form) if request.method == "POST" else None
    if meeting is None:
        return render(request, "network/participation/evaluation_code.html", {"form": code_form})
    has_answers = any(name in request.POST for name in EvaluationForm.base_fields if name != "code")
    form = EvaluationForm(request.POST if has_answers else None, initial={"code": code_form.cleaned_data["code"]})
    if has_answers and form.is_valid():
        answers = {name: value for name, value in form.cleaned_data.items() if name != "code"}
        try:
            evaluate(meeting, **answers)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("network:evaluation_done")
    return render(request, "network/participation/evaluation.html", {"form": form, "meeting": meeting})


@public
@require_safe
def evaluation_done(request: HttpRequest) -> HttpResponse:
    """Thanks."""
    return render(request, "network/participation/evaluation_done.html")


def _call(pk: Any) -> CallForMembers:
    row = get_object_or_404(CallForMembers.objects.visible_to(EVERYBODY).select_related("committee"), pk=pk)
    if row.opens_on > timezone.localdate():
        raise Http404
    return row


def _keep(request: HttpRequest, row: CallForMembers, form: CandidacyForm) -> bool:
    """Keep the candidacy and let this browser read its receipt; or write on the form why not."""
    fields = dict(form.cleaned_data)
    key, agrees, whom = fields.pop("key"), fields.pop("agrees"), fields.pop("for_whom", "")
    signed_in = request.user if request.user.is_authenticated else None
    is_for_another = whom == SOMEBODY
    try:
        kept, _code = apply_to(
            row,
            id=key,
            agrees=agrees,
            user=None if is_for_another else signed_in,
            helped_by=signed_in if is_for_another else None,
            **fields,
        )
    except ValidationError as error:
        known = {name: messages for name, messages in getattr(error, "error_dict", {}).items() if name in form.fields}
        form.add_error(None, ValidationError(known) if known else gettext("Vérifiez le formulaire, ou appelez-nous."))
        return False
    _hold(request, kept.pk)
    return True


def _hold(request: HttpRequest, pk: Any) -> None:
    # An older key of the session opens nothing more.
    request.session.cycle_key()
    request.session[HELD] = str(pk)


def _held(request: HttpRequest) -> Candidacy | None:
    """The candidacy that this browser proved to be its own, by sending it or by its code."""
    return Candidacy.objects.filter(pk=request.session.get(HELD)).select_related("call__committee").first()


def _may_try(request: HttpRequest, scope: str, form: CodeForm) -> bool:
    wait = guessing.attempt(scope, guessing.address_of(request), form.cleaned_data["code"])
    if wait:
        form.add_error("code", gettext("Trop d’essais. Attendez %d secondes, puis essayez encore.") % wait)
    return not wait


def _refuse(request: HttpRequest, scope: str, form: CodeForm) -> None:
    guessing.record_failure(scope, guessing.address_of(request), form.cleaned_data["code"])
    form.add_error("code", WRONG_CODE)


def _meeting_of(request: HttpRequest, form: CodeForm) -> Meeting | None:
    if not form.is_valid() or not _may_try(request, "evaluation", form):
        return None
    meeting = meeting_of_evaluation_code(normalise(form.cleaned_data["code"]) or "")
    if meeting is None:
        _refuse(request, "evaluation", form)
    return meeting
