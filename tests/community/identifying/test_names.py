"""Names as people write them, and what only looks like one."""

import json

import pytest

from community.identifying.found import Found, Sort, apart
from community.identifying.names import called, people
from tests.community.identifying.marked import marked
from tests.community.identifying.test_structured import CORPUS


def found(text):
    return {(each.start, each.end, str(each.sort)) for each in people(text)}


def standing(text, names, sort=Sort.ORGANISATION):
    return [text[each.start : each.end] for each in called(text, names, sort)]


def test_names_are_found_exactly():
    lines = marked("named.txt")

    assert [text for text, spans in lines if found(text) != {*spans}] == []
    assert sum(len(spans) for _text, spans in lines) == 28


def test_no_name_is_found_where_there_is_none():
    assert [text for text, _spans in marked("harmless.txt") if people(text)] == []


def test_no_name_is_found_in_the_starter_corpus():
    entries = json.loads(CORPUS.read_text())

    assert [e["title"] for e in entries if people(f"{e['title']}\n{e['body']}")] == []


def test_a_known_name_is_found_whole_in_any_case_and_without_its_accents():
    names = ["Cyngor Sir Gâr", "North Trust", "Mind"]

    assert standing("we at cyngor sir gar and the NORTH TRUST's board", names) == [
        "cyngor sir gar",
        "NORTH TRUST",
    ]
    assert standing("Northern trust, Cyngor Sir", names) == []


@pytest.mark.parametrize(
    ("text", "there"),
    [("Ask Mind.", ["Mind"]), ("Mind the gap.", []), ("They mind it.", []), ("So.\nMind it", [])],
)
def test_a_name_of_one_word_is_found_only_as_it_is_spelled_in_a_sentence(text, there):
    assert standing(text, ["Mind"]) == there


def test_the_longest_of_two_known_names_is_found():
    assert standing("at North Trust Leeds today", ["North Trust", "North Trust Leeds"]) == [
        "North Trust Leeds"
    ]


def test_what_was_found_first_is_kept_and_nothing_across_it():
    one, inside, across, after = (
        Found(start, end, Sort.PERSON) for start, end in ((5, 10), (6, 8), (9, 12), (10, 12))
    )

    assert apart([one, inside, across, after]) == [one, after]
