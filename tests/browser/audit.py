"""What every page must be, whatever it says: accessible, contained, light, and talking to nobody else."""

import gzip
from pathlib import Path
from typing import Any, NamedTuple

import axe_playwright_python
import html5lib
from playwright.sync_api import ConsoleMessage, Page, Response

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
# What axe cannot decide alone, each with the reason why it is sound here.
UNDECIDED = {
    "color-contrast": "computed for every pair of tokens in tests/architecture/test_stylesheets.py",
}
# Files already weighed during this run, by address.
WEIGHTS: dict[str, float] = {}
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > width + 1 && !one.closest('.table'))
        .map(one => one.outerHTML.slice(0, 120));
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll('main a, main button, main input, nav a')]
    .filter(one => one.checkVisibility() && !one.closest(
        'p, dd, td, .field__hint, li:not(.menu > li), .visually-hidden, .choice'))
    .filter(one => !['radio', 'checkbox', 'hidden'].includes(one.type))
    .filter(one => one.getBoundingClientRect().height < 43.5)
    .map(one => one.outerHTML.slice(0, 120))"""


class Budget(NamedTuple):
    """The most that a page may weigh (compressed, KB), ask for, and hold (interface.md, section 4)."""

    cold: int
    html: int
    requests: int
    elements: int


QUESTION = Budget(cold=60, html=14, requests=7, elements=200)
CONTENT = Budget(cold=150, html=14, requests=12, elements=500)
SPACE = Budget(cold=150, html=20, requests=12, elements=500)


class Watch:
    """Everything that a page asked for since it was last opened, and all that it ever complained about."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.complaints: list[str] = []
        self.responses: list[Response] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._response)

    def _response(self, response: Response) -> None:
        if _is_document(response):
            self.responses.clear()
        self.responses.append(response)

    def _console(self, message: ConsoleMessage) -> None:
        # Refusals of the content policy are console errors too.
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def strangers(self) -> list[str]:
        """Requests to anybody but the portal."""
        return [one.url for one in self.responses if not one.url.startswith((self.origin, "data:"))]

    def weights(self) -> dict[str, float]:
        """Compressed KB of the page (`html`) and of everything (`cold`), and the count of `requests`."""
        html = sum(len(gzip.compress(one.body())) / 1024 for one in self.responses if _is_document(one))
        files = {one.url for one in self.responses if one.ok and not _is_document(one)}
        return {"html": html, "cold": html + sum(map(self._weight, files)), "requests": len(files) + 1}

    def _weight(self, url: str) -> float:
        # Asked again: the browser no longer holds the body of what it took from its cache.
        if url not in WEIGHTS:
            answer = self.page.request.get(url)
            body = answer.body()
            WEIGHTS[url] = len(body if url.endswith(".woff2") else gzip.compress(body)) / 1024
        return WEIGHTS[url]


def _is_document(response: Response) -> bool:
    return response.request.is_navigation_request()


def audit(page: Page, budget: Budget = CONTENT, excused: tuple[str, ...] = ()) -> None:
    """Fail with every fault of the page at once, but those that hold a word of `excused`."""
    elements = page.evaluate("document.querySelectorAll('*').length")
    weights = page.watch.weights() | {"elements": elements}
    faults = [f"asked a stranger: {url}" for url in page.watch.strangers()]
    faults += [f"complained: {text}" for text in page.watch.complaints]
    faults += [f"wider than the screen: {html}" for html in page.evaluate(OVERFLOW)]
    faults += [f"hard to press: {html}" for html in page.evaluate(SMALL_TARGETS)]
    faults += [
        f"{measure} {weights[measure]:.1f} > {limit}"
        for measure, limit in budget._asdict().items()
        if weights[measure] > limit
    ]
    faults += [f"elements h1: {count}" for count in [page.locator("h1").count()] if count != 1]
    faults += malformed(page)
    faults += axe_faults(page)
    faults = [fault for fault in faults if not any(word in fault for word in excused)]
    assert not faults, "\n".join([page.url, *faults])


def malformed(page: Page) -> list[str]:
    """What the parser of the HTML standard had to repair in the document that the server sent."""
    parser = html5lib.HTMLParser()
    for response in page.watch.responses:
        if _is_document(response) and response.status < 300:
            parser.parse(response.body())
    return [f"malformed at {place}: {code} {details}" for place, code, details in parser.errors]


def axe_faults(page: Page) -> list[str]:
    """Violations that axe found, and what it could not decide and no reason here covers."""
    page.evaluate(AXE)  # allowed under our content policy, unlike a script tag
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations', 'incomplete']})",
        TAGS,
    )
    undecided = [one for one in result["incomplete"] if one["id"] not in UNDECIDED]
    return [_sentence(one) for one in [*result["violations"], *undecided]]


def _sentence(rule: dict[str, Any]) -> str:
    where = " ; ".join(f"{node['html'][:140]} ({node.get('failureSummary', '')[:200]})" for node in rule["nodes"][:4])
    return f"{rule['id']}: {rule['help']}: {where}"
