"""Pages of the front that are not Wagtail pages."""

from django.urls import path

from home.views import legal, search, space

app_name = "home"
urlpatterns = [
    path("recherche/", search.search, name="search"),
    path("mon-espace/", space.my_space, name="my_space"),
    path("mentions-legales/", legal.legal_notice, name="legal_notice"),
    path("donnees-personnelles/", legal.personal_data, name="personal_data"),
    path("accessibilite/", legal.accessibility, name="accessibility"),
    path("plan-du-site/", legal.site_map, name="site_map"),
]
