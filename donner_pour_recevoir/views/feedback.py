"""What the person says of a mission, its withdrawal, and the certificate that the person alone may ask for."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donner_pour_recevoir.forms.placement import FeedbackForm, PersonFeedbackForm
from donner_pour_recevoir.models import Feedback, Volunteer
from donner_pour_recevoir.operations import feedback as operations
from donner_pour_recevoir.permissions import can_host
from donner_pour_recevoir.views.answers import attempt, found, placements, with_record
from portal.common.access import public, role


@public
@never_cache
@sensitive_post_parameters()
@with_record
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, volunteer: Volunteer, actor: Any, pk: Any) -> HttpResponseBase:
    """The person's own words, once."""
    placement = found(placements().filter(volunteer=volunteer), pk)
    form = PersonFeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attempt(request, partial(operations.say, placement, by=actor, **form.cleaned_data), _("Merci. C’est noté."))
        return redirect("donner_pour_recevoir:placement", placement.pk)
    context = {"form": form, "mission": placement.mission, "placement": placement}
    return render(request, "donner_pour_recevoir/feedback/person.html", context)


@public
@with_record
@require_POST
def unsay(request: HttpRequest, volunteer: Volunteer, actor: Any, pk: Any) -> HttpResponseBase:
    """Take a text off the site, at once."""
    placement = found(placements().filter(volunteer=volunteer), pk)
    said = Feedback.objects.filter(placement=placement, by="person").first()
    if said is None:
        raise Http404
    attempt(request, partial(operations.unpublish, said, by=actor), _("Votre texte n’est plus publié."))
    return redirect("donner_pour_recevoir:placement", placement.pk)


@role(can_host)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def host_say(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """What helped and what was missing in the mission; never a word on the person."""
    placement = found(placements().of_host(request.user), pk)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    form.fields["text"].label = _("Qu’est-ce qui a aidé, qu’est-ce qui a manqué à la mission ?")
    form.fields["text"].help_text = _("Parlez de la mission, jamais de la personne.")
    if request.method == "POST" and form.is_valid():
        attempt(
            request, partial(operations.say, placement, by=request.user, **form.cleaned_data), _("Merci. C’est noté.")
        )
        return redirect("donner_pour_recevoir:host_placement", placement.pk)
    context = {"form": form, "mission": placement.mission, "placement": placement}
    return render(request, "donner_pour_recevoir/feedback/host.html", context)


@public
@never_cache
@with_record
@require_safe
def certificate(request: HttpRequest, volunteer: Volunteer, actor: Any, pk: Any) -> HttpResponseBase:
    """A page to print and have signed by the host, made at the person's request: no hours, no absence."""
    placement = found(placements().filter(volunteer=volunteer, engaged_at__isnull=False), pk)
    context = {"placement": placement, "mission": placement.mission, "today": timezone.localdate()}
    return render(request, "donner_pour_recevoir/feedback/certificate.html", context)
