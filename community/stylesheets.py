"""One stylesheet from many: `css/site.css` is joined from the parts listed in `css/parts.css`.

A part is a file; what a browser asks for is one file. Works alike for the development server,
for WhiteNoise looking through finders, and for `collectstatic`.
"""

import builtins
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
SOURCE = Path(settings.BASE_DIR) / "static" / "css"
LISTING = SOURCE / "parts.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
INDENT = re.compile(r"\n\s+")


def parts() -> list[Path]:
    """The files that make up the stylesheet, in the order they are read."""
    return [SOURCE / name for name in IMPORT.findall(LISTING.read_text())]


def bundle() -> str:
    """Every part in place of its `@import`, without comments and indentation."""
    whole = IMPORT.sub(lambda found: (SOURCE / found[1]).read_text(), LISTING.read_text())
    return INDENT.sub("\n", COMMENT.sub("", whole))


class StylesheetFinder(BaseFinder):
    """Finds `css/site.css`, rebuilt whenever a part is newer than it."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        self.storage = FileSystemStorage(location=Path(settings.VAR_DIR) / "stylesheet")
        self.storage.prefix = ""  # type: ignore[attr-defined]  # as the other finders mark theirs

    def check(self, **_kwargs: object) -> builtins.list[CheckMessage]:
        return []

    def find(  # type: ignore[override]  # older callers say all=, newer find_all=
        self, path: str, **wanted: object
    ) -> str | Sequence[str]:
        if path != NAME:
            return []
        found = str(built())
        return [found] if any(wanted.values()) else found

    def list(
        self,
        ignore_patterns: Iterable[str] | None,  # every finder takes it
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        built()
        yield NAME, self.storage


def built() -> Path:
    """Where the stylesheet is, as new as its newest part."""
    target = Path(settings.VAR_DIR) / "stylesheet" / NAME
    newest = max(part.stat().st_mtime for part in [LISTING, *parts()])
    if not target.exists() or target.stat().st_mtime < newest:
        _write(target, bundle())
    return target


def _write(target: Path, text: str) -> None:
    """Whole or not at all: several processes may build at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False) as draft:
        draft.write(text)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(target)
