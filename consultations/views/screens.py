"""What the screens of an answer show, and where they lead."""

from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from consultations.enums import Layout, Special
from consultations.forms import AccessCodeForm, StepForm, special_name
from consultations.models import Consultation, Contribution
from consultations.operations import codes
from consultations.operations.answering import path_of
from consultations.operations.path import Path, Step
from consultations.questions import KINDS, Question


class SeeOther(HttpResponseRedirect):
    """303: what was posted is done, the next page is another one; reloading it posts nothing."""

    status_code = 303


def redirect_to(name: str, consultation: Consultation, *more: str) -> SeeOther:
    """Lead to another screen of the same consultation."""
    return SeeOther(reverse(f"consultations:{name}", args=[consultation.slug, *more]))


def redirect_to_step(
    request: HttpRequest, consultation: Consultation, step: Step, *, opened: Question | None = None
) -> SeeOther:
    """Lead to a screen, back to the review afterwards if one came from there; `opened` is the question just opened."""
    query = f"?{urlencode({'depuis': request.GET['depuis']})}" if "depuis" in request.GET else ""
    anchor = f"#question-{opened.code}" if opened else ""
    return SeeOther(reverse("consultations:step", args=[consultation.slug, step.code]) + query + anchor)


def question(request: HttpRequest, consultation: Consultation, path: Path, step: Step, form: StepForm) -> HttpResponse:
    """A screen that asks."""
    by_section = consultation.source.layout == Layout.SECTION
    before = path.before(step)
    asked = [
        {
            "question": question,
            "special": form[special_name(question)] if special_name(question) in form.fields else None,
        }
        for question in form.questions
    ]
    position, total = path.place(step) if step.asks else (0, 0)
    context = {
        "consultation": consultation,
        "step": step,
        "form": form,
        "asked": asked,
        "codes_asked": ",".join(question.code for question in form.questions),
        "by_section": by_section,
        "is_page_heading": not by_section,
        "position": position,
        "total": total,
        "back_url": reverse("consultations:step", args=[consultation.slug, before.code])
        if before
        else reverse("consultations:answer", args=[consultation.slug]),
    }
    status = 400 if form.is_bound and form.is_impossible else 200
    return render(request, "consultations/answering/step.html", context, status=status)


def review(
    request: HttpRequest,
    consultation: Consultation,
    contribution: Contribution,
    *,
    key: str,
    form: AccessCodeForm | None,
) -> HttpResponse:
    """The answers before sending, what is missing on top."""
    path = path_of(contribution)
    context = {
        "consultation": consultation,
        "rows": _rows(path, consultation, changeable=True),
        "missing": [
            {"question": question, "url": _change_url(consultation, path, question)}
            for question in (path.missing() if request.method == "POST" else [])
        ],
        "key": key,
        "form": form,
        "back_url": reverse("consultations:step", args=[consultation.slug, path.steps[-1].code]),
    }
    return render(request, "consultations/answering/review.html", context)


def answers_given(contribution: Contribution, consultation: Consultation) -> list[dict[str, Any]]:
    """Questions and answers in words, to read again."""
    return _rows(path_of(contribution), consultation, changeable=False)


def with_code(request: HttpRequest, consultation: Consultation, contribution: Contribution) -> dict[str, Any]:
    """What a page needs to show the personal code, in letters and as a QR code."""
    code = codes.personal_code(contribution.pk)
    # What follows « # » never reaches a server, nor a journal.
    address = settings.SITE_URL + reverse("consultations:resume", args=[consultation.slug]) + f"#{code}"
    return {"consultation": consultation, "code": code, "qr": _drawn(address)}


def _drawn(text: str) -> SafeString:
    qr = segno.make(text, error="m")
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, line in enumerate(qr.matrix_iter(border=4)) for x, dark in enumerate(line) if dark
    )
    return format_html('<svg viewBox="0 0 {0} {0}" class="qr"><path d="{1}"/></svg>', qr.symbol_size(border=4)[0], path)


def _rows(path: Path, consultation: Consultation, *, changeable: bool) -> list[dict[str, Any]]:
    return [
        {
            "label": question.text,
            "value": _in_words(question, path.answers.get(question.id, {})),
            "url": _change_url(consultation, path, question) if changeable else None,
        }
        for question in path.questions
        if KINDS[question.kind].asks
    ]


def _in_words(question: Question, answer: dict[str, Any]) -> str:
    if "value" in answer:
        return "\n".join(KINDS[question.kind].words(question, answer["value"]))
    special = answer.get("special", Special.BLANK)
    return "" if special == Special.BLANK else str(Special(special).label)


def _change_url(consultation: Consultation, path: Path, question: Question) -> str:
    url = reverse("consultations:step", args=[consultation.slug, path.step_of(question).code])
    return f"{url}?depuis=verification#question-{question.code}"
