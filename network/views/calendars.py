"""A person's private calendar: an address that nobody can guess, shown once, renewed or ended by its owner."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from network.models import CalendarFeed
from network.operations.calendars import end_feed, feed_of_token, meetings_of, renew_feed
from portal.common.access import public, signed_in

A_PAGE = 20


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponseBase:
    """The meetings to come of this person; POST gives a new address, shown on this answer alone, or ends it."""
    address = ""
    if request.method == "POST" and "end" in request.POST:
        end_feed(request.user)
        return redirect("committees:my_calendar")
    if request.method == "POST":
        path = reverse("committees:feed", args=[renew_feed(request.user)])
        address = request.build_absolute_uri(path)
    context = {
        "meetings": meetings_of(request.user).upcoming()[:A_PAGE],
        "address": address,
        "current": CalendarFeed.objects.filter(user=request.user).first(),
    }
    return render(request, "network/calendars/my_calendar.html", context)


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a private address; 404 for an address that was renewed, ended, or never existed."""
    content = feed_of_token(token)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = 'inline; filename="mes-reunions.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
