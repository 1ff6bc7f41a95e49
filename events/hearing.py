"""What was said of an event, for those who run it: a share in a band, and words that are nobody's."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from community.bands import Band, Base, band_of, band_words, base_of, base_words
from events.enums import Worth
from events.models import Event, Feedback
from events.models.feedback import TOGETHER
from members.models import Member


@dataclass(frozen=True)
class Hearing:
    """`worth` is the share that said yes; None until five answers are out. Words in alphabetical order."""

    base: Base | None
    worth: Band | None
    differently: list[str]
    next_time: list[str]

    @property
    def people(self) -> str:
        return base_words(self.base) if self.base else ""

    @property
    def share(self) -> str:
        return band_words(self.worth) if self.worth else ""


@dataclass(frozen=True)
class Share:
    """How many answered, and how many of those said that it was worth their time."""

    base: Base
    worth: Band


def share_of(worth: Mapping[str, int]) -> Share | None:
    """In steps and in a band; nothing of fewer than five answers."""
    total = sum(worth.values())
    if total < TOGETHER:
        return None
    return Share(base_of(total), band_of(worth.get(Worth.YES.value, 0), total))


def hearing(event: Event, *, to: Member) -> Hearing:
    rows = list(Feedback.objects.visible_to(to).filter(event=event))
    share = share_of(Counter(row.worth for row in rows))
    if share is None:
        return Hearing(None, None, [], [])
    return Hearing(
        base=share.base,
        worth=share.worth,
        differently=sorted(row.differently for row in rows if row.differently),
        next_time=sorted(row.next_time for row in rows if row.next_time),
    )
