"""A sample sorted by two people on their own. Nothing of it touches how the notes are sorted."""

import secrets
from collections.abc import Sequence

from django.db import transaction

from community.actions import audit
from events.actions.planning import locked
from events.models import Event, SampleSorter, SortingSample
from events.sampling import drawn
from members.models import Member

PLACES = (1, 2)


class NothingToDraw(Exception):
    """No note counts, or there is no theme yet."""


class DrawnMeanwhile(Exception):
    """Another sample has taken the place of this one."""


class TwoAlready(Exception):
    """Two others sort this sample."""


class IsDone(Exception):
    """They said that their choices stand."""


class NotSorted(Exception):
    """A note of the sample has not been answered."""


@transaction.atomic
def draw(event: Event, *, after: int, by: Member) -> SortingSample:
    """One in ten of the notes that count, by chance, for the themes there are. The sample before it goes."""
    event = locked(event)
    if _number(event) != after:
        raise DrawnMeanwhile
    seed = secrets.randbelow(2**32)
    notes = drawn(counted_codes(event), seed)
    themes = list(event.themes.values_list("pk", flat=True))
    if not notes or not themes:
        raise NothingToDraw
    SortingSample.objects.filter(event=event).delete()
    audit.record("sample.drawn", event.code, by=by, notes=len(notes))
    return SortingSample.objects.create(
        event=event, number=after + 1, seed=seed, notes=notes, themes=themes
    )


def counted_codes(event: Event) -> list[str]:
    counted = event.notes.standing().filter(left_out_reason="")
    return list(counted.values_list("code", flat=True))


def _number(event: Event) -> int:
    sample = SortingSample.objects.filter(event=event).first()
    return sample.number if sample else 0


@transaction.atomic
def choose(sample: SortingSample, code: str, themes: Sequence[int], *, by: Member) -> SampleSorter:
    """This note belongs to these themes, or to none. Chosen again, it takes the place of the first choice."""
    sample = _held(sample)
    sorter = _sorter(sample, by)
    if sorter.is_done:
        raise IsDone
    if code in sample.notes:
        chosen = set(themes)
        sorter.choices[code] = [key for key in sample.themes if key in chosen]
    sorter.save()
    return sorter


def _held(sample: SortingSample) -> SortingSample:
    """As it stands, its event's row held."""
    event = locked(sample.event)
    found = SortingSample.objects.filter(event=event, number=sample.number).first()
    if found is None:
        raise DrawnMeanwhile
    return found


def _sorter(sample: SortingSample, member: Member) -> SampleSorter:
    """Theirs, or a free place taken."""
    sorters = list(sample.sorters.all())
    own = next((it for it in sorters if it.member_id == member.pk), None)
    if own:
        return own
    free = [place for place in PLACES if place not in {it.place for it in sorters}]
    if not free:
        raise TwoAlready
    return SampleSorter(sample=sample, place=free[0], member=member)


@transaction.atomic
def finish(sample: SortingSample, *, by: Member) -> None:
    """Their choices stand. Once both said so nothing shows any more whose they were."""
    sample = _held(sample)
    sorter = sample.sorters.filter(member=by).first()
    if sorter is None or set(counted_codes(sample.event)) & set(sample.notes) - set(sorter.choices):
        raise NotSorted
    sorter.is_done = True
    sorter.save(update_fields=["is_done"])
    if sample.sorters.filter(is_done=True).count() == len(PLACES):
        sample.sorters.update(member=None)
