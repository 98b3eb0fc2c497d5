"""Convening: the list that will be sent, then the sending; afterwards the log, letters, calls and short messages."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from network.enums import Channel, Delivery, MeetingState, Response
from network.forms.answers import ToldForm
from network.models import ConvocationRecipient, Meeting
from network.operations import convening
from network.permissions import can_convene
from network.views.acts import attempt, confirm, find, find_meeting, names_of
from network.views.answers import save
from portal.common.access import signed_in

READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 40
WITHOUT_MAIL = (Channel.PAPER, Channel.REFERENT)
_GETS = {
    Channel.EMAIL: "un courriel avec l’invitation d’agenda",
    Channel.SMS: "un SMS, que vous envoyez avec votre outil",
    Channel.PHONE: "un appel, sur la liste à cocher",
    Channel.PAPER: "une lettre à imprimer",
    Channel.REFERENT: "une lettre à confier à la personne de confiance",
}


class _ConfirmForm(forms.Form):
    """The list as it was shown; warnings are read before sending all the same."""

    signature = forms.CharField(widget=forms.HiddenInput())
    warned = forms.BooleanField(
        label="J’ai lu l’avertissement, j’envoie quand même",
        error_messages={"required": "Cochez cette case, ou revenez sans rien envoyer."},
    )


@signed_in
@READ_AND_WRITE
def convene(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """Who will be convened and how, who will not and why; confirming sends exactly that list, once."""
    found = find_meeting(request.user, meeting, can_convene)
    deliveries = reverse("committees:deliveries", args=[found.pk])
    if found.state != MeetingState.DRAFT:
        # A second press, or another secretary: the same receipt, nothing sent twice.
        return redirect(deliveries if found.convened_at else reverse("committees:meeting", args=[found.pk]))
    shown, has_changed = convening.preview(found), False
    form = _confirm_form(shown, request)
    if form.is_valid():
        try:
            if attempt(form, lambda: convening.convene(found, request.user, form.cleaned_data["signature"])):
                messages.success(request, f"La convocation part à {_count(len(shown.lines))}.")
                return redirect(deliveries)
        except convening.PreviewChangedError:
            shown, has_changed = convening.preview(found), True
            form = _confirm_form(shown)
    return _preview_page(request, found, shown, form, has_changed)


def _confirm_form(shown: convening.Preview, request: HttpRequest | None = None) -> _ConfirmForm:
    data = request.POST if request is not None and request.method == "POST" else None
    form = _ConfirmForm(data, initial={"signature": shown.signature})
    if not shown.warnings:
        form.fields.pop("warned")
    return form


def _preview_page(
    request: HttpRequest, meeting: Meeting, shown: convening.Preview, form: forms.Form, has_changed: bool
) -> HttpResponse:
    names = names_of(request.user, meeting.committee.mandates.all())
    people = [
        f"{names[mandate.pk]} : {_GETS[Channel(channel)]}" + (f" ({address})" if address else "")
        for mandate, channel, address in shown.lines
    ]
    left_out = [f"{names[mandate.pk]} : {reason}" for mandate, reason in shown.left_out]
    warnings = list(shown.warnings)
    if has_changed:
        warnings.insert(0, "La liste a changé depuis votre lecture. Rien n’est envoyé. Voici la nouvelle liste.")
    consequences = [
        "Chaque personne reçoit la date, l’heure et le lieu. L’ordre du jour et les documents restent sur le portail.",
        "Un message envoyé ne se reprend pas.",
    ]
    if left_out:
        consequences.append(f"Ne sont pas convoqués : {' ; '.join(left_out)}")
    return confirm(
        request,
        question=f"Envoyer la convocation à {_count(len(people))} ?",
        consequences=consequences,
        people=people,
        action="Envoyer la convocation",
        cancel_url=reverse("committees:meeting", args=[meeting.pk]),
        cancel="Ne rien envoyer, revenir",
        form=form,
        warnings=warnings,
    )


@signed_in
@require_safe
def deliveries(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """What became of each convocation, and who answered what."""
    found = find_meeting(request.user, meeting, can_convene)
    lines = list(_lines(request.user, found).with_delivery())
    names = _names(request.user, found)
    tasks = [
        {
            "title": names[line.mandate_id],
            "url": reverse("committees:recipient", args=[line.pk]),
            "hint": f"{line.get_channel_display()} {line.address_used}".strip(),
            "state": f"{Delivery(line.delivery).label}, {line.get_response_display()}",
        }
        for line in sorted(lines, key=lambda line: (line.delivery != Delivery.FAILED, names[line.mandate_id]))
    ]
    context = {
        "meeting": found,
        "page": Paginator(tasks, A_PAGE).get_page(request.GET.get("page")),
        "failed": sum(line.delivery == Delivery.FAILED for line in lines),
        "coming": sum(line.response == Response.PRESENT for line in lines),
        "silent": sum(line.response == Response.NONE for line in lines),
        "total": len(lines),
    }
    return render(request, "network/convening/deliveries.html", context)


@signed_in
@READ_AND_WRITE
def recipient(request: HttpRequest, recipient: UUID) -> HttpResponseBase:
    """One person convened: send again, note that the letter was handed, write down an answer told by voice."""
    rows = ConvocationRecipient.objects.current().with_delivery()
    rows = rows.select_related("convocation__meeting__committee", "mandate", "mail")
    found = find(rows, request.user, recipient, can_convene)
    form = ToldForm(request.POST if "response" in request.POST else None, recipient=found)
    act = request.POST.get("act")
    done = ""
    if act == "resend" and found.delivery == Delivery.FAILED:
        convening.resend(found, request.user)
        done = "La convocation part de nouveau."
    elif act == "hand_over":
        convening.hand_over(found, request.user)
        done = "C’est noté : la convocation est remise."
    elif form.is_valid() and attempt(form, lambda: save(form, found, form.cleaned_data["channel"], request.user)):
        done = "La réponse est notée."
    if done:
        messages.success(request, done)
        return redirect("committees:recipient", found.pk)
    context = {
        "meeting": found.convocation.meeting,
        "recipient": found,
        "delivery": Delivery(found.delivery).label,
        "name": _names(request.user, found.convocation.meeting)[found.mandate_id],
        "phone": found.mandate.phone,
        "may_resend": found.delivery == Delivery.FAILED,
        "may_hand_over": found.channel != Channel.EMAIL and found.handed_over_at is None,
        "form": form,
    }
    return render(request, "network/convening/recipient.html", context)


@signed_in
@require_safe
def letters(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """One letter a person without e-mail, with its code and without postal address: to print, to hand."""
    found = find_meeting(request.user, meeting, can_convene)
    lines = _lines(request.user, found).filter(channel__in=WITHOUT_MAIL)
    names = _names(request.user, found)
    rows = [{"name": names[line.mandate_id], "code": convening.printed_code(line)} for line in lines]
    return render(request, "network/convening/letters.html", {"meeting": found, "letters": rows})


@signed_in
@require_safe
def calls(request: HttpRequest, meeting: UUID) -> HttpResponseBase:
    """The list to tick while calling, and the text of the short message."""
    found = find_meeting(request.user, meeting, can_convene)
    names = _names(request.user, found)
    lines = list(_lines(request.user, found).filter(channel__in=[Channel.PHONE, Channel.SMS]))
    rows = [
        {"head": names[line.mandate_id], "cells": [line.mandate.phone, line.get_response_display(), ""]}
        for line in lines
        if line.channel == Channel.PHONE
    ]
    numbers = [line.mandate.phone for line in lines if line.channel == Channel.SMS]
    return render(request, "network/convening/calls.html", {"meeting": found, "calls": rows, "numbers": numbers})


def _lines(user: Any, meeting: Meeting) -> QuerySet:
    rows = ConvocationRecipient.objects.visible_to(user).filter(convocation__meeting=meeting).current()
    return rows.select_related("mandate").order_by("created_at")


def _names(user: Any, meeting: Meeting) -> dict[Any, str]:
    return names_of(user, meeting.committee.mandates.all())


def _count(number: int) -> str:
    return "1 personne" if number == 1 else f"{number} personnes"
