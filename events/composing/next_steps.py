"""What happens next as others read it: without a name at an event under the Chatham House Rule."""

import datetime as dt
from collections.abc import Iterator
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
    if material.steps:
        rows = tuple(
            _cells(it, with_owner=not material.event.chatham_house) for it in material.steps
        )
        header = (_("What"), _("Who"), _("By when"), _("State"))
        yield _without_empty(Table(_("What was agreed"), header, rows))
    if material.earlier_steps:
        rows = tuple(
            (it.event.title, *_cells(it, with_owner=True)) for it in material.earlier_steps
        )
        header = (_("Event"), _("What"), _("Who"), _("By when"), _("State"))
        yield _without_empty(Table(_("Agreed at earlier events of the same hosts"), header, rows))


def _cells(step: NextStep, *, with_owner: bool) -> tuple[str, str, str, str]:
    day = date_format(step.due_on, "j F Y") if step.due_on else ""
    return step.what, step.owner if with_owner else "", day, step.state_label


def _without_empty(table: Table) -> Table:
    """A column in which nothing stands says nothing."""
    kept = [n for n, _name in enumerate(table.header) if any(row[n] for row in table.rows)]
    header = tuple(table.header[n] for n in kept)
    return Table(table.caption, header, tuple(tuple(row[n] for n in kept) for row in table.rows))
