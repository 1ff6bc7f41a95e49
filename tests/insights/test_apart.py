"""People apart: how many organisations really stand behind several reports."""

import pytest

from insights.apart import people_apart


@pytest.mark.parametrize(
    ("hats", "apart"),
    [
        ([], 0),
        ([(1, 10), (2, 20), (3, 30)], 3),
        ([(1, 10), (2, 10), (3, 10)], 1),
        ([(1, 10), (1, 20), (1, 30)], 1),
        ([(1, 10), (1, 20), (1, 30), (2, 10), (3, 10)], 2),
        ([(1, 10), (2, 10), (2, 20), (3, 20), (3, 30)], 3),
        ([(1, 10), (1, 20), (2, 10), (3, 20), (3, 10)], 2),
    ],
)
def test_people_apart_counts_people_with_an_organisation_of_their_own(hats, apart):
    assert people_apart(hats) == apart
