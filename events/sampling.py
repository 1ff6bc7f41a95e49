"""Which notes a sample holds, and how two who sorted it agree. Pure: a seed draws the same notes each time."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from events.agreement import Counts

ONE_IN = 10

Choices = Mapping[str, Collection[int]]  # a note's code → the keys of the themes it was filed in


def drawn(codes: Iterable[str], seed: int) -> list[str]:
    """One in ten of these notes, rounded up, in the order they are to be shown."""
    shuffled = sorted(codes, key=lambda code: sha256(f"{seed} {code}".encode()).digest())
    return shuffled[: -(-len(shuffled) // ONE_IN)]


def compared(one: Choices, other: Choices, *, notes: Collection[str], theme: int) -> Counts:
    """Whether each of these notes belongs to this theme, as both answered."""
    answers = [(theme in one[code], theme in other[code]) for code in notes]
    return Counts(
        a=answers.count((True, True)),
        b=answers.count((True, False)),
        c=answers.count((False, True)),
        d=answers.count((False, False)),
    )


def together(counts: Collection[Counts]) -> Counts:
    return Counts(
        a=sum(it.a for it in counts),
        b=sum(it.b for it in counts),
        c=sum(it.c for it in counts),
        d=sum(it.d for it in counts),
    )
