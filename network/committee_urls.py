"""Addresses of committees for their members and their secretariat, under `reseau/`."""

from django.urls import path

from network import paper_urls
from network.views import desk

app_name = "committees"
urlpatterns = [
    path("", desk.desk, name="desk"),
    *paper_urls.urlpatterns,
]
