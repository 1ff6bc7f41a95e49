"""Summaries: draft one, lay words over a block, arrange the blocks, let people read it."""

from itertools import pairwise
from typing import Literal

from django.db import transaction
from django.utils import timezone

from community import pace
from community.actions import audit
from events.actions.planning import locked
from events.enums import BlockKey, EventState
from events.models import Event, Summary, SummaryBlock, SummaryVersion, SummaryVersionPart
from events.summaries import claims_without_source, drafts_of, shown_now
from members.models import Member

Arrangement = Literal["up", "down", "hide", "show"]


class StaleBlock(Exception):
    """Somebody else edited the block since its form was opened."""


class EventNotPublished(Exception):
    """People read the summary once what was said is in the library."""


class ClaimsWithoutSource(Exception):
    """Lines of what was heard that rest on no insight and no note."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines


@transaction.atomic
def draft(event: Event, *, by: Member) -> Summary:
    """Draft every block from the event as it is now. Edits stay as they are, over the newer draft."""
    event = locked(event)
    summary, _made = Summary.objects.update_or_create(
        event=event, defaults={"title": event.title, "drafted_at": timezone.now()}
    )
    _add_missing_blocks(summary)
    drafts, blocks = drafts_of(event, by), list(summary.blocks.all())
    for block in blocks:
        block.drafted = drafts[block.key]
    SummaryBlock.objects.bulk_update(blocks, ["drafted"])
    audit.record("summary.drafted", event.code, by=by)
    return summary


def _add_missing_blocks(summary: Summary) -> None:
    """Each after the one it follows in a new summary; those that are there keep their order."""
    order = [block.key for block in summary.blocks.all()]
    known = set(order)
    for before, key in pairwise([None, *BlockKey.values]):
        if key not in known:
            order.insert(order.index(before) + 1 if before in order else 0, str(key))
    made = (SummaryBlock(summary=summary, key=key, position=0) for key in order if key not in known)
    SummaryBlock.objects.bulk_create(made)
    blocks = list(summary.blocks.all())
    for block in blocks:
        block.position = order.index(block.key)
    SummaryBlock.objects.bulk_update(blocks, ["position"])


def _locked(block: SummaryBlock) -> SummaryBlock:
    """The block as it is now; what is done to one summary is done in turn."""
    Summary.objects.select_for_update().get(pk=block.summary_id)
    return SummaryBlock.objects.select_related("summary__event").get(pk=block.pk)


def _fresh(block: SummaryBlock, version: int) -> SummaryBlock:
    block = _locked(block)
    if block.version != version:
        raise StaleBlock
    return block


def _forget_held_words(block: SummaryBlock) -> None:
    """Words that were held and then replaced do not stand in earlier publications either."""
    if block.held_for:
        parts = SummaryVersionPart.objects.filter(version__summary=block.summary, key=block.key)
        parts.update(words="")


def _store(block: SummaryBlock, edited: str | None, *, by: Member, verb: str) -> SummaryBlock:
    if edited != block.edited:
        _forget_held_words(block)
        block.held_for = ""  # what was held were other words
    block.edited, block.edited_from = edited, "" if edited is None else block.drafted
    block.edited_by = None if edited is None else by
    block.version += 1
    changed = ["drafted", "edited", "edited_from", "edited_by", "version", "held_for"]
    block.save(update_fields=changed)
    audit.record(verb, block.summary.event.code, by=by, block=block.key)
    return block


@transaction.atomic
def edit(block: SummaryBlock, text: str, *, version: int, by: Member) -> SummaryBlock:
    """Lay these words over the draft. The draft’s own words are no edit."""
    block = _fresh(block, version)
    block.drafted = drafts_of(block.summary.event, by)[block.key]
    edited = None if text == block.drafted else text
    return _store(block, edited, by=by, verb="summary.edited")


@transaction.atomic
def restore(block: SummaryBlock, *, version: int, by: Member) -> SummaryBlock:
    """Take the edit off: the block says what the event says again."""
    return _store(_fresh(block, version), None, by=by, verb="summary.restored")


@transaction.atomic
def keep(block: SummaryBlock, *, version: int, by: Member) -> SummaryBlock:
    """The newer draft was read and the edit stays."""
    block = _fresh(block, version)
    return _store(block, block.edited, by=by, verb="summary.kept")


@transaction.atomic
def arrange(block: SummaryBlock, how: Arrangement, *, position: int, by: Member) -> SummaryBlock:
    """Move by one place, leave out, or put back. Pressed twice, or on an old page, it moves once."""
    block = _locked(block)
    if how in ("hide", "show"):
        block.is_hidden = how == "hide"
        block.save(update_fields=["is_hidden"])
    elif block.position == position:
        _move(block, -1 if how == "up" else 1)
    audit.record("summary.arranged", block.summary.event.code, by=by, block=block.key, how=how)
    return block


def _move(block: SummaryBlock, step: int) -> None:
    blocks = list(block.summary.blocks.all())
    place = blocks.index(block)
    to = min(max(place + step, 0), len(blocks) - 1)
    blocks.insert(to, blocks.pop(place))
    for position, each in enumerate(blocks):
        each.position = position
    SummaryBlock.objects.bulk_update(blocks, ["position"])


@transaction.atomic
def publish(summary: Summary, *, by: Member) -> Summary:
    """Let the event’s people read it."""
    event = locked(summary.event)
    if event.state not in {EventState.PUBLISHED, EventState.ARCHIVED}:
        raise EventNotPublished
    if lines := claims_without_source(summary, by):
        raise ClaimsWithoutSource(lines)
    was_out = Summary.objects.get(pk=summary.pk).is_published
    summary = _open(summary, is_published=True, verb="summary.published", by=by)
    if not was_out:
        _keep_version(summary, by)
    return summary


def _keep_version(summary: Summary, by: Member) -> None:
    """What this publication shows, under the next number."""
    shown = shown_now(summary, by)
    version = SummaryVersion.objects.create(
        summary=summary,
        number=summary.versions.count() + 1,
        published_on=timezone.localdate(),
        insights=shown.insights,
        notes=shown.notes,
    )
    SummaryVersionPart.objects.bulk_create(
        SummaryVersionPart(version=version, key=key, position=position, words=words)
        for position, (key, words) in enumerate(shown.parts)
    )


@transaction.atomic
def take_back(summary: Summary, *, by: Member) -> Summary:
    """A draft again, for those who run the event."""
    return _open(summary, is_published=False, verb="summary.taken_back", by=by)


def _open(summary: Summary, *, is_published: bool, verb: str, by: Member) -> Summary:
    summary = (
        Summary.objects.select_for_update(of=("self",)).select_related("event").get(pk=summary.pk)
    )
    if summary.is_published != is_published:
        summary.is_published = is_published
        summary.save(update_fields=["is_published"])
        audit.record(verb, summary.event.code, by=by)
    return summary


@transaction.atomic
def exported(summary: Summary, suffix: str, *, by: Member) -> None:
    """A file is made of it: in the log, and told to those whose words it holds."""
    pace.take_turn(by)
    pace.require_room_for_act("summary.exported", by=by, most=pace.EXPORTS_AN_HOUR)
    audit.record("summary.exported", summary.event.code, by=by, format=suffix)
