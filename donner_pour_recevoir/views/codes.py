"""The door of those who have a printed code and nothing else."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from donner_pour_recevoir.forms.placement import CodeForm
from donner_pour_recevoir.models import VolunteerDraft
from donner_pour_recevoir.operations.volunteers import find_by_code
from donner_pour_recevoir.views.answers import SESSION_KEY
from portal.common import codes, guessing
from portal.common.access import public

SCOPE = "volunteer"


@public
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponseBase:
    """Type a code: it opens one record, or a draft, on pages that name nobody. One sentence for every wrong code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed, address = form.cleaned_data["code"], guessing.address_of(request)
        if wait := guessing.attempt(SCOPE, address, typed):
            sentence = ngettext(
                "Attendez %d seconde, puis essayez encore.", "Attendez %d secondes, puis essayez encore.", wait
            )
            form.add_error("code", sentence % wait)
        elif (opened := find_by_code(typed)) is None:
            guessing.record_failure(SCOPE, address, typed)
            form.add_error("code", _("Ce code n’ouvre rien. Vérifiez-le, ou appelez-nous : nous en ferons un autre."))
        else:
            request.session.cycle_key()
            if isinstance(opened, VolunteerDraft):
                request.session["donner_pour_recevoir_draft"] = str(opened.pk)
                return redirect("donner_pour_recevoir:wizard_review")
            request.session[SESSION_KEY] = opened.code_digest
            return redirect("donner_pour_recevoir:record")
    return render(request, "donner_pour_recevoir/volunteer/code.html", {"form": form})


@public
@require_POST
def close_code(request: HttpRequest) -> HttpResponseBase:
    """Close the record on this device, and forget what the browser kept of it."""
    kept = list(request.session.keys())
    for key in filter(lambda key: key.startswith("donner_pour_recevoir_"), kept):
        del request.session[key]
    messages.success(request, _("Votre fiche est fermée sur cet appareil."))
    response = redirect("donner_pour_recevoir:enter_code")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def qr_code(code: str) -> SafeString:
    """A picture that opens the door with the code filled in; what follows # never reaches a server's journal."""
    address = f"{settings.SITE_URL}{reverse('donner_pour_recevoir:enter_code')}#{codes.display(code)}"
    return SafeString(segno.make(address, error="m").svg_inline(scale=4, border=4, light="#fff", dark="#000"))
