"""Notes that say nearly the same: file them in one act, or say that they are something else."""

from collections.abc import Collection, Iterable

from django.db import transaction

from events.actions import acts, sorting
from events.actions.planning import locked
from events.enums import ActVerb
from events.models import Event, Theme
from events.nearness import pair
from events.replay import Changes
from members.models import Member


@transaction.atomic
def file_together(
    event: Event, code: str, others: Collection[str], themes: Iterable[Theme], *, by: Member
) -> list[Theme]:
    """This note and those of the others that still wait, into all of these themes or none.

    The themes this note was not in before.
    """
    event, into = locked(event), list(dict.fromkeys(themes))
    fresh = sorting.file_in_all(event, [code, *waiting_of(event, others)], into, by=by)
    return [theme for theme in into if (theme.pk, code) in fresh]


def waiting_of(event: Event, codes: Collection[str]) -> list[str]:
    return list(event.notes.unsorted().filter(code__in=codes).values_list("code", flat=True))


@transaction.atomic
def keep_apart(event: Event, code: str, other: str, *, by: Member) -> bool:
    """These two are not the same. Whether both are there and that was not said before."""
    event = acts.opened(event)
    known = event.notes.standing().filter(code__in={code, other}).values_list("code", flat=True)
    if len(known) != 2:
        return False
    lower, higher = pair(*event.notes.filter(code__in=known).values_list("pk", flat=True))
    if event.notes_apart.filter(lower=lower, higher=higher).exists():
        return False
    acts.write(event, ActVerb.APART, Changes(apart={acts.in_order(known): True}), by=by)
    return True
