"""Deny by default: a view says who may open it, and what is forbidden looks like what does not exist."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import path

from portal.accounts.models import User
from portal.common import access
from portal.common.access import public, role, routes, signed_in, undeclared

pytestmark = pytest.mark.any_engine


def view(request, number=0):
    """A view that nobody declared."""
    return HttpResponse(f"{number}")


def can_see(user):
    return user.username == "membre"


def ask(guarded, user, **kwargs):
    request = RequestFactory().get("/reseau/?page=2")
    request.user = user
    return guarded(request, **kwargs)


def test_a_public_view_opens_to_anybody():
    assert ask(public(view), AnonymousUser(), number=3).content == b"3"


def test_a_view_for_those_signed_in_leads_the_others_to_the_sign_in_page_and_back():
    response = ask(signed_in(view), AnonymousUser())
    assert response.status_code == 302
    assert response["Location"].endswith("?next=/reseau/%3Fpage%3D2")
    assert ask(signed_in(view), User(username="membre")).status_code == 200


def test_a_view_for_a_role_is_unknown_to_those_without_it():
    guarded = role(can_see)(view)
    assert ask(guarded, User(username="membre"), number=2).content == b"2"
    assert ask(guarded, AnonymousUser()).status_code == 302
    with pytest.raises(Http404):
        ask(guarded, User(username="autre"))


def test_a_view_says_what_it_was_declared_to_be():
    def plain(request):
        """Another view."""

    assert [guarded.access for guarded in (signed_in(plain), role(can_see)(plain), public(plain))] == [
        "signed_in",
        "can_see",
        "public",
    ]


def undeclared_view(request):
    """A view that nobody declares, in any test."""


class Site:
    """A map of URLs with one view of ours and one of a library."""

    url_patterns = [path("nous/", undeclared_view, name="ours"), path("eux/", RequestFactory, name="theirs")]


def test_a_view_of_ours_that_says_nothing_is_found(monkeypatch):
    monkeypatch.setattr(access, "get_resolver", lambda: Site)
    assert undeclared() == []
    monkeypatch.setattr(access, "OWN_PACKAGES", ("tests",))
    assert undeclared() == ["ours nous/"]
    assert [(name, route) for name, route, _ in routes()] == [("ours", "nous/"), ("theirs", "eux/")]
