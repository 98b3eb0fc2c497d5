"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_bidi, get_language_info, gettext


def portal(request: HttpRequest) -> dict[str, Any]:
    """The portal's identity, a human being to call, and the same page in the other languages."""
    return {
        "portal": {
            "name": settings.PORTAL_NAME,
            "department": settings.DEPARTMENT_NAME,
            "phone": settings.HUMAN_PHONE,
            "phone_link": settings.HUMAN_PHONE.replace(" ", ""),
            "hours": gettext(settings.HUMAN_HOURS),
            "place": gettext(settings.HUMAN_PLACE),
            "is_demonstration": settings.IS_DEMONSTRATION,
            "languages": _languages(request),
        },
        "text_direction": "rtl" if get_language_bidi() else "ltr",
    }


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name": name,
            "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
            "url": _in_language(request, code),
            "is_current": code == get_language(),
        }
        for code, name in settings.LANGUAGES
    ]


def _in_language(request: HttpRequest, code: str) -> str:
    """The same page in that language; the home page of the language where the page has no translation."""
    urls = getattr(request, "page_urls", None)
    if urls is None:
        url = translate_url(request.path, code)
        return url if url != request.path or code == get_language() else translate_url("/", code)
    return urls.get(code) or translate_url("/", code)
