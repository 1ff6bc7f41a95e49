"""Claims: each line of what was heard rests on something, and goes when that goes."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from community.documents.tree import (
    Block,
    BulletList,
    Item,
    Link,
    NumberList,
    Paragraph,
    Quote,
    Runs,
    words,
)
from events.composing.material import Material

_QUOTED = re.compile(r"“([^”]{3,})”")


def unsourced(content: Iterable[Block], material: Material) -> list[str]:
    """Lines that neither lead to an insight of the event nor quote a note as it stands, word by word."""
    known = _addresses(material)
    notes = [said.text for finding in material.findings for said in finding.said]
    lines = [runs for runs in _lines(content) if not words(runs).endswith(":")]
    return [words(runs) for runs in lines if not _rests(runs, known, notes)]


def _rests(runs: Runs, known: Collection[str], notes: Collection[str]) -> bool:
    if any(isinstance(run, Link) and run.href in known for run in runs):
        return True
    quoted = _QUOTED.findall(words(runs))
    return bool(quoted) and all(any(it in note for note in notes) for it in quoted)


def without_gone(content: Iterable[Block], material: Material) -> tuple[Block, ...]:
    """The same without lines that lead to an insight this reader can no longer read here."""
    known = _addresses(material)
    start = re.escape(f"{settings.SITE_ADDRESS}{reverse('insights:browse')}")
    return tuple(_without_gone(content, known, re.compile(rf"{start}[A-Z]+-\w+")))


def _without_gone(
    content: Iterable[Block], known: Collection[str], library: re.Pattern[str]
) -> Iterator[Block]:
    for block in content:
        if isinstance(block, BulletList | NumberList):
            kept: tuple[Item, ...] = tuple(
                it for it in block.items if not _is_gone(it.runs, known, library)
            )
            if kept:
                yield replace(block, items=kept)
        elif not isinstance(block, Paragraph | Quote) or not _is_gone(block.runs, known, library):
            yield block


def _is_gone(runs: Runs, known: Collection[str], library: re.Pattern[str]) -> bool:
    links = [run.href for run in runs if isinstance(run, Link) and library.match(run.href)]
    return any(href not in known for href in links)


def _addresses(material: Material) -> frozenset[str]:
    return frozenset(it.address for it in (*material.findings, *material.recorded))


def _lines(content: Iterable[Block]) -> Iterator[Runs]:
    for block in content:
        if isinstance(block, BulletList | NumberList):
            yield from (item.runs for item in block.items)
        elif isinstance(block, Paragraph | Quote):
            yield block.runs
