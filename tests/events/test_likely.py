"""Likely themes: learned from what was sorted here, three at most, each with its reason."""

from events.likely import Likely, Sorted, likely

THEMES = {
    8: Sorted(
        "Short funding", ["Funding ends in March", "Funding cycles are short", "A cycle too far"]
    ),
    3: Sorted("Trust", ["It takes years to be trusted"]),
    5: Sorted("Sharing data", ["IG says no"]),
    6: Sorted("Nothing yet", []),
}


def test_likely_are_themes_that_share_words_each_with_its_reason():
    found = likely("Funding cycles break the trust and the data", THEMES)

    assert [(it.theme, it.reason) for it in found] == [
        (8, "shares ‘funding’, ‘cycles’ with 3 notes there"),
        (3, "shares ‘trust’ with 1 note there"),
        (5, "shares ‘data’ with its name"),
    ]


def test_nothing_is_likely_without_a_word_in_common():
    assert likely("Somebody to sit beside us", THEMES) == []
    assert likely("The and of", THEMES) == []
    assert likely("Funding", {}) == []


def test_of_two_as_likely_the_lower_key_is_first_and_three_are_the_most():
    same = {key: Sorted("Trust", []) for key in (9, 4, 7, 2)}

    assert likely("Trust them", same) == [
        Likely(theme=key, words=("trust",), notes=0) for key in (2, 4, 7)
    ]
