"""What the words typed bring to mind: tags of the vocabulary that may fit."""

import re
from collections.abc import Iterable

from insights.models import Tag

MOST = 6
_WORD = re.compile(r"[^\W_]+")


def tags_for(text: str, *, chosen: Iterable[Tag]) -> list[Tag]:
    """Accepted tags whose name, or another name of theirs, stands in the text."""
    taken, words = {tag.pk for tag in chosen}, _spaced(text)
    fits = [tag for tag in Tag.objects.accepted() if tag.pk not in taken and _fits(tag, words)]
    return fits[:MOST]


def _fits(tag: Tag, words: str) -> bool:
    """In any case, except that “IT” is not “it”."""
    folded = words.casefold()
    return any(
        _spaced(name) in words if name.isupper() else _spaced(name).casefold() in folded
        for name in [tag.name, *tag.aliases]
    )


def _spaced(text: str) -> str:
    """The words alone, each with a space on both sides."""
    return f" {' '.join(_WORD.findall(text))} "
