from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.bands import Band, Base, band_of, band_words, base_of, base_words

TOTALS = range(5, 400)


def leading_counts(total):
    """The counts the leading one of three answers can have."""
    return range(-(-total // 3), total + 1)


@pytest.mark.parametrize("total", TOTALS)
def test_band_of_leading_answer_holds_at_least_two_counts(total):
    least = leading_counts(total)[0]

    held = Counter(band_of(count, total, least=least) for count in leading_counts(total))

    assert min(held.values()) >= 2


@pytest.mark.parametrize("total", TOTALS)
def test_band_of_any_answer_holds_at_least_two_counts(total):
    held = Counter(band_of(count, total) for count in range(total + 1))

    assert min(held.values()) >= 2


@settings(deadline=None)
@given(st.data(), st.integers(5, 2000))
def test_band_of_tells_the_truth(data, total):
    count = data.draw(st.sampled_from(leading_counts(total)))

    band = band_of(count, total, least=leading_counts(total)[0])

    slack = Fraction(5, 100) if band.rounded else 0
    assert band.floor <= Fraction(count, total)
    assert Fraction(count, total) <= Fraction(band.high or 100, 100) + slack


@settings(deadline=None)
@given(st.integers(5, 2000))
def test_band_of_rises_with_the_count(total):
    floors = [band_of(count, total).floor for count in range(total + 1)]

    assert floors == sorted(floors)


@pytest.mark.parametrize(
    ("count", "total", "band"),
    [
        (7, 7, Band(80, None)),
        (6, 7, Band(80, None)),
        (4, 7, Band(40, 80)),
        (4, 10, Band(40, 60)),
        (6, 10, Band(60, 80)),
        (16, 19, Band(80, None)),
        (12, 20, Band(60, 70)),
        (18, 20, Band(90, None)),
        (20, 20, Band(90, None)),
        (27, 40, Band(70, 70, rounded=True)),
        (26, 40, Band(65, 65, rounded=True)),
        (89, 100, Band(85, 85, rounded=True)),
        (90, 100, Band(90, None)),
        (100, 100, Band(90, None)),
    ],
)
def test_band_of_leading_answer(count, total, band):
    assert band_of(count, total, least=leading_counts(total)[0]) == band


@pytest.mark.parametrize(
    ("count", "total", "band"),
    [
        (0, 5, Band(None, 20)),
        (1, 5, Band(None, 20)),
        (4, 40, Band(None, 10)),
        (12, 100, Band(15, 15, rounded=True)),
    ],
)
def test_band_of_any_answer(count, total, band):
    assert band_of(count, total) == band


@pytest.mark.parametrize(("count", "total"), [(4, 4), (6, 5), (-1, 5)])
def test_band_of_refuses_what_may_not_or_cannot_be(count, total):
    with pytest.raises(ValueError, match=r"no share of|is not between"):
        band_of(count, total)


@pytest.mark.parametrize(
    ("people", "base"),
    [
        (5, Base(5, or_more=False)),
        (9, Base(9, or_more=False)),
        (10, Base(10, or_more=True)),
        (14, Base(10, or_more=True)),
        (27, Base(25, or_more=True)),
    ],
)
def test_base_of_is_exact_below_ten_and_in_steps_of_five_from_there(people, base):
    assert base_of(people) == base


@pytest.mark.parametrize(("people", "words"), [(7, "7 people"), (27, "25 or more people")])
def test_base_words_say_the_base(people, words):
    assert base_words(base_of(people)) == words


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band(None, 20), "20 % or less"),
        (Band(80, None), "80 % or more"),
        (Band(40, 80), "40–80 %"),
        (Band(65, 65, rounded=True), "about 65 %"),
    ],
)
def test_band_words_say_the_band(band, words):
    assert band_words(band) == words
