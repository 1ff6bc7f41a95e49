import random
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from insights.commonality.counts import GroupCount
from insights.commonality.statistics import Interval, cramers_v, figures, wilson

answers = st.lists(st.tuples(*[st.integers(0, 15)] * 3), max_size=5)


def group(name, *answers):
    return GroupCount(name, *answers, 40)


def test_importing_statistics_leaves_the_heavy_library_unloaded():
    check = (
        "import sys, insights.commonality.statistics, insights.commonality.distinctive;"
        "print('scipy.stats' in sys.modules)"
    )

    answered = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True)

    assert answered.stdout == b"False\n"


def test_wilson_with_no_answers_allows_everything():
    assert wilson(0, 0) == Interval(0.0, 1.0)


def test_cramers_v_needs_two_groups_and_two_answers():
    assert cramers_v([group("a", 5, 5, 0)]) is None
    assert cramers_v([group("a", 5, 0, 0), group("b", 6, 0, 0)]) is None


def test_figures_without_an_eligible_group_compare_nothing():
    assert figures([group("a", 4, 0, 0), group("b", 0, 0, 0)]).across is None


@settings(max_examples=25, deadline=None)
@given(answers, st.randoms(use_true_random=False))
def test_figures_do_not_depend_on_the_order_of_groups(drawn, chance: random.Random):
    counts = [group(f"group {index}", *each) for index, each in enumerate(drawn)]
    shuffled = list(counts)
    chance.shuffle(shuffled)

    assert figures(shuffled) == figures(counts)
