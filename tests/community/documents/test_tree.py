from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.documents.tree import (
    BulletList,
    Document,
    Heading,
    Item,
    Line,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
    bullets,
    ordered_content,
    paragraph,
)


def test_ordered_content_lists_everything_in_reading_order():
    document = Document(
        "A title",
        (
            Heading(1, "Why"),
            Paragraph((Text("We "), Strong("met"))),
            bullets(["one", "two"]),
            Table("Who", ("Sector", "People"), (("Council", "5 to 9"),)),
        ),
        facts=(("Date", "12 May 2026"),),
    )

    assert ordered_content(document) == (
        Line("title", ("A title",)),
        Line("fact", ("Date", "12 May 2026")),
        Line("heading 1", ("Why",)),
        Line("paragraph", ("We met",)),
        Line("bullet 1", ("one",)),
        Line("bullet 1", ("two",)),
        Line("caption", ("Who",)),
        Line("header row", ("Sector", "People")),
        Line("row", ("Council", "5 to 9")),
    )


@pytest.mark.parametrize(("asked", "given_back"), [(-3, 1), (0, 1), (2, 2), (7, 3)])
def test_heading_stays_between_one_and_three(asked, given_back):
    assert Heading(asked, "x").level == given_back


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "/insights/", "//example.org", "data:x", ""]
)
def test_link_to_anything_but_a_whole_address_is_only_words(href):
    assert Link("words", href).href == ""


def test_words_are_normalised_on_the_way_in():
    assert paragraph("a\x00b\uffff\nc") == paragraph("a b c")
    assert Heading(1, " \u202ex ") == Heading(1, "x")
    assert Document("\x08t ", facts=(("a\n", "\tb"),)) == Document("t", facts=(("a", "b"),))


@pytest.mark.parametrize(
    ("runs", "kept"),
    [
        ((Text(" a "), Strong(" b "), Text(" ")), (Text("a "), Strong("b"))),
        ((Text(" "), Text(" a")), (Text("a"),)),
        ((Text("a"), Text(" "), Text("b")), (Text("a"), Text(" "), Text("b"))),
        ((Text("a"), Text(" ")), (Text("a"),)),
        ((Text(""), Text(" ")), ()),
    ],
)
def test_runs_have_single_spaces_where_they_meet_and_none_at_the_ends(runs, kept):
    assert Paragraph(runs).runs == kept


def test_table_refuses_a_row_of_another_width():
    with pytest.raises(ValueError, match="more or fewer cells"):
        Table("x", ("one", "two"), (("a",),))


@given(st.lists(st.integers(-2, 9)))
def test_list_depth_never_jumps(depths):
    items = BulletList(tuple(Item((), depth) for depth in depths)).items
    stood = [0, *(item.depth for item in items)]

    assert all(1 <= depth <= 3 for depth in stood[1:])
    assert all(below - above <= 1 for above, below in pairwise(stood))
