"""Notes that say nearly the same in nearly the same words. Pure: the same notes give the same stacks.

Two notes are near when they are equal as pastes compare repeats, or when most of their words have one stem
(or, with a slip of the pen, most of their letters) in nearly one order, they deny equally and name no different
numbers. What matters is that what is stacked belongs together: where it is in doubt, notes stay apart.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from community.text import comparable
from events.stems import NEGATIONS, NUMBERS, TURNS, stems_in, words_of

ALIKE_ADDED = 0.66  # one says more than the other
ALIKE_SWAPPED = 0.8  # more than that where each has a word of its own: often the one that matters
ONE_WORD = 0.75  # of its pairs of letters: “comissioning” is “commissioning”

DIGITS = {**NUMBERS, "one": "1"}  # one is no word of its own, but counts beside other numbers

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What of a note is compared."""

    whole: str
    stems: frozenset[str]
    order: tuple[str, ...]
    numbers: tuple[str, ...]
    turns: frozenset[str]
    denies: bool
    turned_round: bool


def said(text: str) -> Said:
    words = words_of(text)
    order = tuple(stems_in(words))
    numbers = (DIGITS.get(word, word) for word in words)
    return Said(
        whole=comparable(text),
        stems=frozenset(order),
        order=order,
        numbers=tuple(number for number in numbers if number.isdecimal()),
        turns=TURNS.intersection(words),
        denies=not NEGATIONS.isdisjoint(words),
        turned_round="by" in words,
    )


def near(one: Said, other: Said) -> bool:
    if one.whole == other.whole:
        return True
    if _differ(one, other):
        return False
    left, right = one.stems - other.stems, other.stems - one.stems
    shared = len(one.stems) - len(left)
    size = len(one.stems) + len(other.stems)
    if shared + min(len(left), len(right)) < 2 or not shared:
        return False
    slips = _slips(left, right)
    matched = shared + slips
    swapped = len(left) > slips and len(right) > slips
    alike = 2 * matched / size
    return matched >= 2 and (alike > ALIKE_SWAPPED if swapped else alike >= ALIKE_ADDED)


def _differ(one: Said, other: Said) -> bool:
    """In something that changes what all the other words say."""
    numbers = one.numbers and other.numbers and one.numbers != other.numbers
    if numbers or one.denies != other.denies or one.turns != other.turns:
        return True
    return one.turned_round == other.turned_round and _moved(one, other) > 1


def _moved(one: Said, other: Said) -> int:
    """How many of the shared stems stand elsewhere: “police listen to people”, “people listen to police”."""
    places = {stem: place for place, stem in enumerate(other.order)}
    rising: list[
        int
    ] = []  # the longest run that keeps its order ends, for each length, as low as it can
    shared = [places[stem] for stem in one.order if stem in places]
    for place in shared:
        at = bisect(rising, place)
        rising[at : at + 1] = [place]
    return len(shared) - len(rising)


def near_to(note: int, texts: Mapping[int, str], apart: Collection[Pair] = ()) -> list[int]:
    """The other notes near this one, lowest first; not those said to be something else."""
    own = said(texts[note])
    return [
        key
        for key in sorted(texts)
        if key != note and pair(note, key) not in apart and _may_be(own, texts[key])
    ]


def stacks(
    texts: Mapping[int, str], apart: Collection[Pair] = (), *, most: int | None = None
) -> list[tuple[int, ...]]:
    """Two or more notes each near every other of its stack. A note goes to the lowest that takes it.

    After so many comparisons as `most` says, whatever comes stands alone.
    """
    known = {key: said(texts[key]) for key in sorted(texts)}
    found: dict[int, list[int]] = {}
    stack_of: dict[int, int] = {}
    compared = 0
    for key, lower in _candidates(known):
        firsts = sorted({stack_of[other] for other in lower})
        for first in firsts:
            compared += len(found[first])
            if most is not None and compared > most:
                return _stacked(found)
            if all(
                pair(member, key) not in apart and near(known[member], known[key])
                for member in found[first]
            ):
                found[first].append(key)
                stack_of[key] = first
                break
        else:
            found[key] = [key]
            stack_of[key] = key
    return _stacked(found)


def _stacked(found: Mapping[int, list[int]]) -> list[tuple[int, ...]]:
    return [tuple(members) for members in found.values() if len(members) > 1]


def pair(one: int, other: int) -> Pair:
    """The lower first."""
    return (one, other) if one < other else (other, one)


def _may_be(own: Said, text: str) -> bool:
    return near(own, said(text))


def _candidates(known: Mapping[int, Said]) -> Iterable[tuple[int, list[int]]]:
    """Each note with the notes before it that share half the stems it would take, or are the same."""
    wholes: dict[str, list[int]] = defaultdict(list)
    holders: dict[str, list[int]] = defaultdict(list)
    for key, this in known.items():
        shared = Counter(other for each in this.stems for other in holders[each])
        most = {
            other
            for other, count in shared.items()
            if 4 * count >= len(this.stems) + len(known[other].stems) - 4
        }
        yield key, sorted(most.union(wholes[this.whole]))
        wholes[this.whole].append(key)
        for each in this.stems:
            holders[each].append(key)


def _slips(left: Collection[str], right: Collection[str]) -> int:
    """How many words of one side are, but for a slip, a word of the other."""
    free = sorted(right)
    slips = 0
    for word in sorted(left):
        match = next((other for other in free if _one_word(word, other)), None)
        if match:
            free.remove(match)
            slips += 1
    return slips


def _one_word(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    shingles, others = _shingles(one), _shingles(other)
    return 2 * len(shingles & others) / (len(shingles) + len(others)) >= ONE_WORD


def _shingles(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}
