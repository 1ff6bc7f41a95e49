import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.commonality.counts import GroupCount
from insights.commonality.shares import gap, geometric_mean_reaches
from insights.commonality.thresholds import Thresholds
from insights.commonality.verdicts import Verdict, judge

answers = st.tuples(*[st.integers(0, 15)] * 3)
few_answers = st.tuples(*[st.integers(0, 4)] * 3).filter(lambda drawn: sum(drawn) < 5)


def group(name, *answers, members=40):
    return GroupCount(name, *answers, members)


def as_groups(drawn):
    return [group(f"group {index}", *each) for index, each in enumerate(drawn)]


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ([group("a", 20, 0, 0)], Verdict.NOT_ENOUGH),
        ([group("a", 6, 0, 0), group("b", 5, 0, 0)], Verdict.NOT_ENOUGH),
        ([group("a", 8, 0, 0), group("b", 4, 0, 0)], Verdict.NOT_ENOUGH),
        ([group("a", 6, 0, 0), group("b", 6, 0, 0)], Verdict.SHARED),
        ([group("a", 3, 0, 3), group("b", 3, 0, 3)], Verdict.MOSTLY_NOT_SURE),
        ([group("a", 0, 6, 0), group("b", 0, 6, 0)], Verdict.SHARED_ABSENCE),
        ([group("a", 8, 0, 0), group("b", 4, 4, 0)], Verdict.DIFFERS),
        ([group("a", 4, 4, 0), group("b", 4, 4, 0)], Verdict.CONTESTED),
        ([group("a", 4, 2, 2), group("b", 4, 1, 3)], Verdict.MIXED),
    ],
)
def test_judge_takes_the_first_rule_that_matches(counts, verdict):
    assert judge(counts).verdict == verdict


def test_judge_takes_shares_over_eligible_groups_only():
    counts = [group("a", 4, 1, 3), group("b", 4, 2, 2), *as_groups([(0, 0, 4)] * 5)]

    assert judge(counts).verdict == Verdict.MIXED


def test_gap_of_exactly_thirty_hundredths_differs():
    counts = [group("a", 6, 2, 0), group("b", 3, 5, 0)]

    assert gap(counts) == Fraction(30, 100)
    assert 0.7 - 0.4 < 0.30
    assert judge(counts).verdict == Verdict.DIFFERS


def test_geometric_mean_reaches_is_exact_at_the_threshold():
    assert geometric_mean_reaches([Fraction(65, 100)] * 3, Fraction(65, 100)) is True
    assert geometric_mean_reaches([Fraction(6499, 10000)] * 3, Fraction(65, 100)) is False


@pytest.mark.parametrize(("members", "early"), [(24, False), (25, True)])
def test_judge_is_early_below_a_quarter_of_any_eligible_group(members, early):
    counts = [group("a", 6, 0, 0, members=members), group("b", 6, 0, 0, members=6)]

    assert judge(counts).early is early


def test_judge_is_not_early_for_a_group_without_known_members():
    counts = [group("a", 6, 0, 0, members=0), group("b", 6, 0, 0, members=6)]

    assert judge(counts).early is False


def test_judge_follows_the_thresholds_given():
    counts = [group("a", 6, 0, 0), group("b", 6, 0, 0)]

    assert judge(counts, replace(Thresholds(), answers=13)).verdict == Verdict.NOT_ENOUGH


@settings(deadline=None)
@given(st.lists(answers, max_size=5), few_answers)
def test_judge_is_not_changed_by_a_group_below_five(drawn, few):
    counts = as_groups(drawn)

    assert judge([*counts, group("small", *few, members=1000)]) == judge(counts)


@settings(deadline=None)
@given(st.lists(answers, max_size=5), st.randoms(use_true_random=False))
def test_judge_does_not_depend_on_the_order_of_groups(drawn, chance: random.Random):
    counts = as_groups(drawn)
    shuffled = list(counts)
    chance.shuffle(shuffled)

    assert judge(shuffled) == judge(counts)
