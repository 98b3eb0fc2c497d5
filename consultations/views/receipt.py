"""After sending: the receipt, and taking one's words back."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from consultations.enums import ContributionState
from consultations.operations.withdrawing import AlreadyFrozenError, can_withdraw, withdraw_contribution
from consultations.views import held, screens
from portal.common.access import public


@public
@require_http_methods(["GET", "HEAD"])
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """The proof that the answers are kept: the same page on reload, on Back, on a second sending."""
    consultation = held.find_consultation(slug)
    contribution = held.held_by(request, consultation)
    if contribution is None:
        return screens.redirect_to("resume", consultation)
    if contribution.state == ContributionState.DRAFT:
        return screens.redirect_to("answer", consultation)
    context = screens.with_code(request, consultation, contribution) | {"contribution": contribution}
    if contribution.state == ContributionState.WITHDRAWN:
        return render(request, "consultations/receipt/withdrawn.html", context)
    context |= {
        "rows": screens.answers_given(contribution, consultation),
        "can_withdraw": can_withdraw(contribution),
    }
    return render(request, "consultations/receipt/receipt.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@held.keeps_the_text
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask before deleting the answers (GET), delete them (POST)."""
    consultation = held.find_consultation(slug)
    contribution = held.held_by(request, consultation)
    if contribution is None:
        return screens.redirect_to("resume", consultation)
    if contribution.state != ContributionState.SUBMITTED:
        return screens.redirect_to("receipt", consultation)
    if request.method == "POST":
        with suppress(AlreadyFrozenError):  # the receipt says why
            withdraw_contribution(contribution.pk, now=timezone.now())
        return screens.redirect_to("receipt", consultation)
    if not can_withdraw(contribution):
        return screens.redirect_to("receipt", consultation)
    consequences = [
        gettext("Vos réponses sont effacées tout de suite."),
        gettext("Elles ne comptent plus dans les résultats à venir."),
        gettext("Personne ne pourra les retrouver, même avec votre code."),
    ]
    context = {"consultation": consultation, "consequences": consequences}
    return render(request, "consultations/receipt/withdraw.html", context)


@public
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave nothing of the answers in a browser that other people use."""
    consultation = held.find_consultation(slug)
    held.forget(request, consultation)
    response = screens.redirect_to("answer", consultation)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
