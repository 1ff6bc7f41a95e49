import io
import zipfile

import openpyxl
from lxml import etree

from community.documents import xlsx
from community.documents.tree import Document, Table
from tests.community.documents.reading import sheets_of
from tests.community.documents.samples import POISONED, SUMMARY


def test_render_has_one_table_a_sheet_from_its_first_cell():
    sheets = sheets_of(xlsx.render(SUMMARY))

    assert list(sheets) == ["README", "Document", "People by sector", "Notes"]
    assert sheets["README"] == [
        ["What", "Explanation"],
        ["Title", "What we heard in Wrexham"],
        ["Date", "12 May 2026"],
        ["Rule", "Chatham House Rule"],
        ["Document", "Sheet: everything the document says, one line a row, in reading order."],
        ["People by sector", "Sheet: People by sector"],
        ["Notes", "Sheet: Notes"],
    ]
    assert sheets["People by sector"] == [
        ["Sector", "People"], ["Council", "10 to 14"], ["Funder", ""],
    ]  # fmt: skip


def test_render_writes_no_formula_no_link_and_no_number_made_of_words():
    """`sheets_of` refuses any cell that is not words; the file says the same underneath."""
    file = xlsx.render(POISONED)

    sheets_of(file)
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        for name in package.namelist():
            found = {
                etree.QName(it).localname for it in etree.fromstring(package.read(name)).iter()
            }
            assert found & {"f", "hyperlink", "mergeCell"} == set(), name


def test_render_names_nobody():
    properties = openpyxl.load_workbook(io.BytesIO(xlsx.render(SUMMARY))).properties

    assert (properties.creator, properties.lastModifiedBy, properties.title) == (
        None, None, SUMMARY.title,
    )  # fmt: skip


def test_render_gives_every_sheet_a_name_a_spreadsheet_takes():
    captions = ["a/b:c", "A b c", "x" * 90, "", "'quoted'", "Document", "History"]
    tables = tuple(Table(caption, ("h",), ()) for caption in captions)

    names = list(sheets_of(xlsx.render(Document("x", tables))))

    assert names == [
        "README", "Document", "a b c", "A b c 2", "x" * 27, "Table", "quoted", "Document 2",
        "History 2",
    ]  # fmt: skip


def test_render_shows_every_line_of_a_cell_and_prints_every_column_on_the_page():
    rows = (("short", "x" * 61), ("x" * 10_000, ""))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(Document("x", (Table("t", ("a", "b"), rows),)))))  # fmt: skip
    sheet = book["t"]

    assert [sheet.row_dimensions[n].height for n in (2, 3)] == [30, 405]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
