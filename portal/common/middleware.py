"""What every request and answer goes through, whatever the story."""

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from portal.common.errors import bad_request

GetResponse = Callable[[HttpRequest], HttpResponseBase]

PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
# Several of Wagtail's admin templates carry inline scripts and styles; previews stand in frames.
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-src 'self'; frame-ancestors 'self'; object-src 'none'"
)
MAXIMUM_QUERY_LENGTH = 4096
CACHE_SECONDS = 60
_GENERATION = "pages:generation"


def refuse_malformed_requests(get_response: GetResponse) -> GetResponse:
    """Answer 400 to NUL or invalid UTF-8 in a path or a query (they end in a 500 in both databases)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        raw_path = request.META.get("PATH_INFO", "").encode("utf-8", "surrogateescape")
        query = request.META.get("QUERY_STRING", "")
        raw_query = unquote_to_bytes(query.encode("utf-8", "surrogateescape"))
        if len(query) > MAXIMUM_QUERY_LENGTH or not (_is_text(raw_path) and _is_text(raw_query)):
            return bad_request(request, None)
        return get_response(request)

    return middleware


def _is_text(raw: bytes) -> bool:
    if b"\0" in raw:
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def security_headers(get_response: GetResponse) -> GetResponse:
    """Write the headers of the contract on every answer: policy of content, of permissions, of caches."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        in_admin = request.path_info.startswith("/admin/")
        response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY if in_admin else PUBLIC_POLICY)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN" if in_admin else "DENY")
        is_shared = settings.SESSION_COOKIE_NAME not in request.COOKIES and not response.cookies
        if is_shared and response.headers.get("Cache-Control", "").startswith("public"):
            return response
        if not request.path_info.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


def cacheable(response: HttpResponseBase) -> HttpResponseBase:
    """Mark the answer of a page that is the same for every anonymous visitor."""
    response.headers["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response


def purge_pages() -> None:
    """Forget every cached page; the next request of each builds it anew."""
    try:
        cache.incr(_GENERATION)
    except ValueError:
        cache.set(_GENERATION, 1, None)


class PageCache:
    """Serve to visitors without a web session the pages that `cacheable` marked, from the cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The kept page, or a new one that is kept when it may be shared."""
        if request.method not in {"GET", "HEAD"} or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        # The generation is read before the page is made: a page made from old data must not outlive its purge.
        address = sha256(f"{request.get_host()}{request.get_full_path()}".encode()).hexdigest()
        key = f"page:{cache.get(_GENERATION, 0)}:{address}"
        if (kept := cache.get(key)) is not None:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and self._is_shareable(request, response):
            # Language comes from the path alone: `Accept-Language` changes nothing.
            response.headers["Vary"] = "Accept-Encoding, Cookie"
            cache.set(key, (response.content, dict(response.headers)), CACHE_SECONDS)
        return response

    @staticmethod
    def _is_shareable(request: HttpRequest, response: HttpResponseBase) -> bool:
        return (
            request.method == "GET"
            and response.status_code == 200
            and not response.cookies
            and response.headers.get("Cache-Control", "").startswith("public")
        )
