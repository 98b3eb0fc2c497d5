"""What every request and answer goes through."""

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from portal.common.middleware import (
    ADMIN_POLICY,
    PUBLIC_POLICY,
    PageCache,
    cacheable,
    purge_pages,
    refuse_malformed_requests,
    security_headers,
)

pytestmark = pytest.mark.any_engine


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bonjour")


class Counting:
    """A view that says how many times it was asked."""

    def __init__(self, *, shared: bool = True, cookie: bool = False) -> None:
        self.calls = 0
        self.shared = shared
        self.cookie = cookie

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.calls += 1
        response = HttpResponse(f"appel {self.calls}")
        if self.cookie:
            response.set_cookie("langue", "fr")
        return cacheable(response) if self.shared else response


@pytest.mark.parametrize("query", ["q=%00", "q=%ff%fe", "q=a%00b", "q=" + "a" * 5000])
def test_a_malformed_query_is_refused_before_anything_reads_it(query: str) -> None:
    request = RequestFactory().get("/", QUERY_STRING=query)
    assert refuse_malformed_requests(answer)(request).status_code == 400


def test_a_path_with_nul_is_refused() -> None:
    request = RequestFactory().get("/")
    request.META["PATH_INFO"] = "/a\0b"
    assert refuse_malformed_requests(answer)(request).status_code == 400


def test_an_ordinary_query_with_accents_passes() -> None:
    request = RequestFactory().get("/", {"q": "B\u00e9ziers \u0633"})
    assert refuse_malformed_requests(answer)(request).status_code == 200


def test_every_answer_carries_the_strict_policy_and_is_not_kept() -> None:
    response = security_headers(answer)(RequestFactory().get("/mon-espace/"))
    assert response["Content-Security-Policy"] == PUBLIC_POLICY
    assert "unsafe" not in PUBLIC_POLICY
    assert response["Cache-Control"] == "private, no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


def test_the_admin_alone_has_a_policy_of_its_own() -> None:
    assert security_headers(answer)(RequestFactory().get("/admin/"))["Content-Security-Policy"] == ADMIN_POLICY
    assert security_headers(answer)(RequestFactory().get("/adminx"))["Content-Security-Policy"] == PUBLIC_POLICY


def test_a_page_seen_with_a_web_session_is_never_public() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["sessionid"] = "a"
    response = security_headers(Counting())(request)
    assert response["Cache-Control"] == "private, no-store"


def test_an_anonymous_page_is_made_once_until_it_is_purged() -> None:
    view = Counting()
    page_cache = PageCache(view)
    assert page_cache(RequestFactory().get("/")).content == page_cache(RequestFactory().get("/")).content
    assert view.calls == 1
    purge_pages()
    assert page_cache(RequestFactory().get("/")).content == b"appel 2"


@pytest.mark.parametrize("view", [Counting(shared=False), Counting(cookie=True)])
def test_what_is_not_the_same_for_all_is_never_cached(view: Counting) -> None:
    cache.clear()
    page_cache = PageCache(view)
    assert page_cache(RequestFactory().get("/")).content != page_cache(RequestFactory().get("/")).content


def test_a_visitor_with_a_web_session_neither_reads_nor_fills_the_cache() -> None:
    view = Counting()
    page_cache = PageCache(view)
    request = RequestFactory().get("/")
    request.COOKIES["sessionid"] = "a"
    page_cache(request)
    assert page_cache(RequestFactory().get("/")).content == b"appel 2"


def test_two_addresses_and_two_languages_are_two_pages() -> None:
    view = Counting()
    page_cache = PageCache(view)
    answers = {page_cache(RequestFactory().get(path)).content for path in ("/", "/ar/", "/?p=2")}
    assert len(answers) == 3


@pytest.mark.django_db
def test_an_unknown_address_answers_a_french_page(client: Client) -> None:
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "04\u00a067" in response.content.decode() or "04 67" in response.content.decode()
