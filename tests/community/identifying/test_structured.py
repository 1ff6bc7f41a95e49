"""What is found of addresses, numbers and birthdays in 300 lines as people write them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from community.identifying.structured import structured
from tests.community.identifying.marked import marked

CORPUS = Path(__file__).parents[3] / "insights" / "data" / "starter_corpus.json"


def found(text):
    return {(each.start, each.end, str(each.sort)) for each in structured(text)}


def test_of_326_identifiers_in_300_lines_321_are_found_and_nothing_else():
    lines = marked("lines.txt")
    wanted = Counter(sort for _text, spans in lines for _start, _end, sort in spans)
    missed = [text[s:e] for text, spans in lines for s, e, sort in {*spans} - found(text)]
    invented = [text for text, spans in lines if found(text) - {*spans}]

    assert (len(lines), wanted.total()) == (300, 326)
    assert wanted == {"phone": 84, "postcode": 88, "born": 49, "email": 45, "nino": 31, "nhs": 29}
    assert missed == [
        "oh seven seven double oh nine hundred one six seven",
        "L S 1 4 A P",
        "J G 1 0 3 1 5 9 A",
        "99 936 73633",
        "s.patel@",
    ]
    assert invented == []


def test_nothing_is_found_where_there_is_nothing():
    assert [text for text, _spans in marked("harmless.txt") if structured(text)] == []


def test_nothing_is_found_in_the_starter_corpus():
    entries = json.loads(CORPUS.read_text())
    alarms = [e["title"] for e in entries if structured(f"{e['title']}\n{e['body']}")]

    assert (len(entries), alarms) == (46, [])


@pytest.mark.parametrize("number", ["943 476 5919", "9434765919"])
def test_an_nhs_number_has_its_check_digit(number):
    wrong = number[:-1] + "8"

    assert [str(each.sort) for each in structured(number)] == ["nhs"]
    assert structured(wrong) == []
