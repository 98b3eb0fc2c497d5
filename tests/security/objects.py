"""Examples of the objects that URLs show: each makes one and gives the keys of its routes."""

from collections.abc import Callable

from tests.factories.consultations import make_consultation


def consultation() -> dict[str, object]:
    """An open consultation."""
    return {"slug": make_consultation().slug}


OBJECTS: dict[str, Callable[[], dict[str, object]]] = {"consultation": consultation}
