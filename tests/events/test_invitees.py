"""A pasted list of people to invite."""

import pytest

from events.invitees import address_in, read
from members.actions import invitations
from tests.factories import EventFactory, MemberFactory

LIST = """Name,Email,Organisation
Kim Tal,Kim@North.example,North
"Vale, Robin" ,robin@mill.example
=cmd|' /C calc'!A0,jo@mill.example
Nobody in particular
kim@north.example
Ana Reis <ana@mill.example>
invited@mill.example
often@mill.example
"""


def test_each_line_is_told_what_becomes_of_it(db, django_assert_num_queries):
    event, organiser = EventFactory(), MemberFactory(organiser=True)
    day = event.held_on
    invitations.invite(event, ["invited@mill.example"], expires_on=day, by=organiser)
    for _event in range(5):
        invitations.invite(EventFactory(), ["often@mill.example"], expires_on=day, by=organiser)

    with django_assert_num_queries(2):
        lines = read(LIST, event)

    assert [(line.number, line.email, line.verdict.value) for line in lines] == [
        (1, "kim@north.example", "invited"),
        (2, "robin@mill.example", "invited"),
        (3, "jo@mill.example", "invited"),
        (4, "", "unreadable"),
        (5, "kim@north.example", "twice"),
        (6, "ana@mill.example", "invited"),
        (7, "invited@mill.example", "already"),
        (8, "often@mill.example", "often"),
    ]
    assert lines[3].said == "Nobody in particular"


@pytest.mark.parametrize(
    ("row", "email"),
    [
        ("kim@north.example", "kim@north.example"),
        ("Kim;KIM@NORTH.example;x", "kim@north.example"),
        ("Kim\tkim@north.example", "kim@north.example"),
        ("\u202akim@north.example\u202c", "kim@north.example"),
        ('"unclosed, kim@north.example', ""),
        ("kim@", ""),
        ("@", ""),
        ("a@b@c.example", ""),
        (f"{'k' * 300}@north.example", ""),
    ],
)
def test_the_first_address_of_a_line_counts(row, email):
    assert address_in(row) == email
