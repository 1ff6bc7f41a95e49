"""The brief: two pages of a summary. It chooses among what the summary says, and rewords nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.documents.tree import (
    Block,
    BulletList,
    Heading,
    NumberList,
    Paragraph,
    Quote,
    Table,
    bullets,
    paragraph,
    words,
)
from events.enums import BlockKey

LINES = 72  # of two pages of A4, with room to spare
LETTERS = 85  # in a line
TITLES = 5

OF_FINDINGS = frozenset({BlockKey.PRINCIPLES, BlockKey.CHALLENGES, BlockKey.SUPPORT})
LEFT_OUT = frozenset({BlockKey.METHOD, BlockKey.GLOSSARY, BlockKey.APPENDIX})
Shown = tuple[str, Heading, tuple[Block, ...]]


def brief(parts: Iterable[Shown]) -> tuple[Block, ...]:
    """Titles instead of findings, no appendix, and no more lines than two pages hold."""
    blocks = [it for part in parts if part[0] not in LEFT_OUT for it in _part(*part)]
    said = paragraph(_("This is the short form. The summary has more on all of it, and the notes."))
    return (*_fitting(blocks, LINES), said)


def _part(key: str, heading: Heading, content: tuple[Block, ...]) -> Iterator[Block]:
    yield heading
    yield from _titles(content) if key in OF_FINDINGS else content


def _titles(content: tuple[Block, ...]) -> Iterator[Block]:
    titles = [it.text for it in content if isinstance(it, Heading) and it.level == 2]
    yield bullets(titles[:TITLES])
    more = len(titles) - TITLES
    if more > 0:
        yield paragraph(ngettext("And %(n)d more.", "And %(n)d more.", more) % {"n": more})


def _fitting(blocks: Iterable[Block], room: int) -> Iterator[Block]:
    """Up to where the room ends; a list is cut between items, and no heading stands last."""
    waiting: list[Block] = []
    for block in blocks:
        fits = _cut(block, room - sum(map(_lines, waiting)))
        if fits is None:
            return
        waiting.append(fits)
        if not isinstance(block, Heading):
            room -= sum(map(_lines, waiting))
            yield from waiting
            waiting = []
        if fits is not block:
            return


def _cut(block: Block, room: int) -> Block | None:
    """As much of a block as there is room for; nothing if that would be nothing."""
    if _lines(block) <= room:
        return block
    if not isinstance(block, BulletList | NumberList):
        return None
    items = block.items
    while items and _lines(replace(block, items=items)) > room:
        items = items[:-1]
    return replace(block, items=items) if items else None


def _lines(block: Block) -> int:
    """About how many lines it takes, the space round it among them."""
    match block:
        case Heading():
            return 2 + _wrapped(block.text)
        case Paragraph() | Quote():
            return 1 + _wrapped(words(block.runs))
        case BulletList() | NumberList():
            return 1 + sum(_wrapped(words(item.runs)) for item in block.items)
        case Table():
            rows = [block.header, *block.rows]
            return 3 + sum(1 + max(map(_wrapped, row)) * len(row) for row in rows) - len(rows)


def _wrapped(text: str) -> int:
    return 1 + len(text) // LETTERS
