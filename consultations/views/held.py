"""What every screen of an answer shares: the consultation, the contribution that this browser holds, ways to stop."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error as DatabaseProblem
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.debug import sensitive_post_parameters

from consultations.enums import AnnouncementState
from consultations.forms import PersonalCodeForm
from consultations.models import Consultation, Contribution
from consultations.operations import codes
from consultations.operations.answering import held_contributions
from portal.common import guessing
from portal.common.errors import texts_typed

HELD = "contributions"
SECONDS_BEFORE_RETRY = 20
View = Callable[..., HttpResponse]


def find_consultation(slug: str) -> Consultation:
    """The announced or withdrawn consultation of this address, in the active language, with its `source`. Else 404."""
    language = get_language()
    pages = (
        Consultation.objects.live()
        .public()
        .filter(slug=slug, locale__language_code__in=(language, "fr"))
        .select_related("locale", "announcement")
        .defer("questionnaire", "body")
    )
    by_language = {page.locale.language_code: page for page in pages}
    source, page = by_language.get("fr"), by_language.get(language)
    announcement = getattr(source, "announcement", None)
    if page is None or announcement is None or announcement.state == AnnouncementState.DRAFT:
        raise Http404
    page.source = source
    return page


def hold(request: HttpRequest, contribution: Contribution) -> None:
    """Let this browser go on with a contribution. The session changes its key: an older one opens nothing."""
    request.session.cycle_key()
    place = str(contribution.consultation_id)
    held = dict(request.session.get(HELD, {}))
    held[place] = {**held.get(place, {}), "sealed": codes.seal(contribution.pk)}
    request.session[HELD] = held


def held_by(request: HttpRequest, consultation: Consultation) -> Contribution | None:
    """The contribution that this browser holds, in whatever state; None when there is none any more."""
    sealed = _place(request, consultation).get("sealed")
    contribution = held_contributions().filter(pk=codes.unseal(sealed)).first() if sealed else None
    return contribution if contribution and contribution.consultation_id == consultation.source.pk else None


def remember_card(request: HttpRequest, consultation: Consultation, digest: str) -> None:
    """Keep the digest of a card until the answers are sent."""
    held = dict(request.session.get(HELD, {}))
    place = str(consultation.source.pk)
    held[place] = {**held.get(place, {}), "card": digest}
    request.session[HELD] = held


def card_of(request: HttpRequest, consultation: Consultation) -> str:
    """Digest of the card that was typed in this browser, or nothing."""
    return _place(request, consultation).get("card", "")


def forget(request: HttpRequest, consultation: Consultation) -> None:
    """Leave nothing of this consultation in this browser."""
    held = dict(request.session.get(HELD, {}))
    held.pop(str(consultation.source.pk), None)
    request.session[HELD] = held
    request.session.cycle_key()


def forget_card(request: HttpRequest, consultation: Consultation) -> None:
    """Once it was used, a card must not stand beside a contribution, even sealed."""
    held = dict(request.session.get(HELD, {}))
    held.get(str(consultation.source.pk), {}).pop("card", None)
    request.session[HELD] = held


def resume(request: HttpRequest, consultation: Consultation, form: PersonalCodeForm) -> Contribution | None:
    """Hold the contribution of the code typed in `form`, or write on the form why not: one sentence for all reasons."""
    if not form.is_valid():
        return None
    typed = form.cleaned_data["personal_code"]
    if not may_try(request, "personal", typed, form, "personal_code"):
        return None
    contribution = codes.find_by_personal_code(consultation, typed)
    if contribution is None:
        guessing.record_failure("personal", guessing.address_of(request), typed)
        form.add_error("personal_code", wrong_code())
        return None
    hold(request, contribution)
    return contribution


def may_try(request: HttpRequest, scope: str, typed: str, form: Any, field: str) -> bool:
    """Whether a code may be tried now; else the form says how long to wait."""
    wait = guessing.attempt(scope, guessing.address_of(request), typed)
    if wait:
        sentence = gettext("Trop d’essais. Attendez %(seconds)s secondes, puis essayez encore.")
        form.add_error(field, sentence % {"seconds": wait})
    return not wait


def wrong_code() -> str:
    """The same words for a wrong, used, expired, revoked or foreign code."""
    return gettext("Ce code ne permet pas de continuer ici. Vérifiez-le, ou appelez-nous.")


def keeps_the_text(view: View) -> View:
    """Give back what was typed, and the same key of sending, when the database does not answer."""

    @wraps(view)
    @sensitive_post_parameters()
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DatabaseProblem:
            if request.method != "POST":
                raise
        # The database is away: nothing below may ask it, not even who is signed in.
        context = {"kept": kept_of(request.POST), "written": texts_typed(request.POST), "user": None, "messages": []}
        response = render(request, "consultations/answering/unavailable.html", context, status=503)
        response.headers["Retry-After"] = str(SECONDS_BEFORE_RETRY)
        return response

    return guarded


def lost(request: HttpRequest, consultation: Consultation, form: PersonalCodeForm) -> HttpResponse:
    """The browser holds nothing any more: ask for the personal code, and send again what was typed with it."""
    kept = [(name, value) for name, value in kept_of(request.POST) if name != "personal_code"]
    context = {"consultation": consultation, "form": form, "kept": kept, "written": texts_typed(request.POST)}
    return render(request, "consultations/answering/lost.html", context, status=403)


def closed(request: HttpRequest, consultation: Consultation, *, status: int = 409) -> HttpResponse:
    """Too late, or withdrawn: what was typed stays on the screen, beside the telephone number."""
    context = {"consultation": consultation, "written": texts_typed(request.POST)}
    return render(request, "consultations/answering/closed.html", context, status=status)


def moved(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The question is no longer asked, since another answer changed elsewhere."""
    context = {
        "consultation": consultation,
        "written": texts_typed(request.POST),
        "url": reverse("consultations:answer", args=[consultation.slug]),
    }
    return render(request, "consultations/answering/moved.html", context, status=409)


def kept_of(data: QueryDict) -> list[tuple[str, str]]:
    """Fields to send again as they came."""
    return [(name, value) for name, values in data.lists() for value in values if name != "csrfmiddlewaretoken"]


def _place(request: HttpRequest, consultation: Consultation) -> dict[str, str]:
    return request.session.get(HELD, {}).get(str(consultation.source.pk), {})
