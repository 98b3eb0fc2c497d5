"""A person reads, receives and erases what the portal holds about them (GDPR, articles 15, 17 and 20)."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.operations import erase_account, export_personal_data
from portal.accounts.permissions import roles_of
from portal.common.access import public, signed_in


@signed_in
@require_safe
def my_data(request: HttpRequest) -> HttpResponseBase:
    """What is held, and the two acts."""
    back = resolve_url(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/my_data.html", {"roles": roles_of(request.user), "my_space_url": back})


@signed_in
@reauthentication_required
@require_safe
def export_my_data(request: HttpRequest) -> HttpResponseBase:
    """Everything, as a JSON file; the password, or the second factor, is asked again first."""
    response = JsonResponse(export_personal_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@signed_in
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase_my_account(request: HttpRequest) -> HttpResponseBase:
    """A page that asks, then the erasure by POST; the password, or the second factor, is asked again first."""
    if request.method != "POST":
        consequences = [
            gettext("Votre nom, votre adresse électronique et vos rôles sont effacés tout de suite."),
            gettext("Vous ne pourrez plus vous connecter avec ce compte."),
            gettext("Vos réponses anonymes restent comptées : personne ne peut les relier à vous."),
            gettext("Cet effacement ne peut pas être annulé."),
        ]
        return render(request, "accounts/erase_my_account.html", {"consequences": consequences})
    user = request.user
    logout(request)
    erase_account(user)
    return redirect("accounts:account_erased")


@public
@require_safe
def account_erased(request: HttpRequest) -> HttpResponseBase:
    """What is gone, and what backups keep for a while."""
    response = render(request, "accounts/account_erased.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
