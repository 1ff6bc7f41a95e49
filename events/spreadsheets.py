"""A CSV or Excel file, read in memory: its sheets, each a list of rows of plain text."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import openpyxl

from community.packed import Refused, is_packed, undeclared, unpacked
from community.text import normalise_line

MOST_UNPACKED = 3_000_000
MOST_ROWS = 1_000
MOST_COLUMNS = 40
MOST_ROWS_LOOKED_AT = 5_000
MOST_SHEETS = 20
MOST_PARSED = (
    80_000  # elements of all parts together; one that is no cell and no text costs as three
)
MOST_CARRIED = 250_000  # bytes of text that go from one page to the next

DELIMITERS = (",", ";", "\t")
ALONE = "\x1f"  # stands in no text: each line is one cell

_UNREAD = (
    "customXml/",
    "docProps/",
    "xl/charts/",
    "xl/comments",
    "xl/drawings/",
    "xl/externalLinks/",
    "xl/media/",
    "xl/pivotCache/",
    "xl/pivotTables/",
    "xl/printerSettings/",
    "xl/styles.xml",
    "xl/tables/",
    "xl/theme/",
)
_ELEMENT = re.compile(rb"<[^/!?]")
_PLAIN = re.compile(rb"<(?:\w+:)?(?:row|c|v|f|is|t|r)[\s/>]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SEPARATOR_TOLD = re.compile(r"sep=([,;\t])\r?\n")

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: tuple[Cells, ...]

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def read(data: bytes) -> tuple[Sheet, ...]:
    """The sheets that say something. Raises `Refused`."""
    if is_packed(data):
        return _those_that_say(_workbook(data))
    return _those_that_say([("", _rows_of_text(decoded(data)))])


def carried(sheets: Sequence[Sheet]) -> str:
    """Sheets as one page hands them to the next."""
    return json.dumps([[sheet.name, sheet.rows] for sheet in sheets], ensure_ascii=False)


def taken_up(text: str) -> tuple[Sheet, ...]:
    """What a page was handed is believed no more than a file is."""
    try:
        return _those_that_say(
            (str(name), [map(str, row) for row in rows]) for name, rows in json.loads(text)
        )
    except (TypeError, ValueError, RecursionError) as broken:
        raise Refused("damaged") from broken


def _those_that_say(found: Iterable[tuple[str, Iterable[Iterable[str]]]]) -> tuple[Sheet, ...]:
    sheets = tuple(sheet for name, rows in found if (sheet := _sheet(name, rows)).rows)
    if not sheets:
        raise Refused("empty")
    if sum(_weight(sheet) for sheet in sheets) > MOST_CARRIED:
        raise Refused("too_much")
    return sheets


def _sheet(name: str, rows: Iterable[Iterable[str]]) -> Sheet:
    """Without blank rows and without empty cells at the end of a row."""
    kept: list[Cells] = []
    for number, row in enumerate(rows):
        if number >= MOST_ROWS_LOOKED_AT:
            raise Refused("too_much")
        cells = [normalise_line(cell) for cell in islice(row, MOST_COLUMNS)]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            kept.append(tuple(cells))
        if len(kept) > MOST_ROWS:
            raise Refused("too_much")
    return Sheet(normalise_line(name), tuple(kept))


def _weight(sheet: Sheet) -> int:
    return sum(len(cell.encode()) + 4 for row in sheet.rows for cell in row)


def decoded(data: bytes) -> str:
    """The text of a CSV: UTF-16 says so itself, UTF-8 shows, and what is neither is from old Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _text(data, "utf-16")
    try:
        return _text(data, "utf-8-sig")
    except Refused:
        return _text(data, "cp1252")


def _text(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Refused("unknown") from broken
    if len(_CONTROL.findall(text)) > 3 + len(text) // 100:  # a picture, or a program
        raise Refused("unknown")
    return text


def _rows_of_text(text: str) -> Iterator[list[str]]:
    told = _SEPARATOR_TOLD.match(text)
    text = text[told.end() :] if told else text
    delimiter = told[1] if told else delimiter_of(text)
    try:
        yield from _parsed(text, delimiter)
    except csv.Error as broken:  # a cell longer than any note
        raise Refused("too_much") from broken


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def delimiter_of(text: str) -> str:
    """The one that cuts most of the first rows into the same number of cells, else none."""
    return max((ALONE, *DELIMITERS), key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    try:
        rows = [row for row in islice(_parsed(text, delimiter), 30) if row]
    except csv.Error:
        return (0, 0)
    widths = Counter(map(len, rows))
    cut = [(count, width) for width, count in widths.items() if width > 1]
    count, width = max(cut, default=(0, 0))
    return (count / len(rows), width) if count * 2 > len(rows) else (0, 0)


def _workbook(data: bytes) -> list[tuple[str, list[list[str]]]]:
    try:
        plain = _without_looks(data)
        book = openpyxl.load_workbook(plain, read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [(sheet.title, _cells(sheet)) for sheet in shown[:MOST_SHEETS]]
    except Refused:
        raise
    except Exception as broken:
        raise Refused("damaged") from broken


def _without_looks(data: bytes) -> io.BytesIO:
    """Without what says nothing of notes."""
    found = unpacked(data, most=MOST_UNPACKED, leave=_UNREAD)
    parts = {name: undeclared(part) for name, part in found.items()}
    if sum(map(_effort, parts.values())) > MOST_PARSED:
        raise Refused("too_much")
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as copy:
        for name, part in parts.items():
            copy.writestr(name, part)
    return plain


def _effort(part: bytes) -> int:
    """What parsing costs goes by the elements there are, hardly by their size."""
    elements, plain = (len(what.findall(part)) for what in (_ELEMENT, _PLAIN))
    return plain + 3 * (elements - plain)


def _cells(sheet: Any) -> list[list[str]]:
    """Of a formula, what it came to when the file was saved."""
    rows = sheet.iter_rows(
        min_row=1, max_row=MOST_ROWS_LOOKED_AT, max_col=MOST_COLUMNS, values_only=True
    )
    return [[written(value) for value in row] for row in rows if any(map(_is_said, row))]


def _is_said(value: object) -> bool:
    return value is not None and value != ""


def written(value: object) -> str:
    """A cell as somebody would write it: 3 and not 3.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
