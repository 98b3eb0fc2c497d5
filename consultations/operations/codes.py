"""Access codes, drawn and printed once; personal codes, derived and never stored (security.md, section 6)."""

import hashlib
import hmac
import secrets
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from consultations.models import AccessCode, CodeBatch, Consultation, Contribution
from portal.common import codes

ACCESS, PERSONAL = "access", "personal"
_NONCE = 16


def draw_codes(
    consultation: Consultation, *, holder: str, count: int, max_uses: int = 1, expires_on: date | None = None
) -> list[str]:
    """Draw `count` access codes for one organisation and return them; only their digests are kept."""
    drawn = [codes.new_code() for _ in range(count)]
    with transaction.atomic():
        batch = CodeBatch.objects.create(
            consultation=consultation.source, holder=holder, count=count, max_uses=max_uses, expires_on=expires_on
        )
        AccessCode.objects.bulk_create(
            AccessCode(batch=batch, digest=codes.digest(code, ACCESS), max_uses=max_uses) for code in drawn
        )
    return [codes.display(code) for code in drawn]


def usable_access_digest(consultation: Consultation, typed: str) -> str | None:
    """Digest of a typed access code that still opens the right to take part; None in every other case alike."""
    digest = codes.digest(codes.normalise(typed) or "", ACCESS)
    is_usable = AccessCode.objects.filter(batch__consultation=consultation.source).usable().unspent(digest).exists()
    return digest if is_usable else None


def personal_code(contribution_id: UUID) -> str:
    """The code that resumes, reads again and withdraws a contribution, by groups of five characters."""
    return codes.display(codes.derive(contribution_id, PERSONAL))


def personal_digest(contribution_id: UUID) -> str:
    """What is stored of a personal code."""
    return codes.digest(codes.derive(contribution_id, PERSONAL), PERSONAL)


def find_by_personal_code(consultation: Consultation, typed: str) -> Contribution | None:
    """The contribution that a typed personal code opens; None for a wrong one and for another consultation's alike."""
    digest = codes.digest(codes.normalise(typed) or "", PERSONAL)
    return Contribution.objects.filter(consultation=consultation.source, code_digest=digest).first()


def seal(identifier: UUID) -> str:
    """Hide a contribution's id in a web session, whose row may also name an account (design.md, rule 2)."""
    nonce = secrets.token_bytes(_NONCE)
    return (nonce + _mask(nonce, identifier.bytes)).hex()


def unseal(sealed: str) -> UUID:
    """The id that `seal` hid."""
    raw = bytes.fromhex(sealed)
    return UUID(bytes=_mask(raw[:_NONCE], raw[_NONCE:]))


def _mask(nonce: bytes, plain: bytes) -> bytes:
    stream = hmac.digest(settings.CODE_PEPPER.encode(), b"session:" + nonce, hashlib.sha256)
    return bytes(a ^ b for a, b in zip(plain, stream, strict=False))
