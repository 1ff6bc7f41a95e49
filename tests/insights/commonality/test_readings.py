from dataclasses import replace

from community.disclosure import Minimums
from insights.commonality.readings import read_all
from insights.commonality.thresholds import THRESHOLDS
from insights.commonality.verdicts import Verdict

MEMBERS = {"C": 8, "V": 10, "F": 6, "G": 3}


def test_read_all_reads_the_worked_example(worked_example):
    readings = read_all(worked_example, MEMBERS)

    assert [(each.reference, each.verdict) for each in readings] == [
        ("I1", Verdict.SHARED),
        ("I2", Verdict.DIFFERS),
        ("I3", Verdict.CONTESTED),
        ("I4", Verdict.MOSTLY_NOT_SURE),
        ("I5", Verdict.NOT_ENOUGH),
        ("I6", Verdict.SHARED_ABSENCE),
    ]
    assert {each.distinctive_true + each.distinctive_not for each in readings} == {()}


def test_read_all_labels_for_the_comparisons_made_together(worked_example):
    (alone,) = read_all({"I2": worked_example["I2"]}, MEMBERS, thresholds=THRESHOLDS)
    (lenient,) = read_all(
        {"I2": worked_example["I2"]},
        MEMBERS,
        thresholds=replace(THRESHOLDS, significance=THRESHOLDS.significance * 3),
    )

    assert alone.distinctive_true == ()
    assert lenient.distinctive_true == ("C",)


def test_read_all_obeys_raised_minimums(worked_example):
    readings = read_all(worked_example, MEMBERS, minimums=Minimums(cell=30))

    assert {each.verdict for each in readings} == {Verdict.NOT_ENOUGH}
    assert {each.shown.total for each in readings} == {None}
