import pytest

from community.bands import Band, Base
from community.disclosure import Shown
from insights.commonality.captions import group_words, share_words

NAMES = {"C": "councils", "F": "funders", "G": "community groups"}


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("C",), "councils"),
        (("other",), "other sectors"),
        (("F", "other"), "funders and other sectors"),
        (("F", "G", "other"), "community groups, funders and other sectors"),
    ],
)
def test_group_words_name_what_is_shown_together(names, words):
    shown = Shown(names, Base(7, or_more=False), None, None)

    assert group_words(shown, NAMES) == words


@pytest.mark.parametrize(
    ("leading", "band", "words"),
    [
        (0, Band(80, None), "80 % or more of 7 people say this is true where they work"),
        (1, Band(40, 80), "40–80 % of 7 people say this is not true where they work"),
        (2, Band(40, 80), "40–80 % of 7 people are not sure"),
        (None, None, "7 people"),
    ],
)
def test_share_words_say_the_leading_answer(leading, band, words):
    assert share_words(Shown(("C",), Base(7, or_more=False), leading, band)) == words
