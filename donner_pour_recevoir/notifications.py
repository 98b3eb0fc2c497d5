"""Mails of the story: no name, no mission, no host, no state; only that something awaits on the portal (section 11)."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from donner_pour_recevoir.models import Consent, Host, HostReferent, Placement, Volunteer
from portal.common.mail import queue
from portal.common.models import OutgoingMail


def address_of(volunteer: Volunteer) -> str:
    """Where to write to a person: nowhere unless the person agreed to be contacted and gave an address."""
    agrees = Consent.objects.live().filter(volunteer=volunteer, purpose="be_contacted").exists()
    if not agrees or volunteer.contact_channel not in {"account", "email"}:
        return ""
    own = volunteer.user.email if volunteer.user_id and volunteer.user.email else ""
    return volunteer.email or own


def tell_person(placement: Placement) -> None:
    """Tell the person; nobody is written to who has no address: the orienter's page shows what to say."""
    if address := address_of(placement.volunteer):
        _tell([address], placement)


def tell_orienter(placement: Placement) -> None:
    """Tell who accompanies the person, if anybody does today."""
    orienter = placement.volunteer.orienter
    if orienter and orienter.user.email:
        _tell([orienter.user.email], placement)


def tell_host(placement: Placement) -> None:
    """Tell the referents of the mission's host."""
    _tell(_referents(placement.mission.host), placement)


def tell_referents(host: Host) -> None:
    """Tell the referents that something of their host awaits them."""
    for address in _referents(host):
        queue(address, _subject(), _text(), reference=f"host:{host.pk}")


def forget_queued(placement: Placement) -> int:
    """Drop the mails of a placement that have not left: a consent withdrawn meanwhile stops them. How many."""
    waiting = OutgoingMail.objects.filter(reference=_reference(placement), state=OutgoingMail.State.PREPARED)
    return waiting.delete()[0]


def forget_person(volunteer: Volunteer) -> None:
    """Drop every mail about a person's placements, sent or not: their rows hold an address."""
    references = [_reference(placement) for placement in volunteer.placements.all()]
    OutgoingMail.objects.filter(reference__in=references).delete()


def _referents(host: Host) -> list[str]:
    rows = HostReferent.objects.valid_on().filter(host=host, user__is_active=True, user__email__isnull=False)
    return list(rows.values_list("user__email", flat=True).order_by("user__email").distinct())


def _tell(addresses: Iterable[str], placement: Placement) -> None:
    for address in addresses:
        queue(address, _subject(), _text(), reference=_reference(placement))


def _reference(placement: Placement) -> str:
    return f"placement:{placement.pk}"


def _subject() -> str:
    return _("Une nouvelle information vous attend sur le portail")


def _text() -> str:
    return _(
        "Bonjour,\n\nUne nouvelle information vous attend sur le portail :\n%(url)s\n\n"
        "Vous avez un code ? Écrivez-le ici : %(code_url)s\n"
        "Vous voulez parler à quelqu’un ? Appelez le %(phone)s.\n"
    ) % {
        "url": f"{settings.SITE_URL}/mon-espace/",
        "code_url": f"{settings.SITE_URL}/d/",
        "phone": settings.HUMAN_PHONE,
    }
