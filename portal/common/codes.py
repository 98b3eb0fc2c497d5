"""Codes that are printed, read aloud and typed: ten characters of Crockford's base 32, fifty bits (security.md, 6).

A code is handled as its ten characters, `K7F3QXM92H`; it is shown as `K7F3Q-XM92H`. It is never stored: a keyed digest
is, with a pepper that stands outside the database.
"""

import hmac
import secrets
import unicodedata
from uuid import UUID

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LONGEST_TYPED = 100


def new_code() -> str:
    """A code drawn at random."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(text: str) -> str | None:
    """The code that somebody meant, or None: O is 0, I and L are 1; case, spaces and dashes do not matter.

    Invisible direction marks and the digits of other scripts are forgiven too.
    """
    if len(text) > _LONGEST_TYPED:
        return None
    kept = []
    for character in unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKE):
        if character in "_.−" or character.isspace() or unicodedata.category(character) in {"Pd", "Cf"}:
            continue
        kept.append(str(unicodedata.decimal(character, character)))
    code = "".join(kept)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def display(code: str) -> str:
    """The code as printed: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def digest(code: str, purpose: str) -> str:
    """What is stored to find a code again; the same code has another digest for another purpose."""
    return _keyed(f"{purpose}:{code}").hex()


def derive(identifier: UUID, purpose: str) -> str:
    """The code that always belongs to an identifier: it can be shown again without being stored."""
    bits = int.from_bytes(_keyed(f"derive:{purpose}:{identifier.hex}")[:8]) >> (64 - 5 * LENGTH)
    return "".join(ALPHABET[bits >> (5 * position) & 31] for position in reversed(range(LENGTH)))


def _keyed(text: str) -> bytes:
    return hmac.digest(settings.CODE_PEPPER.encode(), text.encode("utf-8", "surrogatepass"), "sha256")
