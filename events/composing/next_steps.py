"""What happens next as others read it: without a name at an event under the Chatham House Rule."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.documents.tree import Block, Table
from events.composing.masking import hider
from events.composing.material import Material
from events.composing.room import room_of
from events.models import Event, NextStep


@dataclass(frozen=True)
class StepShown:
    what: str
    owner: str
    due_on: dt.date | None
    label: str
    tone: str


def steps_shown(event: Event, *, with_owner: bool) -> list[StepShown]:
    """On the event’s page: who sees to it only for people who were there, under the Rule for nobody."""
    steps = list(event.next_steps.all()) if not event.words_held_for else []
    hide = hider(event, room_of(event)) if steps and event.chatham_house else str
    names = with_owner and not event.chatham_house
    return [
        StepShown(hide(it.what), it.owner if names else "", it.due_on, it.state_label, it.tone)
        for it in steps
    ]


def step_tables(material: Material) -> Iterator[Block]:
    """What was agreed here, and what became of what was agreed before."""
    named = (_("What"), _("Who"), _("By when"), _("State"))
    if material.steps:
        with_owner = not material.event.chatham_house
        rows = [_cells(it, with_owner=with_owner) for it in material.steps]
        yield _without_empty(_("What was agreed"), named, rows)
    if material.earlier_steps:
        caption = _("Agreed at earlier events of the same hosts")
        earlier = [(it.event.title, *_cells(it, with_owner=True)) for it in material.earlier_steps]
        yield _without_empty(caption, (_("Event"), *named), earlier)


def _cells(step: NextStep, *, with_owner: bool) -> tuple[str, str, str, str]:
    day = date_format(step.due_on, "j F Y") if step.due_on else ""
    return step.what, step.owner if with_owner else "", day, step.state_label


def _without_empty(caption: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """A column in which nothing stands says nothing."""
    lines = list(rows)
    kept = [n for n, _name in enumerate(header) if any(line[n] for line in lines)]
    cut = (tuple(line[n] for n in kept) for line in lines)
    return Table(caption, tuple(header[n] for n in kept), tuple(cut))
