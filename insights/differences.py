"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insights.models import Insight

COMPARED: dict[str, str | Promise] = {
    "title": _("Title"),
    "body": _("What is happening"),
    "what_helped": _("What helped"),
}
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, came or went."""

    text: str
    what: str = "same"


def difference(old: str, new: str) -> list[Piece]:
    """The new text with what came marked, and what went kept in its place."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=True)
    for what, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece("".join(after[b_start:b_end])))
            continue
        pieces += _changed(before[a_start:a_end], after[b_start:b_end])
    return pieces


def _changed(went: Sequence[str], came: Sequence[str]) -> list[Piece]:
    both = [Piece("".join(went), "went"), Piece("".join(came), "came")]
    return [piece for piece in both if piece.text]


def since_last_version(insight: Insight) -> list[tuple[str, list[Piece]]]:
    """Title, body and what helped, as far as the author's last edit changed them."""
    before = insight.versions.first()
    if before is None:
        return []
    return [
        (str(label), difference(getattr(before, name), now))
        for name, label in COMPARED.items()
        if getattr(before, name) != (now := getattr(insight, name))
    ]
