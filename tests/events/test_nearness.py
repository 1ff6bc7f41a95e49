"""Stacks: what says nearly the same stands together, what only looks alike stays apart."""

import pytest

from events.nearness import near, near_to, said, stacks

SAME = [
    ("Short funding cycles", "short  FUNDING cycles."),
    ("Short funding cycles", "Funding cycles are too short"),
    ("Data sharing is blocked by IG", "IG blocks data sharing"),
    ("Comissioning is too slow", "Commissioning is slow"),
    ("We can't share what we learn", "We cannot share what we learn"),
    ("Grants end after 12 months", "The grants end after twelve months"),
    ("Parking charges put carers off", "Carers are put off by parking charges"),
    ("Nobody answers the phone at the hub", "No one answers the phone at the hub"),
    ("Risk is pushed down to the smallest charity", "Risk gets pushed onto the smallest charities"),
]
APART = [
    ("We have time to reflect", "We have no time to reflect"),
    ("Pay residents for their time", "Pay staff for their time"),
    ("Grants end after twelve months", "Grants end after three months"),
    ("Trust", "Trust takes ten years"),
    ("Health and housing never meet", "Health and police never meet"),
    ("Stay after the photograph", "Stay in the diary"),
    ("Police listen to young people", "Young people listen to police"),
    ("The council leads and charities follow", "Charities lead and the council follows"),
    ("More money for youth work", "Less money for youth work"),
    ("Landlords should be in the room", "Landlords should be out of the room"),
    ("Interpreters are booked too late", "Venues are booked too late"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_notes_that_say_nearly_the_same_are_near(one, other):
    assert [near(said(one), said(other)), near(said(other), said(one))] == [True, True]


@pytest.mark.parametrize(("one", "other"), APART)
def test_notes_that_only_look_alike_stay_apart(one, other):
    assert [near(said(one), said(other)), near(said(other), said(one))] == [False, False]


TEXTS = {
    7: "Funding cycles are too short",
    3: "Short funding cycles",
    5: "No time to reflect",
    9: "There is no time to reflect",
    2: "Somebody to ask the awkward question",
    4: "short funding cycles!",
}


def test_stacks_are_in_order_of_their_lowest_whatever_the_order_of_notes():
    forwards = dict(sorted(TEXTS.items()))
    backwards = dict(sorted(TEXTS.items(), reverse=True))

    assert [stacks(TEXTS), stacks(forwards), stacks(backwards)] == [[(3, 4, 7), (5, 9)]] * 3


def test_near_to_a_note_are_the_others_lowest_first():
    assert [near_to(7, TEXTS), near_to(9, TEXTS), near_to(2, TEXTS)] == [[3, 4], [5], []]


def test_a_pair_said_to_be_something_else_stays_apart():
    apart = {(3, 7), (5, 9)}

    assert stacks(TEXTS, apart) == [(3, 4)]
    assert [near_to(7, TEXTS, apart), near_to(4, TEXTS, apart)] == [[4], [3, 7]]


def test_notes_without_words_are_near_only_when_they_are_equal():
    assert stacks({1: "!!!", 2: "!!!", 3: "???", 4: "and so on", 5: "the"}) == [(1, 2)]


def test_stacks_compares_so_often_and_no_more():
    texts = dict.fromkeys(range(6), "Short funding cycles")

    assert stacks(texts) == [(0, 1, 2, 3, 4, 5)]
    assert stacks(texts, most=3) == [(0, 1, 2)]
