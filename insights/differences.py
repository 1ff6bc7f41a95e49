"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insights.models import Comment, CommentVersion, Insight, InsightVersion

COMPARED: dict[str, str | Promise] = {
    "title": _("Title"),
    "body": _("What is happening"),
    "what_helped": _("What helped"),
}
OF_COMMENTS: dict[str, str | Promise] = {"body": _("Comment")}
Kept = InsightVersion | CommentVersion
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


Changes = list[tuple[str, list[Piece]]]


def compared(words: Insight | Comment | Kept) -> dict[str, str | Promise]:
    """What is kept of them when they change, and what each part is called."""
    return OF_COMMENTS if isinstance(words, Comment | CommentVersion) else COMPARED


def between(old: Insight | Comment | Kept, new: Insight | Comment | Kept) -> Changes:
    """Part by part, as far as they differ."""
    return [
        (str(label), difference(before, after))
        for name, label in compared(new).items()
        if (before := getattr(old, name)) != (after := getattr(new, name))
    ]


def since_decided(words: Insight | Comment, version: int | None) -> Changes:
    """Since the words of this version were decided on, however often they were edited; else the last edit."""
    versions: QuerySet[Any] = words.versions.all()
    before = (
        versions.first()
        if version is None
        else versions.filter(number__gte=version).order_by("number").first()
    )
    return [] if before is None else between(before, words)


@dataclass(frozen=True)
class Version:
    """The words as they stood, and what the edit that ended them changed."""

    kept: InsightVersion
    changes: Changes


def history(insight: Insight) -> list[Version]:
    """Newest first: each version beside the one that took its place."""
    versions = list(insight.versions.all())
    after: list[Insight | InsightVersion] = [insight, *versions]
    return [
        Version(kept, between(kept, newer)) for kept, newer in zip(versions, after, strict=False)
    ]
