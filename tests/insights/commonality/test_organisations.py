from fractions import Fraction

from insights.commonality.counts import NOT_HERE, TRUE_HERE, GivenAnswer
from insights.commonality.organisations import Weighted, one_voice_per_organisation


def answer(organisation, value):
    return GivenAnswer("PR-1", "council", organisation, value)


def test_one_voice_per_organisation_weighs_six_colleagues_as_one():
    six = [answer("one council", TRUE_HERE)] * 6

    found = one_voice_per_organisation(
        [*six, answer("another", NOT_HERE), answer("a third", NOT_HERE)]
    )

    assert found == Weighted(raw=Fraction(3, 4), share=Fraction(1, 3), effective=Fraction(54, 13))
    assert round(float(found.effective), 4) == 4.1538


def test_one_voice_per_organisation_lets_people_without_one_speak_for_themselves():
    found = one_voice_per_organisation([answer(None, TRUE_HERE), answer(None, NOT_HERE)])

    assert found == Weighted(raw=Fraction(1, 2), share=Fraction(1, 2), effective=Fraction(2))


def test_one_voice_per_organisation_of_nobody_is_nothing():
    assert one_voice_per_organisation([]) is None
