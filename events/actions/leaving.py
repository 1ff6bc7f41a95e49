"""When somebody leaves: what was made for a room stays the room’s, and does not begin to name them.

At an event under the Chatham House Rule documents hide the names of whoever was there. Tomorrow nobody knows
this one any more, so it goes from what was written down.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from events.composing.masking import Hide, hider_of
from events.models import (
    AskedOut,
    Event,
    NextStep,
    NoteBatch,
    SampleSorter,
    SortingAct,
    SummaryBlock,
    SummaryVersionPart,
    ThemeCheck,
)
from insights.models import Appeal
from members.models import Member


@transaction.atomic
def leave_events(member: Member, words: str) -> None:
    del words  # the choice is about what one recorded oneself
    hide = hider_of(member)
    for event in Event.objects.filter(chatham_house=True, people__member=member).distinct():
        _hide_in_words_of(event, hide)
    steps = NextStep.objects.filter(event__people__member=member, owner__iexact=member.name)
    steps.update(owner="")
    Event.objects.filter(created_by=member).update(created_by=None)
    NoteBatch.objects.filter(added_by=member).update(added_by=None)
    SortingAct.objects.filter(by=member).update(by=None)
    SampleSorter.objects.filter(member=member, is_done=False).delete()  # another can take the place
    SampleSorter.objects.filter(member=member).update(member=None)
    SummaryBlock.objects.filter(edited_by=member).update(edited_by=None)


def _hide_in_words_of(event: Event, hide: Hide) -> None:
    blocks = SummaryBlock.objects.filter(summary__event=event)
    _hide_in(event.notes.all(), ["text", "left_out_reason"], hide)
    _hide_in(event.batches.all(), ["raw"], hide)
    _hide_in(event.themes.all(), ["definition"], hide)
    _hide_in(event.sorting_words.all(), ["line", "more"], hide)
    _hide_in(ThemeCheck.objects.filter(theme__event=event), ["reason"], hide)
    _hide_in(AskedOut.objects.filter(note__event=event), ["kept_reason"], hide)
    _hide_in(event.feedback.all(), ["differently", "next_time"], hide)
    _hide_in(event.next_steps.all(), ["what", "owner"], hide)
    _hide_in(SummaryVersionPart.objects.filter(version__summary__event=event), ["words"], hide)
    _hide_in(Appeal.objects.filter(kept__space=event), ["words"], hide)
    _hide_in(blocks, ["drafted", "edited", "edited_from"], hide)


def _hide_in(rows: Iterable[Any], names: list[str], hide: Hide) -> None:
    """Only what changes is written, and no longer than its column."""
    for row in rows:
        kept = {name: getattr(row, name) for name in names}
        hidden = {
            name: hide(text)[: row._meta.get_field(name).max_length]
            for name, text in kept.items()
            if text
        }
        changed = {name: text for name, text in hidden.items() if text != kept[name]}
        if changed:
            type(row).objects.filter(pk=row.pk).update(**changed)
