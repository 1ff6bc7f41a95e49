"""Rows of a file, read as a paste is: note, table, heading and kind, with a tab between."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from community.text import comparable, normalise_line, unify_newlines
from events.paste import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_NOTES,
    MOST_ROWS,
    KnownPrompt,
    Paste,
    Prompts,
    Row,
    with_duplicates,
)
from events.paste_lines import says_something, split_note, table_named

MOST_RAW_BYTES = 3 * MOST_BYTES


def raw_of(rows: Iterable[Sequence[str]]) -> str:
    """Only rows that hold a note."""
    lines = (map(normalise_line, row) for row in rows if row[0])
    return "\n".join("\t".join(line) for line in lines)


def parse(raw: str, *, prompts: Sequence[KnownPrompt], existing: Iterable[str]) -> Paste:
    if len(raw.encode(errors="replace")) > MOST_RAW_BYTES:
        return Paste(refusal="too_many_bytes")
    known = Prompts(prompts)
    rows = list(islice(_rows(raw, known), MOST_ROWS))
    if len(rows) > MOST_NOTES:
        return Paste(refusal="too_many_notes")
    if sum(len(row.text.encode()) for row in rows) > MOST_BYTES:
        return Paste(refusal="too_many_bytes")
    return Paste(tuple(with_duplicates(list(_with_origins(rows)), existing)), tuple(known.new))


def _rows(raw: str, known: Prompts) -> Iterator[Row]:
    for line in unify_newlines(raw).split("\n"):
        cells = [normalise_line(cell) for cell in line.split("\t")]
        text, table, heading, kind = (*cells, "", "", "", "")[:4]
        if says_something(text):
            yield _row(text, table, known.of(heading, kind))


def _row(text: str, table: str, prompt: KnownPrompt) -> Row:
    pieces = split_note(text, MOST_CHARACTERS)
    return Row(
        "note",
        text,
        table_named(table) or table,
        prompt.text,
        prompt.kind,
        pieces=pieces if len(pieces) > 1 else (),
    )


def _with_origins(rows: Sequence[Row]) -> Iterator[Row]:
    """What finds a note of a file again. Files are the same when their notes are, in any order."""
    said = [comparable(row.text) for row in rows]
    file = _digest(*sorted(said))
    met = Counter[str]()
    for row, words in zip(rows, said, strict=True):
        met[words] += 1
        yield replace(row, origin=_digest(file, words, str(met[words])))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
