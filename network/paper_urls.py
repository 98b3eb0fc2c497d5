"""Addresses of documents, minutes and decisions, under `reseau/` (namespace `committees`)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
