"""Stacks of an event's notes that say nearly the same: found once for each change, and kept by their keys."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from community.shelf import shelf
from events.models import Event
from events.nearness import stacks

MOST_LETTERS = 100_000  # of all notes together, as in one paste: beyond it no stack is looked for
MOST_COMPARED = 10_000

Stack = tuple[int, ...]


def stacks_at(event: Event) -> list[Stack]:
    """Of the notes that stand, sorted or not. What is kept in the process holds no words."""
    texts = dict(event.notes.standing().order_by("pk").values_list("pk", "text"))
    apart = set(event.notes_apart.values_list("lower", "higher"))
    if sum(map(len, texts.values())) > MOST_LETTERS:
        return []
    told = repr((list(texts.items()), sorted(apart)))
    name = f"stacks {sha256(told.encode()).hexdigest()}"
    found: list[Stack] | None = shelf.get(name)
    if found is None:
        found = stacks(texts, apart, most=MOST_COMPARED)
        shelf.put(name, found)
    return found


def put_together(keys: Sequence[int], found: Iterable[Stack]) -> list[list[int]]:
    """These notes in their order, each by itself, but those of one stack where its first stands."""
    here = set(keys)
    stack_of = {key: stack for stack in found for key in stack}
    groups: list[list[int]] = []
    placed: set[int] = set()
    for key in keys:
        if key not in placed:
            rest = [it for it in stack_of.get(key, ()) if it != key and it in here]
            groups.append([key, *rest])
            placed.update(groups[-1])
    return groups
