"""What awaits a member or a secretary: one list, what is late first (network.md, section 13)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.models import Committee
from portal.common.access import signed_in


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponseBase:
    """« Ce qui vous attend »: the committees in which the person sits."""
    committees = Committee.objects.visible_to(request.user).joined_by(request.user)
    return render(request, "network/desk/desk.html", {"committees": committees})
