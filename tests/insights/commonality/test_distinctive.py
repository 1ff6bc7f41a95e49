import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.commonality.counts import NOT_HERE, TRUE_HERE, GroupCount
from insights.commonality.distinctive import compare, fisher, holm, majority

answers = st.tuples(*[st.integers(0, 12)] * 3)
insights = st.dictionaries(
    st.sampled_from(["PR-1", "PR-2", "CH-1"]),
    st.lists(answers, max_size=4).map(
        lambda drawn: [group(f"group {index}", *each) for index, each in enumerate(drawn)]
    ),
)


def group(name, *answers):
    return GroupCount(name, *answers, 40)


def labels(insights):
    return [
        (each.insight, each.group, each.direction) for each in compare(insights) if each.labelled
    ]


def test_compare_labels_what_is_distinctive_of_a_sector():
    counts = [group("council", 20, 1, 0), group("charity", 2, 18, 0), group("funder", 3, 0, 0)]

    assert labels({"PR-1": counts}) == [
        ("PR-1", "charity", NOT_HERE),
        ("PR-1", "council", TRUE_HERE),
    ]


def test_compare_gives_no_label_against_the_majority():
    counts = [group("council", 40, 60, 0), group("charity", 0, 100, 0)]

    assert labels({"PR-1": counts}) == [("PR-1", "charity", NOT_HERE)]


def test_compare_never_labels_a_group_nobody_answered_in():
    counts = [group("council", 20, 0, 0), group("charity", 0, 20, 0), group("funder", 0, 0, 0)]

    assert [each for each in compare({"PR-1": counts}) if each.group == "funder"] == []
    assert majority(counts[2]) is None
    assert fisher(counts, counts[2], TRUE_HERE) == 1.0


def test_compare_leaves_out_insights_without_a_verdict():
    assert compare({"PR-1": [group("council", 20, 0, 0), group("charity", 0, 4, 0)]}) == ()


def test_holm_steps_down_and_never_falls():
    assert holm([0.01, 0.04, 0.03]) == [0.03, 0.06, 0.06]
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


@pytest.mark.parametrize(
    ("count", "answer"),
    [
        (group("a", 3, 2, 0), TRUE_HERE),
        (group("a", 2, 3, 0), NOT_HERE),
        (group("a", 3, 1, 2), None),
        (group("a", 2, 2, 0), None),
    ],
)
def test_majority_is_more_than_half_of_the_answers(count, answer):
    assert majority(count) == answer


@settings(max_examples=25, deadline=None)
@given(insights, st.randoms(use_true_random=False))
def test_compare_does_not_depend_on_order(drawn, chance: random.Random):
    shuffled = list(drawn.items())
    chance.shuffle(shuffled)

    reversed_groups = {insight: counts[::-1] for insight, counts in shuffled}

    assert compare(reversed_groups) == compare(drawn)


@settings(max_examples=25, deadline=None)
@given(insights)
def test_compare_labels_only_the_majority_direction(drawn):
    sides = {
        (insight, count.group): majority(count)
        for insight, counts in drawn.items()
        for count in counts
    }

    assert [label for label in labels(drawn) if sides[label[:2]] != label[2]] == []
