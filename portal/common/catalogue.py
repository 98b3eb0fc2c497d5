"""The catalogue of components, for development and tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest) -> HttpResponse:
    """Every component, in every state."""
    return render(request, "catalogue.html")
