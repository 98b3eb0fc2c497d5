"""Who may know whom: what import-linter sees, and the three ways round it (models by name, templates, URLs)."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignObject, ManyToManyField
from importlinter.cli import lint_imports

from tests.architecture.test_house import ROOT, tracked

pytestmark = pytest.mark.any_engine

# From the top down: each may know those after it.
LAYERS = ("home", "consultations", "network", "portal.accounts", "portal.common")
NAMESPACES = {"home": "home", "consultations": "consultations", "network": "network", "accounts": "portal.accounts"}
# The shell of the site: it is included by every app, and belongs to none.
SHARED_TEMPLATES = ("base.html", "components/", "layouts/", "account/", "mfa/", "allauth/", "django/", "wagtail")


def layer_of(path: Path) -> str | None:
    """The app that a file belongs to; None for what stands above or beside the apps."""
    name = str(path.relative_to(ROOT)).replace("/", ".")
    return next((layer for layer in LAYERS if name.startswith(f"{layer}.")), None)


def is_above(other: str, mine: str) -> bool:
    return LAYERS.index(other) < LAYERS.index(mine)


def test_the_contracts_on_imports_are_kept(capsys):
    failed = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert failed == 0, capsys.readouterr().out


def test_no_model_points_to_an_app_above_its_own():
    wrong = []
    for model in apps.get_models():
        mine = model._meta.app_config.name
        for field in model._meta.get_fields():
            if mine not in LAYERS or not isinstance(field, ForeignObject | ManyToManyField):
                continue
            target = field.remote_field.model
            theirs = target._meta.app_config.name
            if theirs in LAYERS and is_above(theirs, mine) and target._meta.label != settings.AUTH_USER_MODEL:
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert wrong == []


def test_no_template_includes_one_of_an_app_above_its_own():
    named = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
    wrong = []
    for path in tracked("*.html"):
        mine = layer_of(path)
        for name in named.findall(path.read_text()):
            theirs = NAMESPACES.get(name.split("/")[0])
            if mine and not name.startswith(SHARED_TEMPLATES) and theirs and is_above(theirs, mine):
                wrong.append(f"{path.relative_to(ROOT)}: {name}")
    assert wrong == []


def test_no_file_names_a_url_of_an_app_above_its_own():
    named = re.compile(r"(?:{%-?\s*url\s+|\breverse(?:_lazy)?\(\s*|\bredirect\(\s*)[\"'](\w+):")
    wrong = []
    for path in tracked("*.html", "*.py"):
        mine = layer_of(path)
        for namespace in named.findall(path.read_text()):
            theirs = NAMESPACES.get(namespace)
            if mine and theirs and is_above(theirs, mine):
                wrong.append(f"{path.relative_to(ROOT)}: {namespace}:")
    assert wrong == []
