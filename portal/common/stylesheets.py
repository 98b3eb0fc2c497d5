"""One style sheet and one script out of the portal's many: a page asks for two files, not for forty."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).resolve().parents[1] / "static"
# Order of the cascade, the weakest first; css/main.css declares the same.
LAYERS = ("reset", "tokens", "base", "layout", "components", "print")


def join_styles(folder: Path) -> str:
    """The text of `css/portal.css`: the order of the layers, then each file of `folder` inside its own layer."""
    parts = [(folder / "main.css").read_text()]
    for layer in LAYERS:
        files = sorted((folder / layer).glob("*.css")) or [folder / f"{layer}.css"]
        parts += [f"@layer {layer} {{\n{file.read_text()}}}\n" for file in files]
    return "".join(parts)


def join_scripts(folder: Path) -> str:
    """The text of `js/portal.js`: each behaviour of `folder` in a block of its own, so that names do not meet."""
    return "".join(f"{{\n{file.read_text()}}}\n" for file in sorted(folder.glob("*.js")))


class JoinedFilesFinder(BaseFinder):
    """Gives `css/portal.css` and `js/portal.js` to the development server, to tests and to `collectstatic`."""

    def __init__(self) -> None:
        self.storage = FileSystemStorage(location=settings.VAR / "joined")

    def check(self, **kwargs: Any) -> list:
        """Nothing to configure, hence nothing to check."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Where the joined file is on disk, written again if its parts changed; nothing for any other path."""
        joined = self._joined()
        if path not in joined:
            return []
        found = self._write(path, joined[path])
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """The two files, for `collectstatic`."""
        for path, text in self._joined().items():
            self._write(path, text)
            yield path, self.storage

    @staticmethod
    def _joined() -> dict[str, str]:
        return {
            "css/portal.css": join_styles(SOURCES / "css"),
            "js/portal.js": join_scripts(SOURCES / "js" / "enhance"),
        }

    def _write(self, path: str, text: str) -> str:
        target = Path(self.storage.path(path))
        if not target.exists() or target.read_text() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_suffix(".tmp")
            temporary.write_text(text)
            temporary.replace(target)  # a server may be reading the former one
        return str(target)
