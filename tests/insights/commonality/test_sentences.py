import pytest

from insights.commonality.counts import GroupCount
from insights.commonality.display import display, read, with_distinctive
from insights.commonality.distinctive import compare
from insights.commonality.sentences import verdict_sentence
from insights.commonality.verdicts import judge

NAMES = {"C": "councils", "V": "charities", "F": "funders", "G": "community groups"}
MEMBERS = {"C": 8, "V": 10, "F": 6, "G": 3}
LARGE = dict.fromkeys(NAMES, 40)


def group(name, *answers, members=20):
    return GroupCount(name, *answers, members)


def sentence_of(counts, memberships=None):
    shown = display(counts, memberships or LARGE)
    reading = read("PR-1", counts, judge(counts), shown)
    return verdict_sentence(with_distinctive(reading, compare({"PR-1": counts})), NAMES)


@pytest.mark.parametrize(
    ("insight", "sentence"),
    [
        (
            "I1",
            "Shared across councils, charities and other sectors: four in five or more of those "
            "who answered in each say this is true where they work (25 or more people, author not "
            "counted).",
        ),
        (
            "I3",
            "Contested within sectors: people in the same sector disagree on whether this is true "
            "where they work (25 or more people, author not counted).",
        ),
        (
            "I4",
            "Mostly not sure: half or more of the answers in the sectors compared are “not sure” "
            "(25 or more people, author not counted).",
        ),
        (
            "I5",
            "Not enough answers yet to compare sectors (7 people, author not counted).",
        ),
        (
            "I6",
            "Shared: not true here, across councils, charities and other sectors: four in five or "
            "more of those who answered in each say this is not true where they work (20 or more "
            "people, author not counted).",
        ),
    ],
)
def test_verdict_sentence_of_the_worked_example(worked_example, insight, sentence):
    assert sentence_of(worked_example[insight], MEMBERS) == sentence


def test_verdict_sentence_leans_where_no_label_holds(worked_example):
    counts = worked_example["I2"]
    reading = read("I2", counts, judge(counts), display(counts, MEMBERS))

    labelled = with_distinctive(reading, compare(worked_example))

    assert verdict_sentence(labelled, NAMES) == (
        "Differs by sector: councils lean towards true, charities towards not true; numbers are "
        "too small to be sure (25 or more people, author not counted)."
    )


@pytest.mark.parametrize(
    ("answers", "start"),
    [
        ((9, 0, 0), "Shared across councils and charities: four in five or more of those"),
        ((27, 1, 0), "Shared across councils and charities: nine in ten or more of those"),
        ((9, 3, 0), "Shared across councils and charities: three in five or more of those"),
        ((5, 2, 0), "Shared across councils and charities: most of those who answered in each"),
    ],
)
def test_verdict_sentence_says_the_share_every_sector_is_seen_to_reach(answers, start):
    counts = [group("C", *answers), group("V", *answers)]

    assert sentence_of(counts)[: len(start)] == start


def test_verdict_sentence_claims_no_share_for_a_group_led_by_another_answer():
    counts = [group("C", 9, 0, 0), group("V", 5, 0, 0), group("F", 0, 4, 0), group("G", 0, 3, 0)]

    assert sentence_of(counts, {"C": 20, "V": 7, "F": 7, "G": 7}) == (
        "Shared across councils and other sectors: most of those who answered in each say this is "
        "true where they work (20 or more people, author not counted)."
    )


def test_verdict_sentence_names_no_sector_where_only_the_total_is_shown():
    counts = [group("F", 7, 0, 0, members=7), group("G", 7, 0, 0, members=7)]

    assert sentence_of(counts, {"F": 7, "G": 7}) == (
        "Shared across sectors: most of those who answered in each say this is true where they "
        "work (10 or more people, author not counted)."
    )


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            [group("C", 20, 1, 0), group("V", 2, 18, 0)],
            "Differs by sector: more often than other sectors, councils say this is true where "
            "they work and charities say it is not (40 or more people, author not counted).",
        ),
        (
            [group("C", 20, 1, 0), group("V", 9, 9, 2)],
            "Differs by sector: councils say more often than other sectors that this is true "
            "where they work (40 or more people, author not counted).",
        ),
        (
            [group("C", 1, 20, 0), group("V", 9, 9, 2)],
            "Differs by sector: councils say more often than other sectors that this is not true "
            "where they work (40 or more people, author not counted).",
        ),
        (
            [group("C", 8, 0, 0), group("V", 3, 3, 0)],
            "Differs by sector: sectors answer differently, but numbers are too small to be sure "
            "how (10 or more people, author not counted).",
        ),
    ],
)
def test_verdict_sentence_says_how_sectors_differ(counts, sentence):
    assert sentence_of(counts) == sentence


def test_verdict_sentence_says_when_it_is_early():
    counts = [group("C", 4, 2, 2, members=100), group("V", 4, 1, 3)]

    assert sentence_of(counts) == (
        "Early: Mixed: the answers show no clear pattern across sectors (15 or more people, "
        "author not counted)."
    )


def test_verdict_sentence_gives_no_base_where_none_may_be_shown():
    assert sentence_of([group("C", 2, 0, 0)]) == "Not enough answers yet."
