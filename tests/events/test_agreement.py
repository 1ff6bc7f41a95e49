"""Agreement of two facilitators: five measures, each hidden where it would say nothing."""

import pytest

from events.agreement import Agreement, Counts, agreement


def rounded(measures):
    values = (getattr(measures, name) for name in Agreement.__slots__)
    return [None if value is None else f"{value:.4f}" for value in values]


@pytest.mark.parametrize(
    ("counts", "notes", "said"),
    [
        (Counts(8, 2, 3, 7), 20, ["0.7500", "0.6154", "0.5000", "0.5012", "0.5113"]),
        (Counts(8, 2, 3, 7), 10, ["0.7500", "0.6154", "0.5000", "0.5012", "0.5113"]),
        (Counts(8, 2, 3, 7), 9, ["0.7500", "0.6154", None, "0.5012", None]),
        (Counts(0, 0, 0, 0), 20, [None] * 5),
        (Counts(20, 0, 0, 0), 20, ["1.0000", "1.0000", None, "1.0000", None]),
        (Counts(0, 0, 0, 20), 20, ["1.0000", None, None, "1.0000", None]),
        (Counts(10, 0, 0, 10), 20, ["1.0000"] * 5),
        (Counts(0, 10, 10, 0), 20, ["0.0000", "0.0000", "-1.0000", "-1.0000", "-0.9500"]),
    ],
)
def test_agreement_is_five_measures(counts, notes, said):
    assert rounded(agreement(counts, notes=notes)) == said


def test_agreement_is_the_same_whoever_comes_first():
    assert agreement(Counts(8, 2, 3, 7), notes=20) == agreement(Counts(8, 3, 2, 7), notes=20)
