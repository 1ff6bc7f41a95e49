"""How many different organisations stand behind several people, each of whom may wear several hats."""

from collections import defaultdict
from collections.abc import Iterable


def people_apart(hats: Iterable[tuple[int, int]]) -> int:
    """The most people that can be picked, each for an organisation of theirs that stands for no other.

    Three colleagues are one, and somebody with three hats is one.
    """
    worn: dict[int, list[int]] = defaultdict(list)
    for person, organisation in hats:
        worn[person].append(organisation)
    stands_for: dict[int, int] = {}

    def placed(person: int, tried: set[int]) -> bool:
        for organisation in worn[person]:
            if organisation in tried:
                continue
            tried.add(organisation)
            if organisation not in stands_for or placed(stands_for[organisation], tried):
                stands_for[organisation] = person
                return True
        return False

    return sum(placed(person, set()) for person in list(worn))
