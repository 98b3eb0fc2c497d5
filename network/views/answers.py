"""« Venez-vous ? »: by account, by the link of a mail, by the code of a letter. Opening a page changes nothing."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network.enums import Channel
from network.forms.answers import CodeForm, ComingForm
from network.models import ConvocationRecipient
from network.notifications import answer_token
from network.operations.attendance import ask_needs
from network.operations.convening import answer, recipient_of_code, recipient_of_link
from network.views.acts import attempt, find_meeting, typed
from portal.common import guessing
from portal.common.access import public, signed_in
from portal.common.codes import normalise

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
SCOPE = "network.meeting"


@signed_in
@require_POST
def answer_own(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """The answer of somebody who signed in, for oneself."""
    found = find_meeting(request.user, meeting)
    own = ConvocationRecipient.objects.visible_to(request.user).filter(convocation__meeting=found)
    recipient = own.filter(mandate__user=request.user, pk=_key(request)).current().first()
    if recipient is None:
        raise Http404
    form = ComingForm(request.POST, recipient=recipient)
    if form.is_valid() and attempt(form, lambda: save(form, recipient, Channel.EMAIL, request.user)):
        messages.success(request, f"Votre réponse est enregistrée : {said(form)}.")
    else:
        for message in form.non_field_errors() or ["Choisissez une réponse : je viens, ou je ne peux pas venir."]:
            messages.error(request, message)
    return redirect("committees:meeting", found.pk)


@public
@READ_AND_WRITE
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The answer of whoever holds the link of a mail; the page names nobody, and the same answer twice is one."""
    recipient = recipient_of_link(token)
    if recipient is None:
        return render(request, "network/answer/over.html", status=404)
    form = ComingForm(typed(request), recipient=recipient)
    if form.is_valid() and attempt(form, lambda: save(form, recipient, Channel.EMAIL)):
        return redirect("committees:answer_by_link", token)
    context = {"meeting": recipient.convocation.meeting, "recipient": recipient, "form": form}
    return render(request, "network/answer/answer.html", context)


@public
@READ_AND_WRITE
def answer_by_code(request: HttpRequest) -> HttpResponse:
    """The code of a letter leads to the same page as the link of a mail; wrong tries are limited."""
    form = CodeForm(typed(request))
    if form.is_valid():
        written, address = form.cleaned_data["code"], guessing.address_of(request)
        wait = guessing.attempt(SCOPE, address, written)
        code = normalise(written)
        recipient = recipient_of_code(code) if code and not wait else None
        if recipient is not None:
            return redirect("committees:answer_by_link", answer_token(recipient))
        if wait:
            form.add_error("code", f"Attendez {wait} secondes, puis essayez encore.")
        else:
            guessing.record_failure(SCOPE, address, written)
            form.add_error("code", "Ce code n’ouvre pas de réunion à venir. Relisez-le, ou appelez-nous.")
    return render(request, "network/answer/code.html", {"form": form})


def save(form: ComingForm, recipient: ConvocationRecipient, channel: str, by: object = None) -> None:
    """Keep the answer and the needs together, or neither. Raises what the operations raise."""
    with transaction.atomic():
        line = answer(recipient, form.cleaned_data["response"], channel, by)
        ask_needs(line, form.cleaned_data["needs"], by)


def said(form: ComingForm) -> str:
    """The answer in its own words, in the middle of a sentence."""
    words = dict(form.fields["response"].choices)[form.cleaned_data["response"]]
    return words[0].lower() + words[1:]


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("recipient", ""))
    except ValueError:
        raise Http404 from None
