"""Rows as CSV that a spreadsheet reads as words: UTF-8 with a mark, never a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from community.documents.tree import Document, Kind, Line, Table, ordered_content
from community.text import normalise_body

Cell = str | int | float | None
ROWS_A_PIECE = 500

# What a spreadsheet may take for a formula, behind apostrophes too, and in wide letters.
# A tab or a line end at the start is gone by then.
_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠﹦﹢﹣﹫]")

KIND_NAMES: dict[Kind, str] = {
    "title": gettext_noop("Title"),
    "fact": gettext_noop("Fact"),
    "heading 1": gettext_noop("Heading 1"),
    "heading 2": gettext_noop("Heading 2"),
    "heading 3": gettext_noop("Heading 3"),
    "paragraph": gettext_noop("Paragraph"),
    "quote": gettext_noop("Quotation"),
    "bullet 1": gettext_noop("List item"),
    "bullet 2": gettext_noop("List item, level 2"),
    "bullet 3": gettext_noop("List item, level 3"),
    "number 1": gettext_noop("Numbered item"),
    "number 2": gettext_noop("Numbered item, level 2"),
    "number 3": gettext_noop("Numbered item, level 3"),
    "caption": gettext_noop("Table"),
    "header row": gettext_noop("Column names"),
    "row": gettext_noop("Row"),
}


def write_csv(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A whole file. Numbers stay numbers; every word is safe to open in a spreadsheet."""
    return b"".join(stream_csv(header, rows))


def stream_csv(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """The same file piece by piece: of however many rows, so many at a time are held."""
    every, mark = chain([header], rows), "\ufeff"
    while piece := list(islice(every, ROWS_A_PIECE)):
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerows([safe_cell(cell) for cell in row] for row in piece)
        yield f"{mark}{file.getvalue()}".encode()
        mark = ""


def safe_cell(cell: Cell) -> Cell:
    """An apostrophe before anything a spreadsheet would calculate."""
    if not isinstance(cell, str):
        return cell
    words = normalise_body(cell)
    return f"'{words}" if _FORMULA.match(words) else words


def render(document: Document) -> bytes:
    """One line of the document a row: what it is, then its words; a table keeps its columns."""
    header, *rows = lines_with_header(document)
    return write_csv(header, rows)


def render_table(document: Document) -> bytes:
    """The first table alone, as a spreadsheet would have it."""
    table = next(block for block in document.blocks if isinstance(block, Table))
    return write_csv(table.header, table.rows)


def lines_with_header(document: Document) -> list[tuple[str, ...]]:
    """The names of the columns, then the document line by line, every row equally long."""
    lines = ordered_content(document)
    width = max(len(line.cells) for line in lines)
    with translation.override(document.language):
        header = [_("Part"), _("Text"), *(_("Column %d") % n for n in range(2, width + 1))]
        return [tuple(header), *(_row(line, width) for line in lines)]


def _row(line: Line, width: int) -> tuple[str, ...]:
    return (_(KIND_NAMES[line.kind]), *line.cells, *[""] * (width - len(line.cells)))
