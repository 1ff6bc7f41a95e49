"""Which column of a sheet holds what: guessed from its first row, then read as rows of notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from community.text import comparable
from events.rows import raw_of
from events.spreadsheets import Cells, Sheet

NOTE = ("note", "notes", "text", "comment", "comments", "whatwassaid", "said", "words", "quote", "answer",
        "response", "nodyn", "nodiadau", "sylw", "sylwadau")  # fmt: skip
TABLE = ("table", "tables", "tableno", "tablenumber", "tablename", "group", "bwrdd")
HEADING = (
    "question",
    "questions",
    "prompt",
    "prompts",
    "heading",
    "theme",
    "topic",
    "cwestiwn",
    "thema",
)
KIND = ("kind", "kindofnote", "type", "category", "math")


@dataclass(frozen=True)
class Columns:
    """Numbers of columns, from 0; nothing where the sheet has no such column."""

    note: int
    table: int | None = None
    heading: int | None = None
    kind: int | None = None


def has_header(sheet: Sheet) -> bool:
    names = {comparable(cell) for cell in sheet.rows[0]}
    return not names.isdisjoint((*NOTE, *TABLE, *HEADING, *KIND))


def guessed(sheet: Sheet) -> Columns:
    """By the names in the first row; notes that nothing names are where most is written."""
    names = [comparable(cell) for cell in sheet.rows[0]]
    table, heading, kind = (_first(names, known) for known in (TABLE, HEADING, KIND))
    note = _first(names, NOTE)
    if note is None:
        others = [n for n in range(sheet.width) if n not in {table, heading, kind}]
        note = max(others or [0], key=lambda column: sum(map(len, _column(sheet, column))))
    return Columns(note, table, heading, kind)


def _first(names: list[str], known: tuple[str, ...]) -> int | None:
    """The best name wins: “Notes” before “Answer”."""
    found = [name for name in known if name in names]
    return names.index(found[0]) if found else None


def _column(sheet: Sheet, column: int | None) -> Iterator[str]:
    return (cell(row, column) for row in sheet.rows)


def cell(row: Cells, column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def letter(column: int) -> str:
    """As a spreadsheet names it: A, Z, AA."""
    first, last = divmod(column, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + last)


def rows_of(sheet: Sheet, columns: Columns, *, skip: int) -> str:
    """The notes with where each belongs; nothing else of the sheet goes further."""
    wanted = (columns.note, columns.table, columns.heading, columns.kind)
    return raw_of([cell(row, column) for column in wanted] for row in sheet.rows[skip:])
