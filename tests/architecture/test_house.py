"""Rules of the house that no tool of the trade checks."""

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_engine
ROOT = Path(__file__).resolve().parents[2]
MAXIMUM_LINES = 400


def tracked(*patterns: str) -> list[Path]:
    """Files of the project that match, those not yet committed included."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).exists()]


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked("*.py", "*.html", "*.css", "*.js")
        if "/migrations/" not in str(path) and (count := len(path.read_text().splitlines())) > MAXIMUM_LINES
    }
    assert long == {}


def test_no_module_is_a_bag_of_things() -> None:
    assert [path for path in tracked("*.py") if path.stem in {"utils", "helpers", "misc"}] == []


def test_every_exception_to_a_check_gives_its_reason() -> None:
    bare = re.compile(r"#\s*(?:noqa|type:\s*ignore)[^\n-]*$|@pytest\.mark\.skip(?:if)?\((?!.*reason)", re.MULTILINE)
    faulty = [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in tracked("*.py")
        if "/migrations/" not in str(path) and path != Path(__file__).resolve()
        for match in bare.finditer(path.read_text())
    ]
    assert faulty == []


def test_no_template_carries_inline_style_script_or_handler() -> None:
    forbidden = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    faulty = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked("*.html")
        if (
            match := forbidden.search(
                re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
            )
        )
    ]
    assert faulty == []


def test_nothing_marks_text_as_safe_nor_lifts_the_csrf_check() -> None:
    forbidden = re.compile(r"\bmark_safe\(|\bcsrf_exempt\b|\"__all__\"|^\s*exclude\s*=", re.MULTILINE)
    faulty = [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in tracked("*.py")
        if not str(path.relative_to(ROOT)).startswith("tests/") and (match := forbidden.search(path.read_text()))
    ]
    assert faulty == []
