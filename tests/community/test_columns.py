"""What is asked in our own words comes back as if Django had asked."""

import pytest

from community.columns import columns, row
from members.models import Organisation


def test_columns_are_named_by_their_table_in_the_order_of_the_model():
    assert columns(Organisation, "o") == 'o."id", o."name", o."sector", o."state", o."proposed_on"'


def test_a_row_is_one_that_stands_in_the_database():
    made = row(Organisation, [7, "North Council", "council", "confirmed", None])

    assert (made.pk, made.name, made._state.adding) == (7, "North Council", False)


@pytest.mark.parametrize("values", [[], [7, "North Council"], [7, "a", "b", "c", None, None]])
def test_a_row_with_other_than_its_columns_is_refused(values):
    with pytest.raises(ValueError, match="every column"):
        row(Organisation, values)
