"""What a sample holds follows from its seed; how two agree is counted over every note and theme."""

import pytest

from events.agreement import Counts
from events.sampling import compared, drawn, together

CODES = [f"N{number:03}" for number in range(95)]


@pytest.mark.parametrize(("notes", "held"), [(0, 0), (1, 1), (10, 1), (11, 2), (95, 10)])
def test_a_sample_holds_one_note_in_ten(notes, held):
    assert len(drawn(CODES[:notes], 7)) == held


def test_a_seed_draws_the_same_notes_whatever_order_they_come_in():
    assert drawn(reversed(CODES), 7) == drawn(CODES, 7) != drawn(CODES, 8)


def test_two_are_compared_note_by_note_and_theme_by_theme():
    one = {"A": [1], "B": [1, 2], "C": [], "D": [1]}
    other = {"A": [1], "B": [2], "C": [1]}

    counts = [compared(one, other, notes="ABC", theme=theme) for theme in (1, 2)]

    assert counts == [Counts(a=1, b=1, c=1, d=0), Counts(a=1, b=0, c=0, d=2)]
    assert together(counts) == Counts(a=2, b=1, c=1, d=2)
