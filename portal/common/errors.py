"""Error pages in plain French: what happened, what to do, whom to call."""

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger("portal.refused")


def bad_request(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    """400: a request that no page of the portal makes."""
    return HttpResponse(render_to_string("400.html"), status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened too long ago, or elsewhere."""
    logger.warning("csrf refused")
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a template without context, so that it cannot fail in its turn."""
    return HttpResponse(render_to_string("500.html"), status=500)
