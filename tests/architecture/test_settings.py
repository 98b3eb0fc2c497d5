"""Settings: the environment is documented, and production is the base."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_engine
ROOT = Path(__file__).resolve().parents[2]


def test_the_example_environment_names_every_variable_that_the_settings_read() -> None:
    source = (ROOT / "portal/settings/base.py").read_text()
    read = set(re.findall(r'(?:text|words|number)\(\s*"([A-Z_]+)"', source))
    documented = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert documented == read


def test_only_one_module_reads_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in ROOT.glob("[!.]*/**/*.py")
        if "os.environ" in path.read_text()
        and not str(path.relative_to(ROOT)).startswith(("tests/", "build/", "bench/"))
    }
    assert readers <= {
        "portal/settings/environment.py",
        "portal/settings/dev.py",
        "portal/settings/test.py",
        "portal/wsgi.py",
    }


def test_no_machine_path_nor_registry_stands_in_the_project() -> None:
    forbidden = re.compile(r"/(?:work|root|tmp)/|pypi\.org/simple|index-url")
    faulty = [
        str(path.relative_to(ROOT))
        for pattern in ("**/*.py", "**/*.html", "**/*.md", "*.txt", "*.toml", "Makefile", ".ci/run")
        for path in ROOT.glob(pattern)
        if not any(part.startswith(".venv") or part in {"build", "var", "node_modules"} for part in path.parts)
        and path != Path(__file__).resolve()
        and forbidden.search(path.read_text())
    ]
    assert faulty == []
