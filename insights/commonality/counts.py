"""What the counting starts from: answers, and how many of each a group gave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from insights.enums import Answer

TRUE_HERE = Answer.TRUE_HERE.value
NOT_HERE = Answer.NOT_HERE.value
NOT_SURE = Answer.NOT_SURE.value
ANSWERS = (TRUE_HERE, NOT_HERE, NOT_SURE)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One member's latest answer on one insight. No answer is no row, never “not sure”."""

    insight: str
    group: str
    organisation: str | None
    value: str


@dataclass(frozen=True, slots=True)
class GroupCount:
    """The answers of one declared sector; `members` are those of it who may read the insight."""

    group: str
    true: int
    not_here: int
    not_sure: int
    members: int

    @property
    def answers(self) -> int:
        return self.true + self.not_here + self.not_sure


def count_groups(
    answers: Iterable[GivenAnswer], members: Mapping[str, int]
) -> tuple[GroupCount, ...]:
    """The answers on one insight by group; a group that may read it and said nothing counts 0."""
    given = Counter((answer.group, answer.value) for answer in answers)
    groups = sorted(members.keys() | {group for group, _ in given})
    return tuple(
        GroupCount(
            group=group,
            true=given[group, TRUE_HERE],
            not_here=given[group, NOT_HERE],
            not_sure=given[group, NOT_SURE],
            members=members.get(group, 0),
        )
        for group in groups
    )


def over_places(values: Iterable[str]) -> str:
    """One member's answer over several places: the same everywhere, or not sure."""
    different = set(values)
    return different.pop() if len(different) == 1 else NOT_SURE
