"""Calls for members and candidacies of participatory committees (participation.md, section 13)."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import CandidacyState, CommitteeKind, Quality
from network.models import CallForMembers, Candidacy, Committee, Mandate
from network.notifications import tell_secretariat
from network.operations.mandates import open_mandate
from network.permissions import can_prepare_call
from portal.common import codes
from portal.common.mail import queue
from portal.common.workflow import apply

CODE_PURPOSE = "network.candidacy"
DECLINED_KEPT = timedelta(days=90)
_DAYS_A_MONTH = 30.44


def prepare_call(committee: Committee, by: Any, **fields: Any) -> CallForMembers:
    """Write a call, which nobody sees yet. Raises ValidationError when the committee is not participatory."""
    if not can_prepare_call(by, committee):
        raise PermissionDenied("can_prepare_call")
    if committee.kind != CommitteeKind.PARTICIPATORY:
        raise ValidationError(_("Seul un comité participatif appelle des personnes à le rejoindre."))
    call = CallForMembers(committee=committee, **fields)
    call.full_clean(exclude=["committee"])
    call.save(force_insert=True)
    return call


def publish_call(call: CallForMembers, by: Any) -> CallForMembers:
    """Show the call to those who see the committee. Replayed, it changes nothing."""
    if not can_prepare_call(by, call):
        raise PermissionDenied("can_prepare_call")
    if call.published_at is None:
        call.published_at = timezone.now()
        call.save(update_fields=["published_at", "updated_at"])
    return call


def apply_to(
    call: CallForMembers, *, agrees: bool, user: Any = None, helped_by: Any = None, **fields: Any
) -> tuple[Candidacy, str]:
    """Keep a candidacy, with or without account or e-mail; the candidacy, and the code that finds it again.

    Raises ValidationError when the call is not open, or without the person's own agreement.
    """
    if not CallForMembers.objects.open_now().filter(pk=call.pk).exists():
        raise ValidationError(_("Cet appel n’est pas ouvert. Appelez le secrétariat du comité."))
    if not agrees:
        raise ValidationError({"agrees": _("Votre accord est nécessaire pour que nous gardions vos coordonnées.")})
    candidacy = Candidacy(call=call, user=user, helped_by=helped_by, agreed_at=timezone.now(), **fields)
    code = codes.derive(candidacy.pk, CODE_PURPOSE)
    candidacy.code_digest = codes.digest(code, CODE_PURPOSE)
    candidacy.full_clean(exclude=["call", "user", "helped_by", "territory"])
    with transaction.atomic():
        candidacy.save(force_insert=True)
        tell_secretariat(
            call.committee,
            str(call.committee),
            _("Une candidature est arrivée. Lisez-la sur le portail."),
            f"candidacy:{candidacy.pk.hex}",
        )
    return candidacy, codes.display(code)


def candidacy_of_code(code: str) -> Candidacy | None:
    """The candidacy that a code opens (already normalised, guesses already limited)."""
    return Candidacy.objects.filter(code_digest=codes.digest(code, CODE_PURPOSE)).select_related("call").first()


def printed_code(candidacy: Candidacy) -> str:
    """The code of a candidacy, as its receipt shows it: always the same."""
    return codes.display(codes.derive(candidacy.pk, CODE_PURPOSE))


def meet(candidacy: Candidacy, by: Any) -> Candidacy:
    """Note that the person was met, and what is expected explained."""
    return apply(candidacy, "meet", by=by)


def put_on_waiting_list(candidacy: Candidacy, by: Any) -> Candidacy:
    """Keep the person in the « groupe ressources », and tell them where they stand."""
    with transaction.atomic():
        apply(candidacy, "wait", by=by)
        _tell(candidacy, _("Vous êtes dans le groupe ressources : nous vous appellerons quand une place se libère."))
    return candidacy


def appoint(candidacy: Candidacy, by: Any, *, agrees_to_charter: bool, starts_on: date | None = None) -> Mandate:
    """Appoint to a free seat: it opens a mandate of the committee's usual length. Raises TransitionRefused."""
    with transaction.atomic():
        call = (
            CallForMembers.objects.select_for_update(of=("self",)).select_related("committee").get(pk=candidacy.call_id)
        )
        first = starts_on or timezone.localdate()
        months = call.committee.mandate_months
        mandate = open_mandate(
            call.committee,
            user=candidacy.user,
            display_name=candidacy.display_name,
            quality=Quality.ACCOMPANIED,
            contact_channel=candidacy.contact_channel,
            email=candidacy.email,
            phone=candidacy.phone,
            starts_on=first,
            ends_on=first + timedelta(days=round(months * _DAYS_A_MONTH)) if months else None,
        )
        agreed_at = timezone.now() if agrees_to_charter else candidacy.charter_agreed_at
        apply(candidacy, "appoint", by=by, mandate=mandate, charter_agreed_at=agreed_at)
        _tell(candidacy, _("Vous êtes membre du comité. Le secrétariat vous dira la date de la prochaine réunion."))
    return mandate


def decline(candidacy: Candidacy, by: Any, reason: str) -> Candidacy:
    """Say no with a sentence, or withdraw; the row is deleted ninety days later."""
    with transaction.atomic():
        apply(candidacy, "decline", by=by, reason=reason)
        if by is None or candidacy.user_id != by.pk:
            _tell(candidacy, reason)
    return candidacy


def forget_declined(today: date | None = None) -> int:
    """Delete declined candidacies of more than ninety days ago; how many."""
    before = timezone.now() - DECLINED_KEPT
    if today is not None:
        before += today - timezone.localdate()
    return Candidacy.objects.filter(state=CandidacyState.DECLINED, declined_at__lt=before).delete()[0]


def _tell(candidacy: Candidacy, text: str) -> None:
    if candidacy.email and candidacy.contact_channel == "email":
        queue(candidacy.email, _("Votre candidature"), text, reference=f"candidacy:{candidacy.pk.hex}")
