"""Who may open a view: nobody, until the view says so (`portal.common.checks` refuses to start otherwise).

`@public`, `@signed_in` or `@role(can_…)` is the outermost decorator of every view of the portal. What is forbidden
answers as what does not exist: 404. Rights on one object stay in its queryset, `visible_to(user)`.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

View = Callable[..., HttpResponseBase]

# Wagtail's administration asks for its own right, and for a second factor, before any view.
ADMIN = "admin/"
OWN_PACKAGES = ("portal", "home", "network", "consultations", "donner_pour_recevoir")


def public(view: View) -> View:
    """Anybody, with or without an account."""
    return _declared(view, "public")


def signed_in(view: View) -> View:
    """Anybody who has signed in; the others are led to the sign-in page and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _declared(guarded, "signed_in")


def role(allows: Callable[[Any], bool]) -> Callable[[View], View]:
    """Those for whom `allows(user)`, a function of a permissions module, is true; the others find nothing (404)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not allows(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return _declared(signed_in(guarded), allows.__name__)

    return decorate


def routes(resolver: Any = None, names: tuple[str, ...] = (), before: str = "") -> Iterator[tuple[str, str, View]]:
    """Every URL of the site: its name with its namespaces (`-` when it has none), its route, its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, (*names, entry.namespace) if entry.namespace else names, route)
        elif isinstance(entry, URLPattern):
            yield ":".join((*names, entry.name or "-")), route, entry.callback


def undeclared() -> list[str]:
    """Routes to views of the portal that do not say who may open them: empty when all is well."""
    return sorted(
        f"{name} {route}"
        for name, route, view in routes()
        if view.__module__.split(".")[0] in OWN_PACKAGES and not hasattr(view, "access") and not route.startswith(ADMIN)
    )


def _declared(view: View, access: str) -> View:
    vars(view)["access"] = access  # read by `undeclared` and by the matrix of tests
    return view
