"""A document as a workbook: what it is, what it says line by line, and each table on a sheet of its own."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from community.documents.csv import lines_with_header
from community.documents.tree import Document, Table

MOST_IN_A_CELL = 32_767
_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the library takes no zone
_WIDEST, _NARROWEST = 60, 10


def render(document: Document) -> bytes:
    """Every word is text, never a formula or a link; every sheet is one table from its first cell."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": document.title[:255], "created": _NO_DATE})
        for name, rows in _sheets(document):
            _fill(book.add_worksheet(name), rows, book)
    return file.getvalue()


def _sheets(document: Document) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    with translation.override(document.language):
        names = list(_names([_("README"), _("Document"), *(it.caption for it in tables)]))
        yield names[0], list(_read_me(document, names[1:], tables))
        yield names[1], lines_with_header(document)
    for name, table in zip(names[2:], tables, strict=True):
        yield name, [table.header, *table.rows]


def _read_me(
    document: Document, names: list[str], tables: list[Table]
) -> Iterator[tuple[str, ...]]:
    yield _("What"), _("Explanation")
    yield _("Title"), document.title
    yield from document.facts
    yield names[0], _("Sheet: everything the document says, one line a row, in reading order.")
    for name, table in zip(names[1:], tables, strict=True):
        yield name, _("Sheet: %(caption)s") % {"caption": table.caption}


def _names(captions: Iterable[str]) -> Iterator[str]:
    """What a spreadsheet takes as a sheet’s name: short, without some signs, no two alike."""
    taken = {"history"}  # one name a spreadsheet keeps for itself
    for caption in captions:
        stem = _NOT_IN_A_NAME.sub(" ", caption).strip()[: _LONGEST_NAME - 4].strip() or _("Table")
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        yield name


def _fill(sheet: Worksheet, rows: list[tuple[str, ...]], book: xlsxwriter.Workbook) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for number, row in enumerate(rows):
        _write(sheet, number, row, plain if number else bold)
    for column, cells in enumerate(zip(*rows, strict=True)):
        sheet.set_column(column, column, min(max(*map(len, cells), _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)  # A4
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, number: int, row: tuple[str, ...], look: Format) -> None:
    for column, cell in enumerate(row):
        sheet.write_string(number, column, cell[:MOST_IN_A_CELL], look)
