"""What no text of this story may hold (donner_pour_recevoir.md, sections 8 and 9)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from network.querysets import fold

# A NIR has 13 digits and a key of 2; those of Corsica hold a letter; spaces, dots and dashes are ignored.
_NIR = re.compile(r"(?<!\d)[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}(?:\d{2})?(?!\d)", re.IGNORECASE)
_LONG_NIR = re.compile(r"(?<!\d)[12](?:\d{12}|\d{14})(?!\d)")
_ALLOCATAIRE = re.compile(r"(?<!\d)\d{7}[A-Z]?(?![A-Z\d])", re.IGNORECASE)
_FRANCE_TRAVAIL = re.compile(r"(?<![A-Z\d])(?:\d{8}|\d{10}|\d{11}|\d{7}[A-Z])(?![A-Z\d])", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+33|0033|0)[1-9]\d{8}(?!\d)")
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_ADDRESS = re.compile(
    r"\b\d{1,4}\s*(?:bis|ter)?\s+(?:rue|avenue|boulevard|impasse|chemin|allee|allees|place|route|cours|quai)\b"
)
_BETWEEN_DIGITS = re.compile(r"(?<=[\dAB])[\s.\-/\u00a0\u202f]+(?=[\dAB])", re.IGNORECASE)

WATCHED = frozenset(
    {
        *("rsa", "aah", "ase", "masp", "mdph", "pch", "sdf", "dette", "dettes", "surendettement", "huissier"),
        *("handicap", "handicape", "handicapee", "addiction", "alcool", "drogue", "depression", "psychiatrie"),
        *("psychiatrique", "malade", "maladie", "cancer", "diabete", "grossesse", "enceinte", "vih", "expulsion"),
        *("tutelle", "curatelle", "prison", "casier", "condamnation", "musulman", "musulmane", "chretien"),
        *("chretienne", "catholique", "juif", "juive", "religion", "syndicat", "homosexuel", "homosexuelle"),
    }
)


def refuse_personal_numbers(text: str) -> None:
    """Refuse a NIR, an allocataire or a France Travail number. Raises ValidationError that says what to do."""
    joined = _BETWEEN_DIGITS.sub("", text)
    if _NIR.search(joined) or _LONG_NIR.search(joined):
        raise ValidationError(_("Enlevez le numéro de sécurité sociale : il ne doit pas être écrit ici."))
    if _PHONE.sub("", joined) != joined:
        raise ValidationError(_("Enlevez le numéro de téléphone : il y a une place prévue pour lui."))
    if _ALLOCATAIRE.search(text) or _FRANCE_TRAVAIL.search(text):
        raise ValidationError(_("Enlevez ce numéro de dossier : il ne doit pas être écrit ici."))


def refuse_contact(text: str) -> None:
    """Refuse a postal or an electronic address. Raises ValidationError that says what to do."""
    if _EMAIL.search(text):
        raise ValidationError(_("Enlevez l’adresse électronique : il y a une place prévue pour elle."))
    if _ADDRESS.search(fold(text)):
        raise ValidationError(_("Enlevez l’adresse : le nom de la commune suffit."))


def refuse_watched_words(text: str) -> None:
    """Refuse what touches health, money, justice, religion, family. Raises ValidationError naming the word."""
    for word in fold(text).split():
        if word in WATCHED:
            raise ValidationError(
                _("Enlevez « %(word)s » : n’écrivez ni santé, ni famille, ni argent, ni justice, ni religion."),
                params={"word": word},
            )


def refuse_shouting(text: str) -> None:
    """Refuse a text all in capitals. Raises ValidationError that says what to do."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) > 4 and all(letter.isupper() for letter in letters):
        raise ValidationError(_("Écrivez en minuscules : un texte en capitales se lit mal."))


DISCREET = [refuse_personal_numbers, refuse_contact, refuse_watched_words]
