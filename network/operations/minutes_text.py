"""The text of minutes: headings are the agenda items, decisions are lines under them."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from network.enums import ItemVisibility
from network.models import Decision, Meeting

HEADING = "## "


class Section(NamedTuple):
    """A heading, empty above the first one, and what is written under it."""

    heading: str
    text: str


def sections(body: str) -> list[Section]:
    """The sections of a text, in order; those that hold nothing at all are left out."""
    heading, lines, found = "", [], []
    for line in [*body.splitlines(), HEADING]:
        if not line.startswith(HEADING):
            lines.append(line)
            continue
        text = "\n".join(lines).strip()
        if heading or text:
            found.append(Section(heading, text))
        heading, lines = line.removeprefix(HEADING).strip(), []
    return found


def decision_line(decision: Decision) -> str:
    """How a decision stands in minutes."""
    return _("Décision %(number)d : %(text)s") % {"number": decision.number, "text": " ".join(decision.text.split())}


def with_decisions(body: str, meeting: Meeting) -> str:
    """The text with the decisions that it does not hold yet, each under the heading of its item, or at the end."""
    rows = Decision.objects.filter(agenda_item__meeting=meeting).select_related("agenda_item").order_by("number")
    lines = body.splitlines()
    for decision in rows.exclude(agenda_item__visibility=ItemVisibility.SECRETARIAT):
        start = decision_line(decision).partition(str(decision.number))[0]
        if any(re.match(rf"{re.escape(start)}{decision.number}\b", line) for line in lines):
            continue
        heading = f"{HEADING}{decision.agenda_item.title}"
        if heading not in lines:
            lines += ["", heading, ""]
        end = lines.index(heading) + 1
        while end < len(lines) and not lines[end].startswith(HEADING):
            end += 1
        while lines[end - 1] == "" and lines[end - 2] != heading:
            end -= 1
        lines.insert(end, decision_line(decision))
    return "\n".join(lines)
