"""Addresses of the private calendar and of participation, under `reseau/` (namespace `committees`)."""

from django.urls import path

from network.views import calendars, candidacies

urlpatterns = [
    path("mon-agenda/", calendars.my_calendar, name="my_calendar"),
    path("agenda/<str:token>.ics", calendars.feed, name="feed"),
    path("comites/<uuid:pk>/participation/", candidacies.participation, name="participation"),
    path("appels/<uuid:pk>/", candidacies.call, name="call"),
    path("appels/<uuid:pk>/publier/", candidacies.publish, name="publish_call"),
    path("candidatures/<uuid:pk>/", candidacies.candidacy, name="candidacy"),
]
