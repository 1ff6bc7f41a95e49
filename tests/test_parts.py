"""What the site is made with is written down, and so is under which licences."""

import json

from tests.parts import LIST, bill


def test_the_list_of_parts_is_that_of_what_is_pinned():
    assert LIST.read_text() == bill(), "make lock writes it"


def test_each_part_says_its_licence():
    parts = json.loads(LIST.read_text())["components"]

    assert [part["name"] for part in parts if not part["licenses"]] == ["colorama"]  # Windows only
