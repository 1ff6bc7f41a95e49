import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.bands import Band, Base
from community.disclosure import NOTHING, Disclosed, Group, Minimums, Shown, roll_up_hidden
from insights.commonality.counts import NOT_HERE, TRUE_HERE, GroupCount
from insights.commonality.display import Reading, display, read, shared_first, with_distinctive
from insights.commonality.distinctive import Comparison, compare
from insights.commonality.publication import as_json, from_data, to_data
from insights.commonality.statistics import figures
from insights.commonality.verdicts import Verdict, judge

MEMBERS = {"C": 8, "V": 10, "F": 6, "G": 3}
answers = st.tuples(*[st.integers(0, 12)] * 3)
several = st.dictionaries(
    st.sampled_from(["PR-1", "PR-2", "CH-1"]),
    st.lists(answers, min_size=1, max_size=4).map(
        lambda drawn: [group(f"group {index}", *each) for index, each in enumerate(drawn)]
    ),
    min_size=1,
)


def group(name, *answers):
    return GroupCount(name, *answers, 40)


def reading_of(reference, counts, members=None, minimums=None):
    memberships = members or {count.group: 40 for count in counts}
    shown = display(counts, memberships, minimums or Minimums())
    return read(reference, counts, judge(counts), shown)


def test_worked_example_shows_funders_with_community_groups_as_one(worked_example):
    counts = worked_example["I2"]

    shown = roll_up_hidden(
        Group((each.group,), each.members, (each.true, each.not_here, each.not_sure))
        for each in counts
    )

    assert shown == [
        Group(("C",), 8, (6, 1, 1)),
        Group(("V",), 10, (2, 7, 1)),
        Group(("F", "G"), 9, (2, 4, 1)),
    ]


def test_worked_example_shows_small_sectors_as_other(worked_example):
    assert display(worked_example["I2"], MEMBERS).groups == (
        Shown(("C",), Base(8, or_more=False), 0, Band(60, 80)),
        Shown(("V",), Base(10, or_more=True), 1, Band(60, 80)),
        Shown(("other",), Base(7, or_more=False), 1, Band(40, 80)),
    )


def test_worked_example_shows_only_a_total_where_all_groups_are_small(worked_example):
    assert display(worked_example["I5"], MEMBERS) == Disclosed(
        total=Shown((), Base(7, or_more=False), 0, Band(80, None)), groups=()
    )


def test_read_names_only_sectors_shown_alone(worked_example):
    reading = reading_of("I2", worked_example["I2"], MEMBERS)

    assert (reading.compared, reading.others_compared) == (("C", "V"), True)
    assert (reading.leaning_true, reading.leaning_not) == (("C",), ("V",))


def test_read_gives_no_verdict_where_not_even_the_base_may_be_shown():
    counts = [group("council", 6, 0, 0), group("funder", 6, 0, 0)]

    reading = reading_of("PR-1", counts, minimums=Minimums(cell=20))

    assert reading == Reading("PR-1", Verdict.NOT_ENOUGH, shown=NOTHING)


def test_read_says_nothing_more_of_an_insight_without_a_verdict():
    counts = [group("council", 9, 0, 0)]

    assert reading_of("PR-1", counts) == Reading(
        "PR-1", Verdict.NOT_ENOUGH, shown=display(counts, {"council": 40})
    )


def test_with_distinctive_keeps_the_labels_of_named_sectors():
    counts = [group("council", 20, 1, 0), group("charity", 2, 18, 0), group("funder", 5, 5, 0)]
    members = {"council": 40, "charity": 40, "funder": 7}
    hidden = Comparison("PR-1", "funder", TRUE_HERE, 0.001, 0.01, labelled=True)
    elsewhere = Comparison("PR-2", "council", NOT_HERE, 0.001, 0.01, labelled=True)

    reading = with_distinctive(
        reading_of("PR-1", counts, members), [*compare({"PR-1": counts}), hidden, elsewhere]
    )

    assert (reading.distinctive_true, reading.distinctive_not) == (("council",), ("charity",))


def test_shared_first_orders_by_commonality_then_least_then_reference():
    strong = figures([group("a", 12, 0, 0), group("b", 12, 0, 0)])
    weak = figures([group("a", 9, 3, 0), group("b", 9, 3, 0)])
    none = figures([group("a", 1, 0, 0)])
    drawn = {"PR-4": none, "PR-3": weak, "PR-2": strong, "PR-1": strong}

    ordered = sorted(drawn, key=lambda reference: shared_first(reference, drawn[reference]))

    assert ordered == ["PR-1", "PR-2", "PR-3", "PR-4"]


@pytest.mark.parametrize("insight", ["I1", "I2", "I3", "I4", "I5", "I6"])
def test_from_data_gives_back_the_reading(worked_example, insight):
    reading = reading_of(insight, worked_example[insight], MEMBERS)

    assert from_data(to_data(reading)) == reading


def test_to_data_holds_no_exact_count_of_ten_or_more(worked_example):
    assert to_data(reading_of("I6", worked_example["I6"], MEMBERS))["shown"]["total"] == {
        "names": [],
        "base": {"people": 20, "or_more": True},
        "leading": 1,
        "band": {"low": 90, "high": None, "rounded": False},
    }


@settings(max_examples=40, deadline=None)
@given(several, st.randoms(use_true_random=False))
def test_as_json_is_the_same_bytes_whatever_the_order(drawn, chance: random.Random):
    shuffled = list(drawn)
    chance.shuffle(shuffled)

    text = as_json(reading_of(reference, drawn[reference]) for reference in drawn)

    assert as_json(reading_of(name, drawn[name][::-1]) for name in shuffled) == text
