"""Disclosure-safe counts: every figure about groups of people passes through here.

What comes out carries bands and bases only, never a count, so no page, file or picture
made from it can show one. A group too small to show is simply absent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from community.bands import SMALLEST_TOTAL, Band, Base, band_of, base_of

OTHER = "other"
LEAST_MEMBERSHIP = 8


@dataclass(frozen=True, slots=True)
class Minimums:
    """The smallest figures that may be shown. They can be raised, never lowered."""

    cell: int = SMALLEST_TOTAL
    membership: int = LEAST_MEMBERSHIP

    def __post_init__(self) -> None:
        if self.cell < SMALLEST_TOTAL or self.membership < LEAST_MEMBERSHIP:
            message = f"minimums under {SMALLEST_TOTAL} and {LEAST_MEMBERSHIP} would name people"
            raise ValueError(message)


MINIMUMS = Minimums()


@dataclass(frozen=True, slots=True)
class Group:
    """People counted together: the names they stand for, and how many gave each answer."""

    names: tuple[str, ...]
    members: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def is_other(self) -> bool:
        return _is_other(self.names)


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be said of a group: its base and, with several answers, the leading one's band."""

    names: tuple[str, ...]
    base: Base
    leading: int | None
    band: Band | None

    @property
    def is_other(self) -> bool:
        return _is_other(self.names)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What may be shown of one thing counted. `groups` is empty when only the total may be."""

    total: Shown | None
    groups: tuple[Shown, ...]


NOTHING = Disclosed(total=None, groups=())


def disclose(groups: Iterable[Group], minimums: Minimums = MINIMUMS) -> Disclosed:
    """The groups that may be shown and their total; everything shown leaves 0 or enough hidden."""
    everyone = list(groups)
    if sum(group.total for group in everyone) < minimums.cell:
        return NOTHING
    kept = roll_up_hidden(roll_up_small(everyone, minimums), minimums)
    total = replace(_shown(_merged(everyone)), names=())  # naming them would say who answered
    if len(kept) == 1 and kept[0].is_other:  # one group of what is left says no more than the total
        return Disclosed(total, groups=())
    return Disclosed(total, tuple(_shown(group) for group in kept))


def roll_up_small(groups: Iterable[Group], minimums: Minimums = MINIMUMS) -> list[Group]:
    """Groups with few members become “other” everywhere: membership decides, never answers."""
    everyone = list(groups)
    large = [group for group in everyone if group.members >= minimums.membership]
    small = [group for group in everyone if group.members < minimums.membership]
    if not small:
        return _in_order(large)
    merged = _merged(small)
    return _in_order([*large, Group((OTHER,), merged.members, merged.counts)])


def roll_up_hidden(groups: Iterable[Group], minimums: Minimums = MINIMUMS) -> list[Group]:
    """Merge what would be hidden until nothing hidden follows by subtraction.

    The hidden groups become one; while it is too small it takes in the smallest group by
    answers (then by members, then by name). Groups nobody answered in are not shown.
    """
    answered = [group for group in groups if group.total > 0]
    hidden = [group for group in answered if group.total < minimums.cell]
    kept = sorted(
        (group for group in answered if group.total >= minimums.cell),
        key=lambda group: (group.total, group.members, group.names),
    )
    if not hidden:
        return _in_order(kept)
    while sum(group.total for group in hidden) < minimums.cell and kept:
        hidden.append(kept.pop(0))
    merged = _merged(hidden)
    return _in_order([*kept, merged] if merged.total >= minimums.cell else kept)


def _is_other(names: tuple[str, ...]) -> bool:
    return len(names) > 1 or OTHER in names


def _merged(groups: list[Group]) -> Group:
    """All these groups as one."""
    return Group(
        names=tuple(sorted({name for group in groups for name in group.names})),
        members=sum(group.members for group in groups),
        counts=tuple(map(sum, zip(*(group.counts for group in groups), strict=True))),
    )


def _in_order(groups: list[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (group.is_other, group.names))


def _shown(group: Group) -> Shown:
    base = base_of(group.total)
    answers = len(group.counts)
    if answers < 2:
        return Shown(group.names, base, leading=None, band=None)
    most = max(group.counts)
    fewest_that_leads = -(-group.total // answers)
    band = band_of(most, group.total, least=fewest_that_leads)
    return Shown(group.names, base, group.counts.index(most), band)
