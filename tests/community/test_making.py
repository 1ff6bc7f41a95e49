"""DO-7: one file at a time, a few who wait, and a page that says so to the others."""

import threading

import pytest

from community import making
from community.http import TooMuch
from community.making import MOST_AT_ONCE, in_turns, one_at_a_time
from tests.threads import at_once


def test_files_are_made_one_after_the_other():
    inside, most = [], []

    def make(number):
        with one_at_a_time():
            inside.append(number)
            most.append(len(inside))
            inside.remove(number)

    at_once(*[lambda number=number: make(number) for number in range(MOST_AT_ONCE)])

    assert most == [1] * MOST_AT_ONCE


def test_who_finds_too_many_waiting_is_asked_to_come_again():
    def make():
        with one_at_a_time():
            pass

    with one_at_a_time():
        waiting = [threading.Thread(target=make) for _ in range(MOST_AT_ONCE - 1)]
        for thread in waiting:
            thread.start()
        while making._places._value:
            pass
        with pytest.raises(TooMuch), one_at_a_time():
            pass
    for thread in waiting:
        thread.join()
    make()


def test_a_long_file_lets_others_in_between_its_pieces():
    pieces = []
    for piece in in_turns([b"a", b"b", b"c"]):
        with one_at_a_time():
            pieces.append(piece)

    assert pieces == [b"a", b"b", b"c"]
