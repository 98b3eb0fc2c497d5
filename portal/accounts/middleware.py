"""The second factor before Wagtail's admin, whatever way the visitor signed in."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def require_second_factor_in_admin(get_response: GetResponse) -> GetResponse:
    """Refuse `/admin/` to a web session that holds no second factor (CVE-2019-16766 is of this class)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return get_response(request)
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        if settings.ADMIN_REQUIRES_SECOND_FACTOR:
            if not is_mfa_enabled(request.user):
                return _send_to(request, "mfa_activate_totp")
            if not any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
                return _send_to(request, "mfa_reauthenticate")
        return get_response(request)

    return middleware


def _send_to(request: HttpRequest, name: str) -> HttpResponseBase:
    query = QueryDict(mutable=True)
    query["next"] = request.get_full_path()
    return redirect(f"{reverse(name)}?{query.urlencode()}")
