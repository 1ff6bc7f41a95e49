"""What was said of an event, for those who run it: a share in a band, and words that are nobody's."""

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


def hearing(event: Event, *, to: Member) -> Hearing:
    rows = list(Feedback.objects.visible_to(to).filter(event=event))
    if len(rows) < TOGETHER:
        return Hearing(None, None, [], [])
    yes = sum(row.worth == Worth.YES for row in rows)
    return Hearing(
        base=base_of(len(rows)),
        worth=band_of(yes, len(rows)),
        differently=sorted(row.differently for row in rows if row.differently),
        next_time=sorted(row.next_time for row in rows if row.next_time),
    )
