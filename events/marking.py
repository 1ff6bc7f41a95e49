"""What in a note could say who somebody is, marked where it stands. For those who run the event alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.identifying.found import apart
from community.identifying.structured import structured
from members.naming import Known, named


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text; `sort` says what it may be, and is empty where it is nothing."""

    text: str
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    pieces: Sequence[Piece]

    @property
    def sorts(self) -> list[str]:
        """What was found, each sort once, in the order of the text."""
        return list(dict.fromkeys(piece.sort for piece in self.pieces if piece.sort))


def marked(text: str, known: Known) -> Marked:
    """The whole text, piece by piece. `known` holds the names that are looked for."""
    pieces, at = [], 0
    for found in apart([*structured(text), *named(text, known)]):
        pieces += [
            Piece(text[at : found.start]),
            Piece(text[found.start : found.end], str(found.sort.label)),
        ]
        at = found.end
    return Marked([piece for piece in (*pieces, Piece(text[at:])) if piece.text])
