"""Communes that answer a name, and those that existed on a day."""

import re
import unicodedata
from datetime import date

from django.db.models import Q, QuerySet

_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def fold(text: str) -> str:
    """A name as it compares: no accent, no capital, no hyphen nor apostrophe, « St » written in full."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    words = re.findall(r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


class CommuneQuerySet(QuerySet):
    """Rows of communes."""

    def existing_on(self, day: date) -> "CommuneQuerySet":
        """Communes that existed on `day`: the denominator of any share of communes."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day))

    def matching(self, text: str) -> "CommuneQuerySet":
        """Communes that a person means by `text`: a name, a part of it, a postal code, an INSEE code, or name and code.

        The nearest answers only: those of that very name, or else those that begin so, or else those that contain it.
        The 342 rows are compared in Python: no database folds accents and abbreviations alike.
        """
        wanted = fold(text)
        codes = re.findall(r"\b\d{5}\b", wanted)
        name = re.sub(r"\b\d{5}\b", "", wanted).strip()
        if not wanted:
            return self.none()
        rows = [
            (pk, fold(commune))
            for pk, commune, insee_code, postal_codes in self.values_list("pk", "name", "insee_code", "postal_codes")
            if all(code == insee_code or code in postal_codes.split() for code in codes)
        ]
        nearest = (
            [pk for pk, folded in rows if folded == name]
            or [pk for pk, folded in rows if folded.startswith(name)]
            or [pk for pk, folded in rows if name in folded]
        )
        return self.filter(pk__in=nearest)
