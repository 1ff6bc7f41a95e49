"""Whatever the format, the same words in the same order."""

import pytest
from django.utils import translation

from community.documents import csv, docx, html, json, markdown, pdf, xlsx
from community.documents.drawable import drawable
from community.documents.tree import Document, Heading, ordered_content
from tests.community.documents.reading import (
    letters,
    read_csv,
    read_docx,
    read_html,
    read_json,
    read_markdown,
    read_xlsx,
)
from tests.community.documents.reading_pdf import read_pdf
from tests.community.documents.samples import POISONED, SUMMARY

EMPTY = Document("Nothing yet")
EVERY = pytest.mark.parametrize(
    "document", [SUMMARY, POISONED, EMPTY], ids=["summary", "poison", "empty"]
)
READERS = {
    "docx": (docx.render, read_docx),
    "html": (html.render, read_html),
    "csv": (csv.render, read_csv),
    "xlsx": (xlsx.render, read_xlsx),
    "json": (json.render, read_json),
    "markdown": (markdown.render, read_markdown),
}


@EVERY
@pytest.mark.parametrize("name", READERS)
def test_every_format_says_what_the_tree_says(name, document):
    render, read = READERS[name]

    assert tuple(read(render(document))) == ordered_content(document)


@EVERY
@pytest.mark.parametrize("render", [pdf.render, pdf.render_wall])
def test_pdf_says_what_the_tree_says(render, document):
    """Letters no font has are spelt out; spaces end where a line does."""
    said = letters(ordered_content(drawable(document, pdf.render)))

    assert letters(read_pdf(render(document))) == said


def test_every_format_skips_no_level_of_heading():
    document = Document("x", (Heading(3, "a"), Heading(1, "b"), Heading(3, "c")))

    assert [block.level for block in document.blocks] == [1, 1, 2]


@pytest.mark.parametrize(
    "render", [*(render for render, _read in READERS.values()), pdf.render, pdf.render_wall]
)
def test_render_gives_the_same_bytes_whatever_the_day_or_the_readers_language(render, time_machine):
    time_machine.move_to("2026-05-12")
    first = render(SUMMARY)
    time_machine.move_to("2031-01-01")

    with translation.override("cy"):
        assert render(SUMMARY) == first
