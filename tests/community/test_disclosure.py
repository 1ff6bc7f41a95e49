import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.bands import Band, Base
from community.disclosure import (
    NOTHING,
    Disclosed,
    Group,
    Minimums,
    Shown,
    disclose,
    roll_up_hidden,
    roll_up_small,
)

names = st.sampled_from(["council", "charity", "funder", "health", "learning", "other body"])
groups = st.dictionaries(
    names, st.tuples(st.integers(0, 40), st.tuples(*[st.integers(0, 9)] * 3)), min_size=1
).map(lambda drawn: [Group((name,), *values) for name, values in drawn.items()])


def group(name, *counts, members=50):
    return Group((name,), members, counts)


def partial_sums(totals):
    return {sum(some) for size in range(len(totals) + 1) for some in combinations(totals, size)}


@pytest.mark.parametrize(("cell", "membership"), [(4, 8), (5, 7), (0, 0)])
def test_minimums_are_never_lowered(cell, membership):
    with pytest.raises(ValueError, match="would name people"):
        Minimums(cell, membership)


def test_minimums_can_be_raised():
    counted = [group("council", 9), group("charity", 12)]

    assert disclose(counted, Minimums(cell=10)).groups == ()


def test_roll_up_small_decides_on_membership_not_on_answers():
    counted = [
        group("council", 1, 0, 0, members=8),
        group("funder", 30, 0, 0, members=7),
        group("health", 2, 1, 0, members=3),
    ]

    assert roll_up_small(counted) == [
        Group(("council",), 8, (1, 0, 0)),
        Group(("other",), 10, (32, 1, 0)),
    ]


def test_roll_up_hidden_merges_hidden_groups():
    counted = [group("council", 8), group("funder", 3), group("health", 2)]

    assert roll_up_hidden(counted) == [
        Group(("council",), 50, (8,)),
        Group(("funder", "health"), 100, (5,)),
    ]


def test_roll_up_hidden_takes_in_the_smallest_by_answers():
    counted = [group("council", 8), group("charity", 6), group("funder", 4)]

    assert roll_up_hidden(counted) == [
        Group(("council",), 50, (8,)),
        Group(("charity", "funder"), 100, (10,)),
    ]


def test_roll_up_hidden_breaks_ties_by_fewer_members_then_name():
    by_members = [group("a", 6, members=20), group("b", 6, members=10), group("c", 1)]
    by_name = [group("b", 6), group("a", 6), group("c", 1)]

    assert [each.names for each in roll_up_hidden(by_members)] == [("a",), ("b", "c")]
    assert [each.names for each in roll_up_hidden(by_name)] == [("b",), ("a", "c")]


def test_roll_up_hidden_leaves_out_groups_nobody_answered_in():
    assert roll_up_hidden([group("council", 8), group("funder", 0)]) == [group("council", 8)]


def test_disclose_shows_only_the_total_when_nothing_else_may_be():
    counted = [group("council", 2, 0, 0), group("charity", 3, 0, 0), group("funder", 2, 0, 0)]

    assert disclose(counted) == Disclosed(
        total=Shown((), Base(7, or_more=False), 0, Band(80, None)),
        groups=(),
    )


@pytest.mark.parametrize("counted", [[], [group("council", 4)], [group("council", 0)]])
def test_disclose_shows_nothing_of_too_few(counted):
    assert disclose(counted) == NOTHING


def test_disclose_bands_who_came_by_sector():
    came = [group("council", 13), group("charity", 9), group("funder", 5, members=6)]

    assert disclose(came) == Disclosed(
        total=Shown((), Base(25, or_more=True), None, None),
        groups=(
            Shown(("charity",), Base(9, or_more=False), None, None),
            Shown(("council",), Base(10, or_more=True), None, None),
            Shown(("other",), Base(5, or_more=False), None, None),
        ),
    )


def test_disclose_leads_with_the_first_answer_of_a_tie():
    counted = [group("council", 4, 4, 1), group("charity", 0, 9, 0)]

    assert [shown.leading for shown in disclose(counted).groups] == [1, 0]


@settings(deadline=None)
@given(groups)
def test_everything_shown_taken_from_the_total_leaves_none_or_enough(counted):
    shown = roll_up_hidden(roll_up_small(counted))
    total = sum(each.total for each in counted)

    if disclose(counted).groups:
        left = {total - known for known in partial_sums([each.total for each in shown])}
        assert {rest for rest in left if 0 < rest < 5} == set()


@settings(deadline=None)
@given(groups, st.randoms(use_true_random=False))
def test_disclose_does_not_depend_on_the_order_of_groups(counted, chance: random.Random):
    shuffled = list(counted)
    chance.shuffle(shuffled)

    assert disclose(shuffled) == disclose(counted)


@settings(deadline=None)
@given(groups)
def test_disclose_never_shows_a_base_below_the_minimum(counted):
    disclosed = disclose(counted)

    assert [shown for shown in disclosed.groups if shown.base.people < 5] == []
