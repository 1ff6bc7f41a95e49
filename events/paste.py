"""A block of notes pasted from anywhere: read in order, counted, and refused whole if too big."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import Literal

from community.text import comparable
from events.paste_lines import (
    Kind,
    is_address,
    kind_asked_for,
    kind_named,
    lines_of,
    split_note,
    table_named,
    unframed,
    without_markers,
)

MOST_BYTES = 100_000
MOST_NOTES = 500
MOST_ROWS = 1_000
MOST_CHARACTERS = 1_000
MOST_PROMPT_WORDS = 12

Refusal = Literal["", "too_many_bytes", "too_many_notes", "too_many_lines"]
Turned = Mapping[int, Literal["note", "prompt"]]


@dataclass(frozen=True)
class KnownPrompt:
    text: str
    kind: Kind | None = None


@dataclass(frozen=True)
class Row:
    """One line: a note with where it belongs, or the table or prompt that holds from here on."""

    what: Literal["note", "prompt", "table"]
    text: str
    table: str = ""
    prompt: str = ""
    kind: Kind | None = None
    duplicate_of: int | Literal["event"] | None = None
    pieces: tuple[str, ...] = ()
    origin: str = ""  # of a row of a file: what finds it again
    is_there: bool = False  # from the same file, before

    @property
    def is_note(self) -> bool:
        return self.what == "note"

    @property
    def is_too_long(self) -> bool:
        return bool(self.pieces)


@dataclass(frozen=True)
class Counts:
    notes: int
    tables: int
    principles: int
    challenges: int
    support_needs: int
    without_kind: int
    duplicates: int
    too_long: int


@dataclass(frozen=True)
class Paste:
    """What a paste holds; one that is refused holds no rows and says why."""

    rows: tuple[Row, ...] = ()
    new_prompts: tuple[KnownPrompt, ...] = ()
    refusal: Refusal = ""

    @property
    def notes(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_note)

    @property
    def counts(self) -> Counts:
        notes = self.notes
        kinds = [note.kind for note in notes]
        return Counts(
            notes=len(notes),
            tables=len({note.table for note in notes if note.table}),
            principles=kinds.count("principle"),
            challenges=kinds.count("challenge"),
            support_needs=kinds.count("support_need"),
            without_kind=kinds.count(None),
            duplicates=sum(note.duplicate_of is not None for note in notes),
            too_long=sum(note.is_too_long for note in notes),
        )


def parse(
    text: str,
    *,
    prompts: Sequence[KnownPrompt] = (),
    existing: Iterable[str] = (),
    turned: Turned = MappingProxyType({}),
) -> Paste:
    """Read a paste; `turned` names the rows that a person made a note or a prompt by hand."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        return Paste(refusal="too_many_bytes")
    reader = _Reader(Prompts(prompts), turned)
    lines = islice(lines_of(text), MOST_ROWS + 1)
    rows = [reader.read(index, line) for index, line in enumerate(lines)]
    if sum(row.is_note for row in rows) > MOST_NOTES:
        return Paste(refusal="too_many_notes")
    if len(rows) > MOST_ROWS:
        return Paste(refusal="too_many_lines")
    return Paste(tuple(with_duplicates(rows, existing)), tuple(reader.prompts.new))


class Prompts:
    """The event's prompts, and those that what is read adds to them."""

    def __init__(self, asked: Sequence[KnownPrompt]) -> None:
        self.asked = asked
        self.new: list[KnownPrompt] = []
        self.known = {comparable(prompt.text): prompt for prompt in asked}

    def knows(self, heading: str) -> bool:
        return comparable(heading) in self.known

    def headed(self, text: str) -> KnownPrompt:
        """One of the event's prompts, or only a kind, or a prompt the event does not have yet."""
        heading = unframed(text).rstrip(":： ")
        if known := self.known.get(comparable(heading)):
            return replace(known, kind=known.kind or kind_asked_for(known.text))
        if kind := kind_named(heading):
            asking = [prompt for prompt in self.asked if prompt.kind == kind]
            return asking[0] if len(asking) == 1 else KnownPrompt("", kind)
        prompt = KnownPrompt(heading, kind_asked_for(heading))
        self.known[comparable(heading)] = prompt
        self.new.append(prompt)
        return prompt

    def of(self, heading: str, kind: str) -> KnownPrompt:
        """In columns of their own. A kind that is none of ours is a heading when there is no other."""
        said = heading or kind
        prompt = self.headed(said) if unframed(said).rstrip(":： ") else KnownPrompt("")
        return replace(prompt, kind=kind_named(kind) or prompt.kind)


@dataclass
class _Reader:
    """Remembers the table and the prompt while it goes down the page."""

    prompts: Prompts
    turned: Turned
    table: str = ""
    prompt: KnownPrompt = KnownPrompt("")

    def read(self, index: int, line: str) -> Row:
        text = without_markers(line)
        turned = self.turned.get(index)
        if turned is None and (table := table_named(text)):
            self.table, self.prompt = table, KnownPrompt("")
            return Row("table", text, table)
        what = turned or ("prompt" if self._is_prompt(line) else "note")
        if what == "prompt":
            self.prompt = self.prompts.headed(text)
        pieces = split_note(text, MOST_CHARACTERS) if what == "note" else ()
        return Row(
            what,
            text,
            self.table,
            self.prompt.text,
            self.prompt.kind,
            pieces=pieces if len(pieces) > 1 else (),
        )

    def _is_prompt(self, line: str) -> bool:
        if without_markers(line) != line or is_address(line):
            return False
        heading = unframed(line)
        if self.prompts.knows(heading) or kind_named(heading):
            return True
        return len(heading.split()) <= MOST_PROMPT_WORDS and heading.endswith(
            (":", "?", "：", "？")
        )


def with_duplicates(rows: Sequence[Row], existing: Iterable[str]) -> Iterator[Row]:
    """Flag a note said before: at the event, else further up in the paste."""
    at_event = {comparable(text) for text in existing}
    first: dict[str, int] = {}
    for index, row in enumerate(rows):
        if not row.is_note:
            yield row
            continue
        said = comparable(row.text)
        earlier = first.setdefault(said, index)
        in_paste = earlier if earlier != index else None
        yield replace(row, duplicate_of="event" if said in at_event else in_paste)
