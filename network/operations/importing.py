"""Bringing in mandates, past meetings and figures from CSV files: all or nothing, twice the same adds nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import Channel, CommitteeKind, MandateRole, MeetingState, Quality, Seat
from network.models import CarriedFigure, Committee, Mandate, Meeting, Organisation, Territory
from network.operations.mandates import open_mandate
from network.operations.meetings import local_moment
from portal.accounts.models import User
from portal.common.reading import Line, Report, read_csv

MANDATE_COLUMNS = ("comite", "nom", "qualite", "role", "debut")
MEETING_COLUMNS = ("comite", "debut", "fin", "participants")
FIGURE_COLUMNS = ("du", "au", "type", "reunions", "participants", "source")
WITHOUT_MINUTES = "Réunion d’avant le portail."


@dataclass
class Import(Report):
    """What an import read, and what it wrote or, for a trial, would have written."""

    read: int = 0
    created: int = 0
    unchanged: int = 0


class _Wrong(Exception):  # noqa: N818 - it is caught here, and told as a fault of the file
    """A cell that cannot be read."""

    def __init__(self, column: str, text: str) -> None:
        super().__init__(text)
        self.column, self.text = column, text


def import_mandates(content: bytes, *, dry_run: bool = False) -> Import:
    """Open the mandates of a file that are not there yet: one is known by committee, name, role and first day.

    A mandate that is there with other values is a fault: it is changed on its screen, never by a file.
    """
    return _import(content, MANDATE_COLUMNS, _mandate, dry_run=dry_run)


def import_meetings(content: bytes, *, dry_run: bool = False) -> Import:
    """Write past meetings with their number of participants, as closed: known by committee and beginning."""
    return _import(content, MEETING_COLUMNS, _meeting, dry_run=dry_run)


def import_figures(content: bytes, *, dry_run: bool = False) -> Import:
    """Write figures from before the portal: known by period, kind and territory."""
    return _import(content, FIGURE_COLUMNS, _figure, dry_run=dry_run)


def _import(
    content: bytes, columns: tuple[str, ...], write: Callable[[dict[str, str]], bool], *, dry_run: bool
) -> Import:
    result = Import()
    _header, lines = read_csv(content, result, required=columns)
    if result.faults:
        return result
    result.read = len(lines)
    with transaction.atomic():
        for line in lines:
            _write_line(line, write, result)
        if result.faults or dry_run:
            transaction.set_rollback(True)
    return result


def _write_line(line: Line, write: Callable[[dict[str, str]], bool], result: Import) -> None:
    try:
        # A line that fails in the database must not stop the reading of the next ones.
        with transaction.atomic():
            is_new = write(line.cells)
    except _Wrong as wrong:
        result.fault("value", wrong.text, row=line.number, column=wrong.column)
    except ValidationError as error:
        result.fault("refused", " ".join(error.messages), row=line.number)
    else:
        result.created += is_new
        result.unchanged += not is_new


def _mandate(cells: dict[str, str]) -> bool:
    committee = _committee(cells)
    facts = {
        "quality": _choice(cells, "qualite", Quality),
        "seat": _choice(cells, "place", Seat, default=Seat.TITULAR),
        "contact_channel": _choice(cells, "moyen", Channel, default=Channel.PAPER),
        "ends_on": _day(cells, "fin"),
        "email": cells.get("courriel", ""),
        "phone": cells.get("telephone", ""),
        "organisation": _organisation(cells.get("organisme", "")),
        "user": _user(cells.get("compte", "")),
        "substitute_of": _titular(committee, cells.get("titulaire", "")),
    }
    key = {
        "display_name": _required(cells, "nom"),
        "role": _choice(cells, "role", MandateRole),
        "starts_on": _day(cells, "debut", required=True),
    }
    known = Mandate.objects.filter(committee=committee, **key).first()
    if known is None:
        open_mandate(committee, **key, **facts)
        return True
    if any(getattr(known, name) != value for name, value in facts.items()):
        raise _Wrong("nom", _("Ce mandat existe avec d’autres valeurs : changez-le sur son écran."))
    return False


def _meeting(cells: dict[str, str]) -> bool:
    committee = _committee(cells)
    starts_at, ends_at = _moment(cells, "debut"), _moment(cells, "fin")
    count = _number(cells, "participants")
    if ends_at > timezone.now():
        raise _Wrong("fin", _("Cette réunion n’est pas encore passée."))
    known = committee.meetings.filter(starts_at=starts_at).first()
    if known is not None:
        if known.attendance_count != count:
            raise _Wrong("participants", _("Cette réunion existe avec un autre nombre de participants."))
        return False
    year = timezone.localdate(starts_at).year
    last = committee.meetings.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting(
        committee=committee,
        year=year,
        number=last + 1,
        title=cells.get("titre", ""),
        place=cells.get("lieu", ""),
        starts_at=starts_at,
        ends_at=ends_at,
        attendance_count=count,
        without_minutes_reason=WITHOUT_MINUTES,
        state=MeetingState.CLOSED,
        held_at=ends_at,
        closed_at=timezone.now(),
    )
    meeting.full_clean(exclude=["committee"])
    meeting.save(force_insert=True)
    return True


def _figure(cells: dict[str, str]) -> bool:
    key = {
        "starts_on": _day(cells, "du", required=True),
        "ends_on": _day(cells, "au", required=True),
        "kind": _choice(cells, "type", CommitteeKind),
        "territory": _territory(cells.get("territoire", "")),
    }
    facts: dict[str, Any] = {
        "meetings": _number(cells, "reunions"),
        "attendances": _number(cells, "participants"),
        "source": _required(cells, "source"),
    }
    known = CarriedFigure.objects.filter(**key).first()
    if known is not None:
        if any(getattr(known, name) != value for name, value in facts.items()):
            raise _Wrong("reunions", _("Ce chiffre existe avec d’autres valeurs."))
        return False
    figure = CarriedFigure(**key, **facts)
    figure.full_clean()
    figure.save(force_insert=True)
    return True


def _required(cells: dict[str, str], column: str) -> str:
    if not cells.get(column):
        raise _Wrong(column, _("Cette case est vide."))
    return cells[column]


def _committee(cells: dict[str, str]) -> Committee:
    committee = Committee.objects.filter(slug=_required(cells, "comite")).first()
    if committee is None:
        raise _Wrong("comite", _("Aucun comité n’a cette adresse."))
    return committee


def _choice(cells: dict[str, str], column: str, choices: Any, default: str | None = None) -> str:
    """A value of a closed list, by its code or by its words."""
    typed = cells.get(column, "") if default is not None else _required(cells, column)
    if not typed and default is not None:
        return default
    by_words = {str(label).casefold(): value for value, label in choices.choices}
    if typed in choices.values:
        return typed
    if typed.casefold() not in by_words:
        raise _Wrong(column, _("Choisissez parmi : %s.") % ", ".join(str(label) for label in choices.labels))
    return by_words[typed.casefold()]


def _day(cells: dict[str, str], column: str, *, required: bool = False) -> date | None:
    typed = _required(cells, column) if required else cells.get(column, "")
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    if typed:
        raise _Wrong(column, _("Écrivez la date comme 26/03/2026."))
    return None


def _moment(cells: dict[str, str], column: str) -> datetime:
    typed = _required(cells, column).replace("T", " ")
    for form in ("%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"):
        try:
            return local_moment(datetime.strptime(typed, form))  # noqa: DTZ007 - the clock of Paris is put on it
        except ValidationError as error:
            raise _Wrong(column, " ".join(error.messages)) from error
        except ValueError:
            continue
    raise _Wrong(column, _("Écrivez le jour et l’heure comme 26/03/2026 14:00."))


def _number(cells: dict[str, str], column: str) -> int:
    typed = _required(cells, column)
    if not (typed.isascii() and typed.isdigit() and len(typed) < 8):
        raise _Wrong(column, _("Écrivez un nombre entier."))
    return int(typed)


def _organisation(name: str) -> Organisation | None:
    return Organisation.objects.get_or_create(name=name)[0] if name else None


def _user(username: str) -> User | None:
    if not username:
        return None
    user = User.objects.filter(username=username).first()
    if user is None:
        raise _Wrong("compte", _("Aucun compte n’a ce nom."))
    return user


def _titular(committee: Committee, name: str) -> Mandate | None:
    if not name:
        return None
    mandate = committee.mandates.filter(display_name=name, seat=Seat.TITULAR).order_by("-starts_on").first()
    if mandate is None:
        raise _Wrong("titulaire", _("Aucun titulaire de ce comité n’a ce nom."))
    return mandate


def _territory(code: str) -> Territory | None:
    if not code:
        return None
    territory = Territory.objects.filter(code=code).first()
    if territory is None:
        raise _Wrong("territoire", _("Aucun territoire n’a ce code."))
    return territory
