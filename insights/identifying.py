"""What in one's words could say who somebody is, shown before they are sent. Kept nowhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from community.identifying.found import Found, apart
from community.identifying.structured import structured
from members.models import Viewer
from members.naming import Known, known_to, named

AROUND = 40


@dataclass(frozen=True, slots=True)
class Warned:
    """What it is, in which field and line it stands, and the words around it."""

    sort: str
    field: str
    line: int
    before: str
    text: str
    after: str


def warned(typed: Sequence[tuple[str, str]], *, by: Viewer, unlinked: bool) -> list[Warned]:
    """For each (field, text). Names only where the words are to name nobody."""
    known = known_to(by) if unlinked else None
    return [each for field, text in typed for each in _in_field(field, text, known)]


def _in_field(field: str, text: str, known: Known | None) -> Iterator[Warned]:
    names = named(text, known) if known else []
    for found in apart([*structured(text), *names]):
        yield _where(field, text, found)


def _where(field: str, text: str, found: Found) -> Warned:
    before, after = text[: found.start], text[found.end :]
    return Warned(
        sort=str(found.sort.label),
        field=field,
        line=before.count("\n") + 1,
        before=_shortened(before.rpartition("\n")[2], keep=slice(-AROUND, None)),
        text=text[found.start : found.end],
        after=_shortened(after.partition("\n")[0], keep=slice(AROUND)),
    )


def _shortened(text: str, *, keep: slice) -> str:
    """The part of it nearest to what was found."""
    if len(text) <= AROUND:
        return text
    return f"…{text[keep]}" if keep.stop is None else f"{text[keep]}…"
