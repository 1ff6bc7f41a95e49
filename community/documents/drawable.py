"""Letters that the fonts at hand cannot draw, spelt out: a missing letter would say nothing at all."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import typst

from community.documents.tree import Document

MOST_ASKED = 300
# Latin with its accents, Greek, Cyrillic and common punctuation: every font we have draws those.
_STRANGER = re.compile(
    r"[^\x20-\x7e\xa0-\u017f\u0391-\u03c9\u0410-\u044f\u2013\u2014\u2018-\u201d…•]"
)
_COMPLAINT = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_KEPT = frozenset({"href", "language"})

_drawn: set[str] = set()
_missing: set[str] = set()


def drawable(document: Document, draw: Callable[[Document], object]) -> Document:
    """The same document with each letter no font has as its name in brackets.

    What `draw` can do with a letter is asked once in the life of the process.
    """
    strangers = set(_STRANGER.findall("".join(_words(document))))
    _ask(sorted(strangers - _drawn - _missing), draw)
    missing = strangers & _missing
    return _spelt(document, {ord(c): _name(c) for c in missing}) if missing else document


def _ask(letters: list[str], draw: Callable[[Document], object]) -> None:
    """A short document of these letters; it is refused for one letter at a time."""
    for _turn in range(MOST_ASKED):
        try:
            draw(Document(f"Letters {' '.join(letters)}"))
        except typst.TypstError as refusal:
            refused = _refused(refusal, letters)
            _missing.update(refused)
            letters = [c for c in letters if c not in refused]
        else:
            _drawn.update(letters)
            return
    _missing.update(letters)


def _refused(refusal: typst.TypstError, letters: list[str]) -> set[str]:
    """The letters it names; all of them when it names none."""
    found = _COMPLAINT.search(str(refusal))
    return set(found[1]) & set(letters) or set(letters) if found else set(letters)


def _name(letter: str) -> str:
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"


def _words(thing: Any) -> Iterable[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _words(part)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from _words(getattr(thing, field.name))


def _spelt(thing: Any, names: dict[int, str]) -> Any:
    if isinstance(thing, str):
        return thing.translate(names)
    if isinstance(thing, tuple):
        return tuple(_spelt(part, names) for part in thing)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        parts = {field.name: getattr(thing, field.name) for field in dataclasses.fields(thing)}
        changed = {k: _spelt(part, names) for k, part in parts.items() if k not in _KEPT}
        return dataclasses.replace(thing, **changed)
    return thing
