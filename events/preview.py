"""What a paste would add: each line as it is read, as a person corrected it, and what stands in the way."""

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from django.utils.translation import gettext as _

from events import paste, rows, same_file
from events.models import Event
from events.paste import Counts, KnownPrompt, Paste, Refusal, Row
from insights.enums import Kind

AS_NOTE, AS_PROMPT, NO_KIND, SKIP, NO_TABLE = "note", "prompt", "no_kind", "skip", "-"
LONGEST_PROMPT, LONGEST_TABLE = 200, 20
Layout = Literal["lines", "rows"]


@dataclass(frozen=True)
class Choices:
    """What a person said about lines, by their number: what each is, its table, whether to split it."""

    kinds: Mapping[int, str] = field(default_factory=dict)
    tables: Mapping[int, str] = field(default_factory=dict)
    split: frozenset[int] = frozenset()
    kind_for_all: str = ""
    table_for_all: str = ""

    @property
    def turned(self) -> dict[int, Literal["note", "prompt"]]:
        notes = {AS_NOTE, NO_KIND, *Kind.values}
        return {
            line: "prompt" if what == AS_PROMPT else "note"
            for line, what in self.kinds.items()
            if what == AS_PROMPT or what in notes
        }


@dataclass(frozen=True)
class DraftNote:
    """A note about to be added. `prompt` is its text, or nothing."""

    text: str
    table: str = ""
    prompt: str = ""
    kind: str = ""
    is_repeat: bool = False
    origin: str = ""
    key: uuid.UUID | None = None


@dataclass(frozen=True)
class Line:
    """One line of the paste as it now stands."""

    number: int
    row: Row
    choice: str
    table_choice: str
    is_split: bool

    @property
    def is_note(self) -> bool:
        return self.row.is_note

    @property
    def is_skipped(self) -> bool:
        return self.is_note and self.choice == SKIP

    @property
    def kind(self) -> str:
        if self.choice == NO_KIND:
            return ""
        return self.choice if self.choice in Kind.values else self.row.kind or ""

    @property
    def table(self) -> str:
        return "" if self.table_choice == NO_TABLE else self.table_choice or self.row.table

    @property
    def texts(self) -> tuple[str, ...]:
        """The notes it makes: one, or its pieces."""
        return self.row.pieces if self.is_split and self.row.pieces else (self.row.text,)

    @property
    def drafts(self) -> Iterator[DraftNote]:
        row = self.row
        for piece, text in enumerate(self.texts):
            origin = f"{row.origin} {piece}" if row.origin else ""
            is_repeat = row.duplicate_of is not None
            yield DraftNote(text, self.table, row.prompt, self.kind, is_repeat, origin)

    @property
    def problem(self) -> str:
        if self.row.what == "prompt" and len(self.row.text) > LONGEST_PROMPT:
            return _("A heading holds at most 200 characters. Make this line a note.")
        if self.is_note and self.row.is_too_long and not (self.is_split or self.is_skipped):
            return _("A note holds at most 1,000 characters. Split this one, or leave it out.")
        if self.is_note and not (self.is_skipped or self.row.is_there):
            return self._problem_with_place
        return ""

    @property
    def _problem_with_place(self) -> str:
        if len(self.table) > LONGEST_TABLE:
            return _("A table’s name holds at most 20 characters. Choose another table.")
        if len(self.row.prompt) > LONGEST_PROMPT:
            return _("A question holds at most 200 characters. Shorten it, or leave this line out.")
        return ""


@dataclass(frozen=True)
class Preview:
    lines: tuple[Line, ...]
    counts: Counts
    new_prompts: tuple[KnownPrompt, ...]
    refusal: Refusal = ""

    @property
    def drafts(self) -> list[DraftNote]:
        return [
            draft
            for line in self.lines
            if line.is_note and not (line.is_skipped or line.row.is_there)
            for draft in line.drafts
        ]

    @property
    def there(self) -> int:
        """How many are there already, from the same file."""
        return sum(line.row.is_there for line in self.lines)

    @property
    def is_all_there(self) -> bool:
        return bool(self.lines) and self.there == len(self.lines)

    @property
    def problems(self) -> list[Line]:
        return [line for line in self.lines if line.problem]

    @property
    def tables(self) -> list[str]:
        """Every table named on the page, in the order of people, not of characters."""
        named = {line.row.table for line in self.lines} | {line.table for line in self.lines}
        return sorted(named - {""}, key=table_order)


def table_order(table: str) -> tuple[int, str]:
    """2 before 10, and both before A."""
    digits = "".join(character for character in table if character in "0123456789")
    return (int(digits[:6]) if digits else 1_000_000, table)


def fingerprint(raw: str) -> str:
    """Changes when the text does, so that choices about lines are not carried to other lines."""
    lines = "\n".join(raw.splitlines())
    return hashlib.sha256(lines.encode(errors="replace")).hexdigest()[:16]


def read(event: Event, raw: str, choices: Choices, layout: Layout = "lines") -> Preview:
    prompts = [KnownPrompt(prompt.text, _kind(prompt.kind)) for prompt in event.prompts.all()]
    said = list(event.notes.standing().values_list("text", flat=True))
    if layout == "rows":
        found = _with_those_there(event, rows.parse(raw, prompts=prompts, existing=said))
    else:
        found = paste.parse(raw, prompts=prompts, existing=said, turned=choices.turned)
    return Preview(_lines(found, choices), found.counts, found.new_prompts, found.refusal)


def _with_those_there(event: Event, found: Paste) -> Paste:
    """What is there from the same file is neither a repeat nor to be split: it is not added."""
    keys = same_file.keys(event, [f"{row.origin} 0" for row in found.rows])
    marked = (
        row
        if keys[f"{row.origin} 0"]
        else replace(row, is_there=True, duplicate_of=None, pieces=())
        for row in found.rows
    )
    return replace(found, rows=tuple(marked))


def _kind(kind: str) -> Literal["principle", "challenge", "support_need"] | None:
    return kind or None  # type: ignore[return-value] # the column holds these words or nothing


def _lines(found: Paste, choices: Choices) -> tuple[Line, ...]:
    return tuple(_line(number, row, choices) for number, row in enumerate(found.rows))


def _line(number: int, row: Row, choices: Choices) -> Line:
    """For-all choices take the place of each note's own, but a line left out stays out."""
    choice, table = choices.kinds.get(number, ""), choices.tables.get(number, "")
    if row.is_note and choice != SKIP:
        choice = choices.kind_for_all or choice
        table = choices.table_for_all or table
    return Line(number, row, choice, table, number in choices.split)
