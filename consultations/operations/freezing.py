"""Freezing and publishing results: what is published never moves, whatever arrives afterwards."""

import hashlib
import json
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.enums import AnnouncementState, Phase
from consultations.figures import EVERYWHERE, figures_of, hidden_figures
from consultations.models import Consultation, PublishedSnapshot
from consultations.permissions import can_freeze_results
from consultations.tables import document
from portal.common.middleware import purge_pages
from portal.common.suppression import Edition
from portal.common.workflow import apply


class FreezingRefused(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """These results cannot be frozen or published now; the sentence says why."""


def freeze_results(consultation: Consultation, *, by: Any, reason: str = "") -> PublishedSnapshot:
    """Freeze what the counters say now as the next edition; nobody but analysts sees it until it is published.

    In: the consultation, the user (None for the console), why this edition. Where an edition exists, the new one
    needs a threshold more contributions than the last (the difference of two editions is a table like another), or,
    once the consultation is closed, a reason to correct it. Raises FreezingRefused, and PermissionDenied for others
    than analysts.
    """
    if by is not None and not can_freeze_results(by, consultation):
        raise PermissionDenied("can_freeze_results")
    source = consultation.source
    with transaction.atomic():
        # One edition at a time: two at once would not have been compared with each other.
        Consultation.objects.select_for_update(of=("self",)).get(pk=source.pk)
        earlier = list(source.snapshots.order_by("number"))
        figures = figures_of(source)
        _check(source, figures.contributions(), earlier, reason)
        hidden = hidden_figures(figures, [_edition(snapshot) for snapshot in earlier])
        data = document(source, figures, hidden)
        return PublishedSnapshot.objects.create(
            consultation=source,
            number=earlier[-1].number + 1 if earlier else 1,
            threshold=source.public_threshold,
            data=data,
            audit=[[*key, count, key in hidden] for key, count in sorted((figures.counts | figures.numbers).items())],
            sha256=digest(data),
            reason=reason,
        )


def publish_results(snapshot: PublishedSnapshot, *, by: Any) -> PublishedSnapshot:
    """Show an edition to the public in the place of the one before.

    Raises FreezingRefused for an edition older than the published one, TransitionRefused when it was published
    already, PermissionDenied when the user may not.
    """
    with transaction.atomic():
        editions = PublishedSnapshot.objects.select_for_update().filter(consultation=snapshot.consultation_id)
        for other in editions.published():
            if other.number > snapshot.number:
                raise FreezingRefused(_("Une édition plus récente est déjà publiée."))
            apply(other, "replace", by=by)
        apply(snapshot, "publish", by=by)
        transaction.on_commit(purge_pages)
    return snapshot


def digest(data: dict[str, Any]) -> str:
    """The sha256 of frozen figures, whatever the order in which a database keeps their keys."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Standing(NamedTuple):
    """Where the results of a consultation stand now."""

    contributions: int
    last: int | None  # contributions of the last edition, None where there is none
    refusal: str  # why no edition can be frozen now, empty when one can


def standing_of(consultation: Consultation) -> Standing:
    """What is counted now, what the last edition counted, and whether another can be frozen by who gives a reason."""
    source = consultation.source
    counted = source.counters.filter(question="", cell="").aggregate(sent=Sum("count"))["sent"] or 0
    earlier = list(source.snapshots.order_by("number"))
    last = _contributions(earlier[-1]) if earlier else None
    try:
        _check(source, counted, earlier, reason="?")
    except FreezingRefused as refused:
        return Standing(counted, last, str(refused))
    return Standing(counted, last, "")


def _check(source: Consultation, contributions: int, earlier: list[PublishedSnapshot], reason: str) -> None:
    if source.announcement.state == AnnouncementState.DRAFT or source.phase == Phase.UPCOMING:
        raise FreezingRefused(_("Cette consultation n’est pas encore ouverte."))
    if contributions < source.public_threshold:
        raise FreezingRefused(
            _("Il faut au moins %(threshold)s contributions pour figer des résultats.")
            % {"threshold": source.public_threshold}
        )
    is_open = source.phase == Phase.OPEN
    if not is_open and source.announcement.accepts_at(timezone.now()):
        raise FreezingRefused(_("Des réponses peuvent encore arriver : attendez dix minutes après la clôture."))
    if not earlier:
        return
    more = abs(contributions - _contributions(earlier[-1]))
    if more == 0 and not is_open:
        if not reason:
            raise FreezingRefused(_("Dites pourquoi ces résultats remplacent les précédents."))
    elif more < source.public_threshold:
        raise FreezingRefused(
            _("Il faut au moins %(threshold)s contributions de plus que dans l’édition précédente.")
            % {"threshold": source.public_threshold}
        )


def _contributions(snapshot: PublishedSnapshot) -> int:
    return next(row[3] for row in snapshot.audit if tuple(row[:3]) == ("", "", EVERYWHERE))


def _edition(snapshot: PublishedSnapshot) -> Edition:
    rows = [((question, cell, place), count, hidden) for question, cell, place, count, hidden in snapshot.audit]
    return Edition(
        cells={key: count for key, count, _hidden in rows},
        hidden=frozenset(key for key, _count, hidden in rows if hidden),
    )


def shown(snapshot: PublishedSnapshot) -> dict[str, Any]:
    """The document of an edition with the day of its publication, its number, and its keys in the contract's order."""
    day = timezone.localdate(snapshot.published_at).isoformat() if snapshot.published_at else None
    first = ("schema", "consultation")
    rest = ("contributions", "threshold", "questions")
    return {
        **{name: snapshot.data[name] for name in first},
        "published_on": day,
        "edition": snapshot.number,
        **{name: snapshot.data[name] for name in rest},
    }
