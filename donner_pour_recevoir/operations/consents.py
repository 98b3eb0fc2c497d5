"""Give and withdraw a consent. The words are kept by version and fingerprint, and shown as they were read."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from donner_pour_recevoir.enums import ConsentMode, Purpose
from donner_pour_recevoir.models import Consent, Host, Volunteer
from donner_pour_recevoir.rules import ORAL_CONSENT_AGE

TEXT_VERSION = "2027-01"
# These are given for one demand or one text, each time anew.
_ONE_FOR_EACH = {Purpose.SHARE_WITH_HOST, Purpose.PUBLISH_TESTIMONY}


def words(purpose: str, host: Host | None = None) -> str:
    """What the person reads, or hears, before agreeing."""
    texts = {
        Purpose.BE_CONTACTED: _(
            "J’accepte que l’équipe de « Donner pour recevoir » garde ma fiche pour me proposer des missions. "
            "Je peux la lire, la corriger ou l’effacer quand je veux."
        ),
        Purpose.SHARE_WITH_HOST: _(
            "J’accepte que %(host)s lise mon prénom, la façon de me joindre, mes jours libres et l’activité choisie. "
            "Rien d’autre n’est donné. Je peux reprendre mon accord quand je veux, sans dire pourquoi."
        )
        % {"host": host},
        Purpose.FEEDBACK_TO_ORIENTER: _(
            "J’accepte que la personne qui m’accompagne lise comment se passe la mission. Je lis la même chose qu’elle."
        ),
        Purpose.PUBLISH_TESTIMONY: _(
            "J’accepte que mes quelques mots soient publiés, sans mon nom. Je peux les faire retirer quand je veux."
        ),
    }
    return texts[Purpose(purpose)]


def give_consent(
    volunteer: Volunteer,
    purpose: str,
    mode: str,
    *,
    host: Host | None = None,
    collected_by: Any = None,
    read_aloud: bool = False,
    given_at: datetime | None = None,
) -> Consent:
    """Write a consent; the one in force for a general purpose is given back rather than doubled.

    Raises ValidationError for an oral or paper consent of tomorrow or of too long ago, or read aloud by nobody.
    """
    now = timezone.now()
    given_at = given_at or now
    if mode in {ConsentMode.ORAL, ConsentMode.PAPER}:
        if given_at > now or given_at < now - ORAL_CONSENT_AGE:
            raise ValidationError(_("L’accord doit dater d’aujourd’hui ou des sept derniers jours."))
        if collected_by is None:
            raise ValidationError(_("Dites qui a recueilli l’accord."))
    if mode == ConsentMode.ORAL and not read_aloud:
        raise ValidationError(_("Lisez le texte à voix haute, puis cochez la case."))
    if purpose not in _ONE_FOR_EACH:
        standing = volunteer.consents.live().filter(purpose=purpose).first()
        if standing is not None:
            return standing
    text = words(purpose, host)
    return Consent.objects.create(
        volunteer=volunteer,
        purpose=purpose,
        host=host,
        mode=mode,
        collected_by=collected_by,
        read_aloud=read_aloud,
        given_at=given_at,
        text_version=TEXT_VERSION,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
    )


def withdraw_consent(consent: Consent) -> None:
    """Take a consent back, at once and for good; a second time changes nothing."""
    now = timezone.now()
    Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=now)
    consent.refresh_from_db()


def agrees(volunteer: Volunteer, purpose: str) -> bool:
    """Whether a consent for that purpose is in force."""
    return volunteer.consents.live().filter(purpose=purpose).exists()
