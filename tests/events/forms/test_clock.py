"""Times on the wall: the hour that is missing, the hour that is there twice."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from events.forms.clock import wall_time


@pytest.mark.parametrize(
    ("day", "time", "moment"),
    [
        ("2026-05-12", "09:30", "2026-05-12T08:30:00+00:00"),
        ("2026-12-01", "09:30", "2026-12-01T09:30:00+00:00"),
        ("2027-03-28", "00:59", "2027-03-28T00:59:00+00:00"),
        ("2027-03-28", "02:00", "2027-03-28T01:00:00+00:00"),
        ("2026-10-25", "00:59", "2026-10-24T23:59:00+00:00"),
        ("2026-10-25", "02:00", "2026-10-25T02:00:00+00:00"),
    ],
)
def test_wall_time_is_the_moment_meant(day, time, moment):
    told = wall_time(dt.date.fromisoformat(day), dt.time.fromisoformat(time))

    assert told.astimezone(dt.UTC).isoformat() == moment


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [
        ("2027-03-28", "01:30", "01:30 does not exist on that day"),
        ("2026-10-25", "01:30", "01:30 happens twice on that day"),
    ],
)
def test_wall_time_that_cannot_be_told_says_why(day, time, words):
    with pytest.raises(ValidationError) as refused:
        wall_time(dt.date.fromisoformat(day), dt.time.fromisoformat(time))

    assert refused.value.messages[0].startswith(words)
