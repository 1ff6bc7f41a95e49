"""Every figure of the worked example that the method defines."""

import json
from pathlib import Path

import pytest

from insights.commonality.counts import NOT_HERE, TRUE_HERE
from insights.commonality.distinctive import compare, fisher
from insights.commonality.statistics import figures
from insights.commonality.verdicts import judge

ORACLE = json.loads(Path(__file__).with_name("oracle.json").read_text(encoding="utf-8"))
EXPECTED = ORACLE["expected"]
ACROSS = {
    "K": "commonality",
    "KD": "shared_absence",
    "Kstd": "strict",
    "least": "least",
    "gap": "gap",
    "V": "association",
}
INSIGHTS = list(EXPECTED)
GROUPS = [(insight, group) for insight in INSIGHTS for group in EXPECTED[insight]["groups"]]


def rounded(value):
    return None if value is None else round(float(value), 4)


def basic(found):
    """The figures the oracle gives for a group and for everyone alike."""
    count, interval = found.count, found.true_interval
    return {
        "a": count.true,
        "d": count.not_here,
        "u": count.not_sure,
        "n": count.answers,
        "p": rounded(found.shares.true),
        "pd": rounded(found.shares.not_here),
        "wilson": [rounded(interval.low), rounded(interval.high)],
    }


@pytest.mark.parametrize("insight", INSIGHTS)
def test_figures_over_everyone_match_the_oracle(worked_example, insight):
    expected = EXPECTED[insight]

    found = figures(worked_example[insight])

    assert {
        **basic(found.everyone),
        "cover": rounded(found.everyone.coverage),
        "split": rounded(found.split),
        "unsure": rounded(found.not_sure),
        "eligible": sorted(found.eligible),
    } == {
        **{name: expected[name] for name in ["a", "d", "u", "n", "p", "pd", "wilson", "cover"]},
        "split": expected["split"],
        "unsure": expected["unsure"],
        "eligible": sorted(expected["eligible"]),
    }


@pytest.mark.parametrize("insight", INSIGHTS)
def test_figures_across_groups_match_the_oracle(worked_example, insight):
    across = figures(worked_example[insight]).across

    found = {name: rounded(getattr(across, field, None)) for name, field in ACROSS.items()}

    assert found == {name: EXPECTED[insight][name] for name in ACROSS}


@pytest.mark.parametrize(("insight", "group"), GROUPS)
def test_figures_of_a_group_match_the_oracle(worked_example, insight, group):
    expected = EXPECTED[insight]["groups"][group]
    counts = worked_example[insight]

    found = next(each for each in figures(counts).groups if each.count.group == group)

    assert {
        **basic(found),
        "pj": rounded(found.shares.strict_true),
        "pdj": rounded(found.shares.strict_not_here),
        "elig": found.count.members,
        "fa": rounded(fisher(counts, found.count, TRUE_HERE)),
        "fd": rounded(fisher(counts, found.count, NOT_HERE)),
    } == {
        **{name: expected[name] for name in ["a", "d", "u", "n", "p", "pd", "pj", "pdj", "elig"]},
        "wilson": expected["wil"],
        "fa": expected["fa"],
        "fd": expected["fd"],
    }


@pytest.mark.parametrize("insight", INSIGHTS)
def test_judge_matches_the_oracle(worked_example, insight):
    judgement = judge(worked_example[insight])

    assert judgement.verdict.value == EXPECTED[insight]["verdict"]
    assert judgement.early is False


def test_compare_finds_nothing_distinctive_in_the_worked_example(worked_example):
    comparisons = compare(worked_example)

    councils = next(
        each
        for each in comparisons
        if (each.insight, each.group, each.direction) == ("I2", "C", TRUE_HERE)
    )
    assert len(comparisons) == 30
    assert rounded(councils.probability) == 0.0221
    assert rounded(councils.adjusted) == 0.6628
    assert [each for each in comparisons if each.labelled] == []
