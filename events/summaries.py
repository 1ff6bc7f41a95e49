"""Summaries: one document from an event’s rows and its organiser’s words, for one reader.

The rule for every block: what nobody has edited is composed afresh each time it is read, so a note left
out or an insight withdrawn is gone from every format at once. In a block of words (why, heard, next) an
edit takes the draft’s place. In a block of rows an edit stands before the rows: nobody rewrites those.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.documents.from_markdown import blocks_from_markdown
from community.documents.tree import Block, Document, Heading
from community.text_lists import join_words
from events.composing.brief import brief
from events.composing.claims import (
    Ground,
    Read,
    count_lines,
    read_for_all,
    read_for_drafting,
    unsourced,
)
from events.composing.drafts import WRITERS as WORDS
from events.composing.drafts import draft
from events.composing.masking import hider, masked
from events.composing.material import Material, gather, only
from events.composing.matrix import matrix
from events.composing.records import records
from events.composing.room import Room, room_of
from events.composing.wall import wall
from events.enums import BlockKey
from events.models import Event, Summary, SummaryBlock, SummaryVersion, SummaryVersionPart
from insights.enums import rule_in_words
from members.models import Viewer

LANGUAGES = {"cy": "cy-GB"}


@dataclass(frozen=True)
class Part:
    """One block as it reads. Without content it is left out, heading and all.

    `words` are what stands in it now as somebody would edit it, with every name; `silent` is how many of
    their lines are not in it, because what they rest on or repeat has gone.
    """

    block: SummaryBlock
    words: str
    content: tuple[Block, ...]
    silent: int = 0

    @property
    def heading(self) -> Heading:
        return Heading(1, self.block.get_key_display())

    @property
    def is_words(self) -> bool:
        return is_words(self.block.key)

    @property
    def held_for(self) -> str:
        """The rule it is out of sight for."""
        return held_for(self.block)

    @property
    def held_rule(self) -> str:
        return rule_in_words(self.held_for)

    @property
    def report_key(self) -> str:
        return f"{self.block.summary.event.code}-{self.block.key}"

    @property
    def is_shown(self) -> bool:
        return bool(self.content) and not self.block.is_hidden and not self.held_for


@dataclass(frozen=True)
class Shown:
    """What a publication shows: rows by their keys, and of each part the edit that stands in it, if any."""

    insights: list[UUID]
    notes: list[int]
    parts: list[tuple[str, str | None]]


@dataclass(frozen=True)
class Composed:
    """A summary as this reader may read it: its document, and its parts for those who arrange them."""

    summary: Summary
    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    def words_of(self, block: SummaryBlock) -> str:
        return next(part.words for part in self.parts if part.block == block)

    @property
    def document(self) -> Document:
        blocks = [(part.heading, *part.content) for part in self.parts if part.is_shown]
        return self.of(tuple(it for part in blocks for it in part))

    @property
    def brief(self) -> Document:
        """The same in two pages."""
        shown = [(it.block.key, it.heading, it.content) for it in self.parts if it.is_shown]
        return self.of(brief(shown))

    def of(self, blocks: tuple[Block, ...]) -> Document:
        language = LANGUAGES.get((get_language() or "")[:2], "en-GB")
        return Document(self.title, blocks, self.facts, language)


def held_for(block: SummaryBlock) -> str:
    """Why people met is the event’s own text too."""
    of_event = block.summary.event.words_held_for if block.key == BlockKey.WHY else ""
    return block.held_for or of_event


def is_words(key: str) -> bool:
    return BlockKey(key) in WORDS


def document_of(summary: Summary, viewer: Viewer) -> Document:
    """The one tree that every format is made from."""
    return compose(summary, viewer).document


def brief_of(summary: Summary, viewer: Viewer) -> Document:
    return compose(summary, viewer).brief


def matrix_of(summary: Summary, viewer: Viewer) -> Document:
    """One table: what each table of the room said about each theme."""
    return _beside(summary, viewer, lambda material: (matrix(material),))


def wall_of(summary: Summary, viewer: Viewer) -> Document:
    """The themes, a sheet each."""
    return _beside(summary, viewer, wall)


def _beside(
    summary: Summary, viewer: Viewer, write: Callable[[Material], tuple[Block, ...]]
) -> Document:
    """A document of the same rows in another form, with the same names hidden."""
    event, room = summary.event, room_of(summary.event)
    hide = hider(event, room)
    blocks = masked(write(gather(event, viewer, room)), hide)
    return Composed(summary, hide(event.title), (), ()).of(blocks)


def compose(summary: Summary, viewer: Viewer) -> Composed:
    event, room = summary.event, room_of(summary.event)
    hide = hider(event, room)
    ground = Ground(gather(event, viewer, room), hide)
    read = read_for_all if summary.is_published else read_for_drafting
    parts = tuple(_part(block, ground, read) for block in summary.blocks.all())
    return Composed(summary, hide(event.title), masked(_facts(event, room), hide), parts)


def _part(block: SummaryBlock, ground: Ground, read: Read) -> Part:
    if block.edited is None:
        words = draft(block.key, ground.material)
        return Part(block, words, _content(block.key, _written(words, ground), ground))
    typed = _written(block.edited, ground)
    kept = read(block.key, typed, ground)
    silent = count_lines(typed) - count_lines(kept)
    return Part(block, block.edited, _content(block.key, kept, ground), silent)


def _written(words: str, ground: Ground) -> tuple[Block, ...]:
    return blocks_from_markdown(ground.hide(words), under=1)


def _content(key: str, written: tuple[Block, ...], ground: Ground) -> tuple[Block, ...]:
    return masked((*written, *records(key, ground.material)), ground.hide)


def claims_without_source(summary: Summary, viewer: Viewer) -> list[str]:
    """Lines of what was heard that somebody wrote and that rest on nothing: they are not published."""
    block = summary.blocks.filter(key=BlockKey.HEARD, is_hidden=False).first()
    if block is None or block.edited is None:
        return []
    ground = Ground(gather(summary.event, viewer, room_of(summary.event)), str)
    return unsourced(blocks_from_markdown(block.edited, under=1), ground)


def shown_now(summary: Summary, viewer: Viewer) -> Shown:
    """What a publication made now would show."""
    material = gather(summary.event, viewer, room_of(summary.event))
    composed = compose(summary, viewer)
    every = (*material.findings, *material.recorded)
    return Shown(
        insights=[it.insight.pk for it in every],
        notes=sorted({said.pk for it in material.findings for said in it.said}),
        parts=[(part.block.key, part.block.edited) for part in composed.parts if part.is_shown],
    )


def version_of(version: SummaryVersion, viewer: Viewer) -> Document:
    """A publication as it stood, without what has been withdrawn, left out, held or redacted since."""
    summary = version.summary
    event, room = summary.event, room_of(summary.event)
    hide = hider(event, room)
    ground = Ground(only(gather(event, viewer, room), version.insights, version.notes), hide)
    held = {block.key for block in summary.blocks.all() if held_for(block)}
    blocks: list[Block] = []
    for part in version.parts.all():
        if part.key not in held:
            blocks += _part_then(part, ground)
    facts = masked(_facts(event, room), hide)
    said = _("Version %(n)d, published on %(day)s; without what was withdrawn since")
    day = date_format(version.published_on, "j F Y")
    fact = (_("Version"), said % {"n": version.number, "day": day})
    return Composed(summary, hide(event.title), (*facts, fact), ()).of(tuple(blocks))


def _part_then(part: SummaryVersionPart, ground: Ground) -> tuple[Block, ...]:
    if part.words is None:
        written = _written(draft(part.key, ground.material), ground)
    else:
        written = read_for_all(part.key, _written(part.words, ground), ground)
    content = _content(part.key, written, ground)
    return (Heading(1, part.get_key_display()), *content) if content else ()


def drafts_of(event: Event, viewer: Viewer) -> dict[str, str]:
    """What each block of words says while nobody has edited it."""
    material = gather(event, viewer, room_of(event))
    return {key.value: draft(key, material) for key in BlockKey}


def words_of(block: SummaryBlock, viewer: Viewer) -> str:
    """What stands in this block now, as somebody would edit it."""
    if block.edited is not None:
        return block.edited
    return drafts_of(block.summary.event, viewer)[block.key]


def _facts(event: Event, room: Room) -> tuple[tuple[str, str], ...]:
    facts = [
        (_("What this is"), _("A summary of the event, made from the notes taken there")),
        (_("Date"), date_format(event.held_on, "j F Y")),
        (_("Place"), event.venue or (_("Online") if event.link else "")),
    ]
    if event.chatham_house:
        rule = _("Chatham House Rule: use what was said, never say who said it or who was there")
        facts.append((_("Rule"), rule))
    else:
        facts.append((_("Hosts"), join_words(room.hosts)))
    return tuple(fact for fact in facts if fact[1])
