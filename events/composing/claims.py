"""Claims: each line of what was heard rests on something, and a line goes when what it says has gone."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.urls import reverse

from community.documents.tree import (
    Block,
    BulletList,
    Heading,
    Item,
    Link,
    NumberList,
    Paragraph,
    Quote,
    Runs,
    Text,
    words,
)
from community.text import one_line
from events.composing.masking import Hide
from events.composing.material import Material
from events.enums import BlockKey

_QUOTED = re.compile(r"“([^”]{3,})”|\"([^\"]{3,})\"")
_SHORTEST_REPEATED = 12  # a note of “Yes” is no reason to take a line out


@dataclass(frozen=True)
class Ground:
    """What lines may rest on, with the same names hidden in it as in the lines."""

    material: Material
    hide: Hide

    @cached_property
    def addresses(self) -> frozenset[str]:
        material = self.material
        return frozenset(it.address for it in (*material.findings, *material.recorded))

    @cached_property
    def standing(self) -> list[str]:
        """What may be quoted: notes, and insights as their readers find them."""
        material = self.material
        notes = [said.text for finding in material.findings for said in finding.said]
        every = [it.insight for it in (*material.findings, *material.recorded)]
        return self._told([*notes, *(text for it in every for text in (it.title, it.body))])

    @cached_property
    def gone(self) -> list[str]:
        """What was left out or taken back, unless somebody else said it too."""
        told = self._told(self.material.gone)
        return [it for it in told if not any(it in text for text in self.standing)]

    def _told(self, texts: Iterable[str]) -> list[str]:
        return [one_line(self.hide(text)) for text in texts]

    def quotes_truly(self, line: str) -> bool:
        """Each quotation stands word by word in something that stands."""
        return all(any(it in text for text in self.standing) for it in quotations(line))

    def bears(self, runs: Runs) -> bool:
        """It leads to an insight of the event or quotes something, and quotes nothing else."""
        leads = any(isinstance(run, Link) and run.href in self.addresses for run in runs)
        line = words(runs)
        return (leads or bool(quotations(line))) and self.quotes_truly(line)

    def repeats_what_is_gone(self, line: str) -> bool:
        """A note whole, or a piece of it in quotation marks."""
        if any(len(it) >= _SHORTEST_REPEATED and it in line for it in self.gone):
            return True
        pieces = [it for it in quotations(line) if not any(it in text for text in self.standing)]
        return any(it in text for it in pieces for text in self.gone)


def quotations(line: str) -> list[str]:
    return [curly or straight for curly, straight in _QUOTED.findall(line)]


def unsourced(content: Iterable[Block], ground: Ground) -> list[str]:
    """Lines that neither lead to an insight of the event nor quote a note as it stands, word by word."""
    return [
        words(runs) for runs in _lines(content) if not _leads_on(runs) and not ground.bears(runs)
    ]


def _leads_on(runs: Runs) -> bool:
    return words(runs).endswith(":")


def without_gone(content: Iterable[Block], ground: Ground) -> tuple[Block, ...]:
    """The same without lines that lead to an insight this reader can no longer read here."""
    start = re.escape(f"{settings.SITE_ADDRESS}{reverse('insights:browse')}")
    library = re.compile(rf"{start}[A-Z]+-\w+")
    return only_lines(content, lambda runs: not _is_gone(runs, ground.addresses, library))


def only_lines(content: Iterable[Block], stays: Callable[[Runs], bool]) -> tuple[Block, ...]:
    return tuple(_only_lines(content, stays))


def _only_lines(content: Iterable[Block], stays: Callable[[Runs], bool]) -> Iterator[Block]:
    for block in content:
        if isinstance(block, BulletList | NumberList):
            kept: tuple[Item, ...] = tuple(it for it in block.items if stays(it.runs))
            if kept:
                yield replace(block, items=kept)
        elif stays(_runs_of(block)):
            yield block


def _runs_of(block: Block) -> Runs:
    if isinstance(block, Heading):
        return (Text(block.text),)
    return block.runs if isinstance(block, Paragraph | Quote) else ()


def _is_gone(runs: Runs, known: Collection[str], library: re.Pattern[str]) -> bool:
    links = [run.href for run in runs if isinstance(run, Link) and library.match(run.href)]
    return any(href not in known for href in links)


def _lines(content: Iterable[Block]) -> Iterator[Runs]:
    for block in content:
        if isinstance(block, BulletList | NumberList):
            yield from (item.runs for item in block.items)
        elif isinstance(block, Paragraph | Quote):
            yield block.runs


Read = Callable[[str, Iterable[Block], Ground], tuple[Block, ...]]


def read_for_drafting(key: str, written: Iterable[Block], ground: Ground) -> tuple[Block, ...]:
    """What somebody wrote in a part, without what has gone; what was heard quotes only what stands."""
    kept = _own_words(written, ground)
    if key != BlockKey.HEARD:
        return kept
    return only_lines(kept, lambda runs: ground.quotes_truly(words(runs)))


def read_for_all(key: str, written: Iterable[Block], ground: Ground) -> tuple[Block, ...]:
    """The same once others read it: each line of what was heard rests on something that stands."""
    kept = _own_words(written, ground)
    if key != BlockKey.HEARD:
        return kept
    return only_lines(kept, lambda runs: _leads_on(runs) or ground.bears(runs))


def _own_words(written: Iterable[Block], ground: Ground) -> tuple[Block, ...]:
    """An organiser may quote a report, but no line repeats what has gone."""
    kept = without_gone(written, ground)
    return only_lines(kept, lambda runs: not ground.repeats_what_is_gone(words(runs)))


def count_lines(content: Iterable[Block]) -> int:
    return sum(1 for _runs in _lines(content))
