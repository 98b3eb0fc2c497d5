"""The rules of the style sheets: contrast, direction, layers, weight, and no other State's look."""

import gzip
import re
from pathlib import Path

import pytest

from portal.common.stylesheets import LAYERS, SOURCES, JoinedFilesFinder, join_scripts, join_styles

pytestmark = pytest.mark.any_engine
ROOT = Path(__file__).resolve().parents[2]
CSS = sorted((SOURCES / "css").rglob("*.css"))
COMPONENTS = ROOT / "portal" / "templates" / "components"
TEMPLATES = sorted(
    file for app in ("portal", "home", "network", "consultations") for file in (ROOT / app).rglob("*.html")
)
DARK = "@media (prefers-color-scheme: dark)"
# Text, background, least contrast: WCAG asks 4.5 for words and 3 for borders and focus; ours start at 7 for words.
PAIRS = [
    ("--text", "--page", 7),
    ("--text", "--soft", 7),
    ("--link", "--page", 7),
    ("--link", "--soft", 7),
    ("--accent", "--page", 7),
    ("--accent", "--soft", 7),
    ("--error", "--page", 7),
    ("--error", "--soft", 7),
    ("--focus-text", "--focus", 7),
    ("--line", "--page", 3),
    ("--line", "--soft", 3),
]
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
CONDITION = re.compile(r"@(?:media|container)[^{]*\{")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def tokens(theme: str) -> dict[str, str]:
    light, dark = (SOURCES / "css" / "tokens.css").read_text().split(DARK)
    values = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", light))
    return values | (dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", dark)) if theme == "dark" else {})


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_each_pair_of_colours_is_readable(theme, ink, paper, least):
    colours = tokens(theme)
    assert contrast(colours[ink], colours[paper]) >= least


@pytest.mark.parametrize("file", CSS, ids=lambda file: file.stem)
def test_directions_are_those_of_the_language(file):
    rules = CONDITION.sub("{", COMMENT.sub("", file.read_text()))
    assert not [found.group() for found in PHYSICAL.finditer(rules)]


def test_the_rule_of_direction_sees_what_it_forbids():
    for fault in ("margin-left: 0", "left: 0", "text-align: right", "max-width: 3em", "border-top: 0", "float: left"):
        assert PHYSICAL.search(fault), fault
    for sound in (
        "margin-inline-start: 0",
        "text-align: start",
        "border-block-start: 0",
        "stroke-width: 2",
        "line-height: 1",
    ):
        assert not PHYSICAL.search(sound), sound


@pytest.mark.parametrize("file", CSS, ids=lambda file: file.stem)
def test_important_is_for_print_and_for_hidden(file):
    if file.name == "print.css":
        return
    important = [line for line in file.read_text().splitlines() if "!important" in line]
    assert important == (["  display: none !important;"] if file.name == "base.css" else [])


def test_layers_are_declared_in_the_order_in_which_they_are_joined():
    assert (SOURCES / "css" / "main.css").read_text() == f"@layer {', '.join(LAYERS)};\n"
    joined = join_styles(SOURCES / "css")
    places = [joined.index(f"@layer {layer} {{") for layer in LAYERS]
    assert places == sorted(places)
    assert joined.count("{") == joined.count("}")


@pytest.mark.parametrize("template", sorted(COMPONENTS.glob("*.html")), ids=lambda file: file.stem)
def test_a_component_opens_with_its_contract_and_has_its_style_sheet(template):
    text = template.read_text()
    assert text.startswith("{% comment %}\nPurpose: ")
    contract = text.split("{% endcomment %}")[0]
    for word in ("\nParameters: ", "\nStates: ", "\nAccessibility: "):
        assert word in contract
    assert (SOURCES / "css" / "components" / f"{template.stem}.css").exists()


def test_a_style_sheet_of_a_component_has_its_template():
    sheets = {file.stem for file in (SOURCES / "css" / "components").glob("*.css")}
    assert sheets == {file.stem for file in COMPONENTS.glob("*.html")}


@pytest.mark.parametrize("file", [*TEMPLATES, *CSS], ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_looks_like_the_state(file):
    text = file.read_text()
    assert not re.search(r"dsfr|marianne", text, re.IGNORECASE)
    assert not re.search(r"""class="[^"]*\bfr-|\.fr-""", text)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_carries_no_style_script_or_handler_of_its_own(file):
    text = file.read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|target=.?_blank", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_style_sheet_and_script_are_light():
    assert len(gzip.compress(join_styles(SOURCES / "css").encode())) <= 12 * 1024
    assert len(gzip.compress(join_scripts(SOURCES / "js" / "enhance").encode())) <= 5 * 1024


def test_the_finder_serves_what_its_sources_say(settings, tmp_path):
    settings.VAR = tmp_path
    finder = JoinedFilesFinder()
    stale = tmp_path / "joined" / "css" / "portal.css"
    stale.parent.mkdir(parents=True)
    stale.write_text("old")
    assert Path(finder.find("css/portal.css")).read_text() == join_styles(SOURCES / "css")
    assert finder.find("css/other.css") == []
    assert finder.find("css/other.css", find_all=True) == []
    assert [path for path, storage in finder.list(None)] == ["css/portal.css", "js/portal.js"]
    assert finder.check() == []
