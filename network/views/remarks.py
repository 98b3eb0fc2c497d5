"""What members say of minutes, what they are answered, and what the public will read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.enums import MinutesState, RemarkState
from network.forms.papers import ExtractForm, RemarkAnswerForm, TextForm
from network.models import Minutes, MinutesExtract, MinutesRemark
from network.operations import minutes as operations
from network.permissions import can_answer_remark, can_prepare_extract, can_publish_extract, can_remark
from network.views.acts import attempt, unknown_when_denied
from portal.common.access import signed_in

_READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def _minutes(request: HttpRequest, pk: Any) -> Minutes:
    return get_object_or_404(Minutes.objects.visible_to(request.user).select_related("meeting__committee"), pk=pk)


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def remark_add(request: HttpRequest, minutes: Any) -> HttpResponseBase:
    """A member's remark, as long as remarks are open."""
    found = _minutes(request, minutes)
    if not can_remark(request.user, found):
        raise Http404
    form = TextForm(request.POST if request.method == "POST" else None)
    form.fields["text"].label = "Votre remarque"
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: operations.add_remark(found, request.user, text)):
            messages.success(request, "Votre remarque est enregistrée. Vous recevrez une réponse.")
            return redirect("committees:minutes", minutes=found.pk)
    return render(request, "network/minutes/remark.html", {"minutes": found, "form": form})


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def remark_answer(request: HttpRequest, remark: Any) -> HttpResponseBase:
    """Take a remark into account, or say why not."""
    rows = MinutesRemark.objects.visible_to(request.user).select_related("minutes__meeting__committee", "mandate")
    found = get_object_or_404(rows, pk=remark)
    if found.state != RemarkState.OPEN or not can_answer_remark(request.user, found):
        raise Http404
    form = RemarkAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        is_taken, answer = form.cleaned_data["is_taken"] == "oui", form.cleaned_data["answer"]
        if attempt(form, lambda: operations.answer_remark(found, request.user, is_taken=is_taken, answer=answer)):
            messages.success(request, "La réponse est enregistrée. Le membre est prévenu.")
            return redirect("committees:minutes", minutes=found.minutes_id)
    return render(request, "network/minutes/remark_answer.html", {"remark": found, "form": form})


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def extract_prepare(request: HttpRequest, minutes: Any) -> HttpResponseBase:
    """Write what the public will read; each word that is also somebody's name is asked about."""
    found = _minutes(request, minutes)
    extract = MinutesExtract.objects.filter(minutes=found).first()
    if found.state != MinutesState.APPROVED or (extract and extract.published_at):
        raise Http404
    if not can_prepare_extract(request.user, found):
        raise Http404
    form = ExtractForm(initial={"text": extract.text if extract else found.easy_body})
    if request.method == "POST":
        names = operations.names_in(request.POST.get("text", ""), found.meeting)
        form = ExtractForm(request.POST, names=names)
        if form.is_valid():
            data = form.cleaned_data
            confirmed = data.get("confirmed", [])
            try:
                operations.prepare_extract(found, request.user, text=data["text"], confirmed=confirmed)
            except ValidationError as fault:
                form.add_error("text", fault.messages[0])
            else:
                messages.success(request, "L’extrait est prêt. L’administration du portail doit encore le publier.")
                return redirect("committees:minutes", minutes=found.pk)
    return render(request, "network/minutes/extract.html", {"minutes": found, "form": form})


@signed_in
@unknown_when_denied
@_READ_OR_SEND
def extract_publish(request: HttpRequest, extract: Any) -> HttpResponseBase:
    """The second signature: read the extract, then give it to everybody."""
    rows = MinutesExtract.objects.visible_to(request.user).select_related("minutes__meeting__committee")
    found = get_object_or_404(rows, pk=extract)
    if found.published_at is None and not can_publish_extract(request.user, found):
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and attempt(form, lambda: operations.publish_extract(found, request.user)):
        found.refresh_from_db()
    return render(request, "network/minutes/extract_publish.html", {"extract": found, "form": form})
