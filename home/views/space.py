"""What awaits a person who signs in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_required
@require_safe
def my_space(request: HttpRequest) -> HttpResponseBase:
    """The roles that the person holds today, and where each leads."""
    return render(request, "home/my_space.html", {})
