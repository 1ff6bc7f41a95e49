"""What suggestions are worth on notes of our own, computed exactly. `python -m tests.bench.suggestions` tells more."""

import random
from collections import Counter

from events.nearness import near, near_to, said, stacks
from tests.bench.suggestions import SEEDS, guessed, stacked, without_repeats
from tests.labelled import labelled


def test_labelled_notes_are_many_themes_and_unlike_sizes():
    notes = labelled()
    sizes = Counter(notes.themes.values())

    assert (len(notes.texts) >= 240, len(sizes) >= 12, len(set(sizes.values())) > 4) == (
        True,
        True,
        True,
    )


def test_nine_in_ten_stacked_pairs_say_the_same():
    got = stacked(labelled())

    assert got.precision >= 0.9
    assert (got.found, got.right) == (64, 62)


def test_stacks_and_the_notes_near_one_do_not_depend_on_the_order_of_notes():
    texts = labelled().texts
    keys = list(texts)
    random.Random(3).shuffle(keys)
    shuffled = {key: texts[key] for key in keys}

    assert stacks(shuffled) == stacks(texts)
    assert [near_to(key, shuffled) for key in range(1, 30)] == [
        near_to(key, texts) for key in range(1, 30)
    ]


def test_nearness_is_the_same_from_both_sides():
    notes = labelled()

    pairs = [(said(notes.texts[a]), said(notes.texts[b])) for a, b in sorted(notes.same)]
    assert [near(a, b) for a, b in pairs] == [near(b, a) for a, b in pairs]


def test_likely_themes_are_right_more_often_than_the_largest_even_without_repeats():
    notes = without_repeats(labelled())
    runs = [guessed(notes, seed) for seed in list(SEEDS)[:5]]

    assert [words > floor and kind > words for words, kind, floor in runs] == [True] * 5
