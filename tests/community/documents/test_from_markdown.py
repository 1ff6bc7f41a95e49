import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.documents import html
from community.documents.from_markdown import blocks_from_markdown
from community.documents.tree import (
    BulletList,
    Emphasis,
    Heading,
    Item,
    Link,
    NumberList,
    Paragraph,
    Quote,
    Strong,
    Text,
    paragraph,
)


def test_blocks_from_markdown_reads_runs():
    text = "We **met** and *wrote* to [a page](https://example.org/).\nThen `left`."

    assert blocks_from_markdown(text, under=1) == (
        Paragraph(
            (
                Text("We "),
                Strong("met"),
                Text(" and "),
                Emphasis("wrote"),
                Text(" to "),
                Link("a page", "https://example.org/"),
                Text("."),
                Text(" "),
                Text("Then "),
                Text("left"),
                Text("."),
            )
        ),
    )


def test_blocks_from_markdown_reads_lists_within_lists():
    assert blocks_from_markdown("- one\n  - two\n- three\n\n1. four", under=1) == (
        BulletList((Item((Text("one"),)), Item((Text("two"),), 2), Item((Text("three"),)))),
        NumberList((Item((Text("four"),)),)),
    )


@pytest.mark.parametrize(
    ("under", "block"),
    [(0, Heading(1, "Big")), (1, Heading(2, "Big")), (3, Paragraph((Strong("Big"),)))],
)
@pytest.mark.parametrize("typed", ["# Big", "###### Big"])
def test_blocks_from_markdown_fits_headings_under_the_one_above(typed, under, block):
    assert blocks_from_markdown(typed, under=under) == (block,)


def test_blocks_from_markdown_reads_quotes_and_code():
    assert blocks_from_markdown("> said\n\n```\na = b\n```\n\nend", under=1) == (
        Quote((Text("said"),)),
        paragraph("a = b"),
        paragraph("end"),
    )


@pytest.mark.parametrize("typed", ["", "---", "- ", "#", "> "])
def test_blocks_from_markdown_leaves_out_what_says_nothing(typed):
    assert blocks_from_markdown(typed, under=1) == ()


@pytest.mark.parametrize(
    "typed",
    ["<b>x</b>", "![x](http://tracker.example/p.gif)", "[x](javascript:alert(1))", "[x](/y)"],
)
def test_blocks_from_markdown_keeps_what_is_unsafe_as_words(typed):
    (block,) = blocks_from_markdown(typed, under=1)

    assert {type(run) for run in block.runs} <= {Text, Link}
    assert {run.href for run in block.runs if isinstance(run, Link)} <= {
        "http://tracker.example/p.gif"
    }


@given(st.text(alphabet="[]()!<>*_`#-~:/ \n\ta1."))
def test_blocks_from_markdown_always_draws(text):
    assert html.render_blocks(blocks_from_markdown(text, under=1)) is not None
