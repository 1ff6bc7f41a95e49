"""What came back by the check-back link: how many answered, what they said to each theme, what is to settle."""

from dataclasses import dataclass, field

from events.models import AskedOut, CheckLink, Event, Theme, ThemeCheck
from members.models import Member

TOGETHER = 3  # answers: fewer are not shown while more may come


@dataclass
class Heard:
    """One theme and what was said to it, in random order."""

    theme: Theme
    checks: list[ThemeCheck] = field(default_factory=list)

    @property
    def agree(self) -> int:
        return sum(check.is_it for check in self.checks)

    @property
    def disagree(self) -> int:
        return len(self.checks) - self.agree

    @property
    def said(self) -> list[ThemeCheck]:
        return [check for check in self.checks if check.reason]


@dataclass(frozen=True)
class Answers:
    """`heard` and `asked` are empty until they are shown."""

    link: CheckLink | None
    count: int
    are_shown: bool
    heard: list[Heard]
    asked: list[AskedOut]


def are_shown(event: Event, link: CheckLink | None, count: int) -> bool:
    """Once three have answered, or when no more can: the first to be asked is not the one who said it."""
    if link is None:
        return False
    link.event = event
    return count >= TOGETHER or not link.is_open


def may_be_settled(event: Event) -> bool:
    return are_shown(event, current_link(event), event.check_answers.count())


def are_unread(event: Event) -> bool:
    """Somebody answered, and it is not shown yet: whether a note was asked for, too."""
    link = current_link(event)
    count = event.check_answers.count() if link else 0
    return count > 0 and not are_shown(event, link, count)


def current_link(event: Event) -> CheckLink | None:
    return event.check_links.filter(is_current=True).first()


def answers(event: Event, *, to: Member) -> Answers:
    link = current_link(event)
    count = event.check_answers.count() if link else 0
    if not are_shown(event, link, count):
        return Answers(link, count, are_shown=False, heard=[], asked=[])
    rows: dict[int, Heard] = {}
    checks = ThemeCheck.objects.visible_to(to).filter(theme__event=event).select_related("theme")
    for check in checks:
        rows.setdefault(check.theme_id, Heard(check.theme)).checks.append(check)
    asked = AskedOut.objects.visible_to(to).filter(note__event=event).unsettled()
    return Answers(
        link,
        count,
        are_shown=True,
        heard=sorted(rows.values(), key=lambda row: (row.theme.position, row.theme.pk)),
        asked=list(asked.select_related("note")),
    )
