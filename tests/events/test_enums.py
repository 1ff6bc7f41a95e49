"""What may follow what, compared with the line it was written down in."""

from itertools import pairwise

from events.enums import NEXT, EventState

LINE = "planned → open → capturing → sorting → checking back → published → archived"


def test_states_follow_each_other_as_the_line_says():
    states = [EventState(word.replace(" ", "_")) for word in LINE.split(" → ")]

    ahead = {
        state: [after for after in follows if after != EventState.CANCELLED]
        for state, follows in NEXT.items()
        if state != EventState.CANCELLED
    }

    assert ahead == {state: [after] for state, after in pairwise(states)} | {
        EventState.ARCHIVED: []
    }


def test_states_only_what_has_not_begun_can_be_cancelled():
    can_be = [state for state, follows in NEXT.items() if EventState.CANCELLED in follows]

    assert can_be == [EventState.PLANNED, EventState.OPEN]
    assert NEXT[EventState.CANCELLED] == ()
