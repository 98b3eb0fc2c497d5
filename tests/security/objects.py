"""Examples of the objects that URLs show: each makes one and gives the keys of its routes."""

from collections.abc import Callable

from django.utils import timezone

from network.models import MinutesExtract
from tests.factories.committees import make_call, make_candidacy, make_committee, make_document, make_minutes
from tests.factories.consultations import make_consultation
from tests.factories.missions import make_mission


def consultation() -> dict[str, object]:
    """An open consultation."""
    return {"slug": make_consultation().slug}


def mission() -> dict[str, object]:
    """A published mission."""
    return {"pk": make_mission().pk}


def listed_committee() -> dict[str, object]:
    """A committee that has a public page."""
    return {"slug": make_committee(is_listed=True).slug}


def published_extract() -> dict[str, object]:
    """What the public reads of a meeting."""
    minutes = make_minutes(state="approved")
    committee = minutes.meeting.committee
    committee.is_listed = True
    committee.save()
    extract = MinutesExtract.objects.create(
        minutes=minutes, text="L’essentiel.", names_checked=True, published_at=timezone.now()
    )
    return {"slug": committee.slug, "pk": extract.pk}


def published_version() -> dict[str, object]:
    """A version given to everybody."""
    return {"pk": make_document(make_committee(is_listed=True), published=True).published_version_id}


def open_call() -> dict[str, object]:
    """A call for members, open today."""
    return {"pk": make_call(make_committee("participatory", is_listed=True)).pk}


def private_committee() -> dict[str, object]:
    """A committee that only its members know of."""
    return {"pk": make_committee().pk}


def candidacy() -> dict[str, object]:
    """Somebody who proposed to sit."""
    return {"pk": make_candidacy().pk}


OBJECTS: dict[str, Callable[[], dict[str, object]]] = {
    "consultation": consultation,
    "mission": mission,
    "listed_committee": listed_committee,
    "published_extract": published_extract,
    "published_version": published_version,
    "open_call": open_call,
    "private_committee": private_committee,
    "candidacy": candidacy,
}
