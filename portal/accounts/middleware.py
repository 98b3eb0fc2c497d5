"""Rights, second factor and idle time before Wagtail's admin, whatever way the visitor signed in."""

from collections.abc import Callable
from time import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from portal.accounts.operations import copy_roles_to_groups
from portal.accounts.permissions import can_enter_admin

GetResponse = Callable[[HttpRequest], HttpResponseBase]

IDLE_SECONDS = 30 * 60
# The session is not written at each request: being a minute late is enough.
REFRESH_SECONDS = 60
_SEEN_AT, _SINCE = "staff_seen_at", "staff_since"


def end_old_sessions(get_response: GetResponse) -> GetResponse:
    """Sign out whoever has entered the admin and then does nothing for thirty minutes, or stays for twelve hours.

    Leaving also empties the browser's cache: the next person at that desk reads nothing (security.md, sections 5, 6).
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and (seen_at := request.session.get(_SEEN_AT)):
            now = time()
            if now - seen_at > IDLE_SECONDS or now - request.session[_SINCE] > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif now - seen_at > REFRESH_SECONDS:
                request.session[_SEEN_AT] = now
        response = get_response(request)
        if request.method == "POST" and request.resolver_match and request.resolver_match.view_name == "account_logout":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def require_second_factor_in_admin(get_response: GetResponse) -> GetResponse:
    """Refuse `/admin/` to whom holds no role today, or holds no second factor in this web session.

    CVE-2019-16766 is of this class. The groups that Wagtail reads are rewritten first.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return get_response(request)
        if not can_enter_admin(request.user):
            raise Http404
        if settings.ADMIN_REQUIRES_SECOND_FACTOR:
            if not is_mfa_enabled(request.user):
                return _send_to(request, "mfa_activate_totp")
            if not any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
                return _send_to(request, "mfa_reauthenticate")
        copy_roles_to_groups(request.user)
        for moment in (_SEEN_AT, _SINCE):
            request.session.setdefault(moment, time())
        return get_response(request)

    return middleware


def _send_to(request: HttpRequest, name: str) -> HttpResponseBase:
    query = QueryDict(mutable=True)
    query["next"] = request.get_full_path()
    return redirect(f"{reverse(name)}?{query.urlencode()}")
