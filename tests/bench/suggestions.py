"""`python -m tests.bench.suggestions`: how often suggestions for sorting are right, on notes of our own."""

import random
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from events.likely import Likely, Sorted, likely
from events.nearness import stacks
from tests.labelled import Labelled, labelled

SEEDS = range(20)
SORTED = 0.4


@dataclass(frozen=True)
class Stacked:
    """Pairs that stand in one stack, and of them those labelled as saying the same."""

    found: int
    right: int
    close: int
    told_anew: int

    @property
    def precision(self) -> float:
        return self.right / self.found


def stacked(notes: Labelled) -> Stacked:
    pairs = {pair for stack in stacks(notes.texts) for pair in combinations(stack, 2)}
    return Stacked(
        found=len(pairs),
        right=len(pairs & notes.same),
        close=len(pairs & notes.close),
        told_anew=len(pairs & notes.told_anew),
    )


def guessed(notes: Labelled, seed: int) -> tuple[float, float, float]:
    """Of unsorted notes the share whose theme is among three: by words, by words and kind, the largest three."""
    keys = sorted(notes.texts)
    done = set(random.Random(seed).sample(keys, round(SORTED * len(keys))))
    titles = sorted(notes.kinds)
    held = defaultdict(list)
    for key in keys:
        if key in done:
            held[notes.themes[key]].append(notes.texts[key])
    themes = {
        number: Sorted(title, held[title], notes.kinds[title])
        for number, title in enumerate(titles)
    }
    largest = sorted(titles, key=lambda title: (-len(held[title]), title))[:3]
    waiting = [key for key in keys if key not in done]
    by_words = sum(hit(notes, key, likely(notes.texts[key], themes), titles) for key in waiting)
    by_kind = sum(
        hit(notes, key, likely(notes.texts[key], themes, kind=kind_of(notes, key)), titles)
        for key in waiting
    )
    floor = sum(notes.themes[key] in largest for key in waiting)
    return by_words / len(waiting), by_kind / len(waiting), floor / len(waiting)


def hit(notes: Labelled, key: int, found: list[Likely], titles: list[str]) -> bool:
    return notes.themes[key] in {titles[it.theme] for it in found}


def kind_of(notes: Labelled, key: int) -> str:
    """As the question at the table gave it."""
    return notes.kinds[notes.themes[key]]


def without_repeats(notes: Labelled) -> Labelled:
    """Of notes nearly the same only the first: what a repeat teaches about its other half is not learning."""
    repeats = {later for _first, later in notes.close}
    kept = [key for key in sorted(notes.texts) if key not in repeats]
    return Labelled(
        texts={key: notes.texts[key] for key in kept},
        themes={key: notes.themes[key] for key in kept},
        kinds=notes.kinds,
    )


def timed(notes: Labelled, many: int) -> tuple[float, float]:
    """Milliseconds for the stacks of this many notes, and for one note's likely themes."""
    texts = list(notes.texts.values())
    all_of = {n: f"{texts[n % len(texts)]} {n // len(texts) or ''}".strip() for n in range(many)}
    started = time.perf_counter()
    stacks(all_of)
    between = time.perf_counter()
    titles = sorted(notes.kinds)
    likely(texts[0], {n: Sorted(t, list(all_of.values())[n::16]) for n, t in enumerate(titles)})
    return 1_000 * (between - started), 1_000 * (time.perf_counter() - between)


def report(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    notes = labelled()
    got = stacked(notes)
    report(
        f"{len(notes.texts)} notes, {len(notes.kinds)} themes, "
        f"{len(notes.close)} pairs nearly the same, {len(notes.told_anew)} the same in other words"
    )
    report(f"stacks: {got.right} of {got.found} pairs right, precision {got.precision:.3f}")
    report(f"  recall of nearly the same {got.close / len(notes.close):.3f}")
    report(f"  recall of the same in other words {got.told_anew / len(notes.told_anew):.3f}")
    for name, these in (("all notes", notes), ("without repeats", without_repeats(notes))):
        runs = [guessed(these, seed) for seed in SEEDS]
        words, kind, floor = (statistics.mean(run[side] for run in runs) for side in range(3))
        report(
            f"right theme among three, {SORTED:.0%} sorted, {name} ({len(these.texts)}): by words "
            f"{words:.3f}, where the kind is known too {kind:.3f}; the three largest themes {floor:.3f}"
        )
    for many in (200, 1_000):
        for_stacks, for_one = timed(notes, many)
        report(f"{many} notes: stacks {for_stacks:.0f} ms, likely themes {for_one:.0f} ms")


if __name__ == "__main__":
    main()
