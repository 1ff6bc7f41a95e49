import pytest

from insights.commonality.counts import (
    NOT_HERE,
    NOT_SURE,
    TRUE_HERE,
    GivenAnswer,
    GroupCount,
    count_groups,
    over_places,
)


def test_count_groups_counts_each_answer_by_group():
    answers = [
        GivenAnswer("PR-1", "council", "Leeds", TRUE_HERE),
        GivenAnswer("PR-1", "council", None, NOT_SURE),
        GivenAnswer("PR-1", "funder", None, NOT_HERE),
    ]

    assert count_groups(answers, {"council": 9, "health": 4}) == (
        GroupCount("council", true=1, not_here=0, not_sure=1, members=9),
        GroupCount("funder", true=0, not_here=1, not_sure=0, members=0),
        GroupCount("health", true=0, not_here=0, not_sure=0, members=4),
    )


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ([TRUE_HERE, TRUE_HERE], TRUE_HERE),
        ([NOT_HERE], NOT_HERE),
        ([TRUE_HERE, NOT_HERE], NOT_SURE),
        ([TRUE_HERE, NOT_SURE], NOT_SURE),
    ],
)
def test_over_places_needs_the_same_answer_everywhere(values, answer):
    assert over_places(values) == answer
