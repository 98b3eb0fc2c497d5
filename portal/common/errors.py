"""Error pages in plain French: what happened, what to do, whom to call."""

import logging

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string

logger = logging.getLogger("portal.refused")


def bad_request(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    """400: a request that no page of the portal makes; 413: one that holds more than the portal takes."""
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened too long ago, or elsewhere."""
    logger.warning("csrf refused")
    return HttpResponse(render_to_string("403_csrf.html", {"written": texts_typed(request.POST)}), status=403)


def texts_typed(data: QueryDict) -> list[str]:
    """The texts of a form, to give back when they could not be recorded; options, codes and passwords are none."""
    return [
        value
        for name, values in data.lists()
        for value in values
        if (" " in value or "\n" in value) and "password" not in name and not name.endswith("_code")
    ]


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a template without context, so that it cannot fail in its turn."""
    return HttpResponse(render_to_string("500.html"), status=500)
