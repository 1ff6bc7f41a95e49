"""A document as a workbook: what it is, what it says line by line, and each table on a sheet of its own."""

import datetime as dt
import io
import math
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
_NARROWEST, _WIDEST_COLUMN, _WIDEST_SHEET = 10, 60, 180  # letters
_LINE, _HIGHEST_ROW = 15, 405  # points; a row may not be higher
_FULL = 0.85  # of a line, on average, before the next word goes to the next line
_A4, _A3 = 9, 8


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
    widths = _widths(rows)
    for number, row in enumerate(rows):
        sheet.set_row(number, _height(row, widths))
        _write(sheet, number, row, plain if number else bold)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    _lay_out_page(sheet, wide=sum(widths) >= _WIDEST_SHEET)


def _widths(rows: list[tuple[str, ...]]) -> list[int]:
    """As wide as its words, up to what leaves every column room on one page."""
    columns = list(zip(*rows, strict=True))
    widest = min(_WIDEST_COLUMN, max(_WIDEST_SHEET // len(columns), _NARROWEST * 2))
    return [min(max(*map(len, cells), _NARROWEST), widest) for cells in columns]


def _height(row: tuple[str, ...], widths: list[int]) -> float:
    """Said in the file: not every program works out for itself how many lines a cell takes."""
    lines = max(_lines(cell, width) for cell, width in zip(row, widths, strict=True))
    return float(min(_LINE * lines, _HIGHEST_ROW))


def _lines(cell: str, width: int) -> int:
    return 1 if len(cell) <= width else math.ceil(len(cell) / (width * _FULL))


def _lay_out_page(sheet: Worksheet, *, wide: bool) -> None:
    """Lying, every column on one page, the header row on each."""
    sheet.set_paper(_A3 if wide else _A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, number: int, row: tuple[str, ...], look: Format) -> None:
    for column, cell in enumerate(row):
        sheet.write_string(number, column, cell[:MOST_IN_A_CELL], look)
