"""Addresses that machines read; no language."""

from django.urls import path

from home.views import technical

urlpatterns = [
    path("robots.txt", technical.robots, name="robots"),
    path("sitemap.xml", technical.sitemap, name="sitemap"),
    path(".well-known/security.txt", technical.security_contact, name="security_contact"),
    path("sante/", technical.health, name="health"),
]
