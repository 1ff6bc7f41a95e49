"""Whatever the format, the same words in the same order."""

import pytest
from django.utils import translation

from community.documents import csv, docx, html
from community.documents.tree import Document, ordered_content
from tests.community.documents.reading import read_csv, read_docx, read_html
from tests.community.documents.samples import POISONED, SUMMARY

EMPTY = Document("Nothing yet")
EVERY = pytest.mark.parametrize(
    "document", [SUMMARY, POISONED, EMPTY], ids=["summary", "poison", "empty"]
)


@EVERY
def test_docx_says_what_the_tree_says(document):
    assert read_docx(docx.render(document)) == ordered_content(document)


@EVERY
def test_html_says_what_the_tree_says(document):
    assert read_html(html.render(document)) == ordered_content(document)


@EVERY
def test_csv_says_what_the_tree_says(document):
    assert tuple(read_csv(csv.render(document))) == ordered_content(document)


@pytest.mark.parametrize("render", [docx.render, html.render, csv.render])
def test_render_gives_the_same_bytes_whatever_the_day_or_the_readers_language(render, time_machine):
    time_machine.move_to("2026-05-12")
    first = render(SUMMARY)
    time_machine.move_to("2031-01-01")

    with translation.override("cy"):
        assert render(SUMMARY) == first
