"""LibreOffice opens every Word and Excel file and finds the same words in the same order.

`make office` runs these; `make test` does not, since LibreOffice is large. Without it they fail.
"""

import pytest

from community.documents import docx, word_template, xlsx
from community.documents.tree import Table, ordered_content
from events.exports import file_of
from events.summaries import brief_of, document_of, matrix_of
from tests.community.documents.samples import POISONED, SUMMARY
from tests.community.documents.templates import own_template
from tests.events.gathering import drafted, published_theme
from tests.factories import EventFactory, MemberFactory
from tests.office.reading import opened, read_ods, read_odt, sheets

pytestmark = [pytest.mark.office, pytest.mark.django_db]
POISONED_NOTES = ["=1+1", "\x0c\x1b", "-1 is less", "𝒳 😀", "עברית", "<b>&amp;", "a  b"]


@pytest.fixture
def summary():
    facilitator = MemberFactory(facilitator=True, name="Faye Facilitator")
    summary = drafted(EventFactory(facilitated_by=facilitator), facilitator)
    published_theme(summary.event, "Poison", *POISONED_NOTES)
    summary.reader = facilitator
    return summary


def test_every_word_file_opens_and_says_the_same(summary, tmp_path):
    said = {
        "sample.docx": SUMMARY,
        "poison.docx": POISONED,
        "summary.docx": document_of(summary, summary.reader),
        "brief.docx": brief_of(summary, summary.reader),
    }

    files = {name: docx.render(said[name]) for name in said}
    said |= {f"own-{name}": said[name] for name in ("sample.docx", "poison.docx", "summary.docx")}
    for name in set(said) - set(files):
        files[name] = docx.render(said[name], word_template.read(own_template()))

    found = opened(files, tmp_path, "odt")

    for name, document in said.items():
        assert read_odt(found[name]) == ordered_content(document), name


def test_every_workbook_opens_and_says_the_same(summary, tmp_path):
    said = {
        "sample.xlsx": SUMMARY,
        "poison.xlsx": POISONED,
        "summary.xlsx": document_of(summary, summary.reader),
    }
    files = {name: xlsx.render(said[name]) for name in said}
    files["matrix.xlsx"] = file_of(summary, summary.reader, "matrix.xlsx").content

    found = opened(files, tmp_path, "ods")

    for name, document in said.items():
        assert read_ods(found[name]) == ordered_content(document), name
    table = matrix_of(summary, summary.reader).blocks[0]
    assert isinstance(table, Table)
    shown = sheets(found["matrix.xlsx"])["What each table said about"]
    filled = [[*row, *[""] * (len(table.header) - len(row))] for row in shown]
    assert filled == [list(table.header), *map(list, table.rows)]
