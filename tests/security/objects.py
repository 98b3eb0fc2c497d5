"""Examples of the objects that URLs show: each makes one and gives the keys of its routes."""

from collections.abc import Callable

from tests.factories.consultations import make_consultation
from tests.factories.missions import make_mission


def consultation() -> dict[str, object]:
    """An open consultation."""
    return {"slug": make_consultation().slug}


def mission() -> dict[str, object]:
    """A published mission."""
    return {"pk": make_mission().pk}


OBJECTS: dict[str, Callable[[], dict[str, object]]] = {"consultation": consultation, "mission": mission}
