import pytest

from community.documents import markdown
from community.documents.from_markdown import blocks_from_markdown
from community.documents.tree import BulletList, Document, Item, NumberList, Text, ordered_content
from tests.community.documents.samples import POISON, SUMMARY

LISTS = (
    BulletList((Item((Text("one"),)), Item((Text("under"),), 2), Item((Text("two"),)))),
    BulletList((Item((Text("another"),)),)),
    NumberList(tuple(Item((Text(str(n)),), 1 + n % 3) for n in range(400))),
    NumberList((Item((Text("again"),)),)),
    NumberList((Item((Text("and again"),)),)),
)


def again(document):
    """Read back by what reads the organiser’s own words; the title stands outside."""
    text = markdown.render(document).decode().split("\n\n", 1)[1]
    return blocks_from_markdown(text[:9_000], under=0)


def test_render_round_trips_lists():
    assert again(Document("x", LISTS)) == LISTS


def test_render_round_trips_what_a_summary_is_made_of():
    blocks = SUMMARY.blocks[:3]

    read = Document("x", again(Document("x", blocks)))

    assert ordered_content(read) == ordered_content(Document("x", blocks))


@pytest.mark.parametrize("text", [text for text in POISON if len(text) < 9_000])
def test_render_says_words_as_they_are_within_a_list(text):
    document = Document("x", (BulletList((Item((Text(text),)),)),))

    assert again(document) == document.blocks
