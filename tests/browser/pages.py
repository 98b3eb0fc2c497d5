"""The pages that the browser tests open; a story adds its own to this list."""

from typing import NamedTuple

from tests.browser.audit import CONTENT, Budget


class Target(NamedTuple):
    """A page to audit: a name, its path, the account that opens it (None for everybody), and its budget."""

    name: str
    path: str
    account: str | None = None
    budget: Budget = CONTENT


CATALOGUE = Budget(cold=150, html=20, requests=12, elements=900)
PAGES = [
    Target("composants", "/composants/", budget=CATALOGUE),
    Target("composants en arabe", "/composants/?langue=ar", budget=CATALOGUE),
]
