"""Answering: the introduction, one screen after another, the pause, and the review before sending."""

import re

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consultations.enums import Access, ContributionState
from consultations.forms import AccessCodeForm, PersonalCodeForm, StepForm
from consultations.models import Consultation, Contribution
from consultations.operations import codes
from consultations.operations.answering import (
    ConsultationClosedError,
    DraftGoneError,
    path_of,
    save_answers,
    start_contribution,
)
from consultations.operations.contributing import (
    ForeignKeyOfSendingError,
    IncompleteError,
    RightRefusedError,
    new_key,
    submit_contribution,
)
from consultations.operations.path import Path, Step
from consultations.questions import Question
from consultations.views import held, screens
from portal.common import guessing
from portal.common.access import public

FROM_REVIEW = "verification"
KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@held.keeps_the_text
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """The introduction. GET creates nothing; POST begins, or goes on with what this browser holds."""
    consultation = held.find_consultation(slug)
    contribution = held.held_by(request, consultation)
    announcement = consultation.source.announcement
    if contribution is None and not announcement.is_open_at(timezone.now()):
        return held.closed(request, consultation, status=200 if request.method != "POST" else 409)
    needs_account = consultation.source.access == Access.ACCOUNT and not request.user.is_authenticated
    asks_code = consultation.source.access == Access.CODE and contribution is None
    form = AccessCodeForm(request.POST or None) if asks_code else None
    if request.method == "POST" and not needs_account:
        if contribution is not None:
            return _go_on(consultation, contribution)
        if form is None or _accept_card(request, consultation, form):
            try:
                contribution = start_contribution(consultation, now=timezone.now())
            except ConsultationClosedError:
                return held.closed(request, consultation)
            held.hold(request, contribution)
            return _go_on(consultation, contribution)
    context = {
        "consultation": consultation,
        "contribution": contribution,
        "form": form,
        "needs_account": needs_account,
    }
    return render(request, "consultations/answering/introduction.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@held.keeps_the_text
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    """Come back with the personal code: to go on, to read again, or to withdraw."""
    consultation = held.find_consultation(slug)
    form = PersonalCodeForm(request.POST or None)
    if request.method == "POST" and (contribution := held.resume(request, consultation, form)):
        return _go_on(consultation, contribution)
    return render(request, "consultations/answering/resume.html", {"consultation": consultation, "form": form})


@public
@require_http_methods(["GET", "HEAD", "POST"])
@held.keeps_the_text
def step(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One screen: GET shows it with the last answers, POST saves them and leads on."""
    consultation = held.find_consultation(slug)
    contribution = held.held_by(request, consultation)
    if contribution is None and request.method == "POST":
        form = PersonalCodeForm(request.POST)
        contribution = held.resume(request, consultation, form)
        if contribution is None:
            return held.lost(request, consultation, form)
    if contribution is None:
        return screens.redirect_to("resume", consultation)
    if contribution.state != ContributionState.DRAFT:
        return screens.redirect_to("receipt", consultation)
    if not consultation.source.announcement.accepts_at(timezone.now()):
        return held.closed(request, consultation, status=200 if request.method != "POST" else 409)
    path = path_of(contribution)
    current = path.find(code)
    if current is None and not path.knows(code):
        raise Http404
    if current is None:
        return held.moved(request, consultation) if request.method == "POST" else _go_on(consultation, contribution)
    if request.method == "POST":
        return _save(request, consultation, contribution, path, current)
    form = StepForm(path.structure, current.questions, contribution.answers)
    return screens.question(request, consultation, path, current, form)


def _save(
    request: HttpRequest, consultation: Consultation, contribution: Contribution, path: Path, current: Step
) -> HttpResponse:
    later = "later" in request.POST
    asked = _asked(request, path, current)
    form = StepForm(path.structure, asked, contribution.answers, request.POST, later=later)
    if not form.is_valid():
        return screens.question(request, consultation, path, current, form)
    try:
        saved = save_answers(contribution.pk, form.answers, now=timezone.now())
    except ConsultationClosedError:
        return held.closed(request, consultation)
    except DraftGoneError:
        return screens.redirect_to("receipt", consultation)
    if later:
        return screens.redirect_to("later", consultation)
    return _next_screen(request, consultation, path_of(saved), current, asked)


def _asked(request: HttpRequest, path: Path, current: Step) -> tuple[Question, ...]:
    """The questions that the posted form showed: another tab may since have opened or closed some of this screen."""
    names = request.POST.get("asked", "").split(",")
    allowed = {question.code: question for question in current.questions}
    section = path.structure.section_of(current.questions[0])
    if current.code == section.code:
        allowed |= {question.code: question for question in section.questions}
    if not allowed.keys() >= set(names):
        raise SuspiciousOperation("a screen that the portal did not make")
    return tuple(allowed[name] for name in dict.fromkeys(names))


def _next_screen(
    request: HttpRequest, consultation: Consultation, path: Path, current: Step, asked: tuple[Question, ...]
) -> HttpResponse:
    here = path.find(current.code)
    shown = {question.code for question in asked}
    opened = next((question for question in here.questions if question.code not in shown), None) if here else None
    if opened:
        return screens.redirect_to_step(request, consultation, here, opened=opened)
    if request.GET.get("depuis") == FROM_REVIEW:
        following = path.first_unanswered()
    else:
        following = path.after(here) if here else path.first_unanswered()
    if following is None:
        return screens.redirect_to("review", consultation)
    return screens.redirect_to_step(request, consultation, following)


@public
@require_http_methods(["GET", "HEAD"])
def later(request: HttpRequest, slug: str) -> HttpResponse:
    """« Continuer plus tard »: the code to note, print or photograph."""
    consultation = held.find_consultation(slug)
    contribution = held.held_by(request, consultation)
    if contribution is None:
        return screens.redirect_to("resume", consultation)
    if contribution.state != ContributionState.DRAFT:
        return screens.redirect_to("receipt", consultation)
    return render(request, "consultations/answering/later.html", screens.with_code(request, consultation, contribution))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@held.keeps_the_text
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """« Vérifiez vos réponses »: GET shows them with a key of sending, POST sends them once."""
    consultation = held.find_consultation(slug)
    contribution = held.held_by(request, consultation)
    if contribution is None and request.method == "POST":
        form = PersonalCodeForm(request.POST)
        contribution = held.resume(request, consultation, form)
        if contribution is None:
            return held.lost(request, consultation, form)
    if contribution is None:
        return screens.redirect_to("resume", consultation)
    if contribution.state != ContributionState.DRAFT:
        return screens.redirect_to("receipt", consultation)
    if request.method == "POST":
        return _send(request, consultation, contribution)
    if not consultation.source.announcement.accepts_at(timezone.now()):
        return held.closed(request, consultation, status=200)
    asks_card = consultation.source.access == Access.CODE and not held.card_of(request, consultation)
    form = AccessCodeForm() if asks_card else None
    return screens.review(request, consultation, contribution, key=new_key(), form=form)


def _send(request: HttpRequest, consultation: Consultation, contribution: Contribution) -> HttpResponse:
    key = request.POST.get("key", "")
    if not KEY.fullmatch(key):
        raise SuspiciousOperation("a key of sending that the portal did not draw")
    form = None
    card = held.card_of(request, consultation)
    if consultation.source.access == Access.CODE and not card:
        form = AccessCodeForm(request.POST)
        if not _accept_card(request, consultation, form):
            return screens.review(request, consultation, contribution, key=key, form=form)
        card = held.card_of(request, consultation)
    account = request.user.pk if consultation.source.access == Access.ACCOUNT else None
    try:
        submit_contribution(contribution.pk, key=key, now=timezone.now(), code_digest=card, account_id=account)
    except IncompleteError:
        return screens.review(request, consultation, contribution, key=key, form=form)
    except ConsultationClosedError:
        return held.closed(request, consultation)
    except RightRefusedError:
        held.forget_card(request, consultation)
        form = form or AccessCodeForm({})
        form.errors.clear()
        form.add_error(None, held.wrong_code())
        return screens.review(request, consultation, contribution, key=key, form=form)
    except ForeignKeyOfSendingError as error:
        raise SuspiciousOperation("a key of another sending") from error
    except DraftGoneError:
        return screens.redirect_to("receipt", consultation)
    held.forget_card(request, consultation)
    return screens.redirect_to("receipt", consultation)


def _accept_card(request: HttpRequest, consultation: Consultation, form: AccessCodeForm) -> bool:
    if not form.is_valid():
        return False
    typed = form.cleaned_data["access_code"]
    if not held.may_try(request, "access", typed, form, "access_code"):
        return False
    digest = codes.usable_access_digest(consultation, typed)
    if digest is None:
        guessing.record_failure("access", guessing.address_of(request), typed)
        form.add_error("access_code", held.wrong_code())
        return False
    held.remember_card(request, consultation, digest)
    return True


def _go_on(consultation: Consultation, contribution: Contribution) -> HttpResponseRedirect:
    if contribution.state != ContributionState.DRAFT:
        return screens.redirect_to("receipt", consultation)
    following = path_of(contribution).first_unanswered()
    if following is None:
        return screens.redirect_to("review", consultation)
    if not contribution.answers:
        following = path_of(contribution).steps[0]
    return screens.redirect_to("step", consultation, following.code)
