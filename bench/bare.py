"""What pages are compared with: the smallest views of Django, without middleware nor template."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from portal.common.models import FailedAttempt


def read(request: HttpRequest) -> HttpResponse:
    """Answer at once."""
    return HttpResponse("bonjour")


def write(request: HttpRequest) -> HttpResponse:
    """Insert one row, committed."""
    with transaction.atomic():
        FailedAttempt.objects.create(scope="bench", address="a", prefix="p", failed_at=timezone.now())
    return HttpResponse("écrit")


urlpatterns = [path("lire/", read), path("ecrire/", write)]
