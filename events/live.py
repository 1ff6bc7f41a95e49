"""What a room shows: its questions, its boards drawn once for each change, and how many notes it has."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.shelf import shelf
from events.models import Event, Note, Prompt, Room, RoomTable
from events.preview import table_order

FEW = 5  # people: under so many, wording may show who spoke


@dataclass(frozen=True)
class Asked:
    """What every table of a room is asked."""

    prompts: tuple[Prompt, ...]
    tables: tuple[str, ...]
    few_people: bool


@dataclass(frozen=True)
class Board:
    """Notes as they are shown, and a mark that changes when they do."""

    html: SafeString
    mark: str


@dataclass(frozen=True)
class Row:
    """A table on the facilitators' page: notes by question, those that wait, and all."""

    table: RoomTable
    by_prompt: list[int]
    total: int


def asked(room: Room) -> Asked:
    """Kept in the process until the room changes."""
    name = f"room {room.pk} {room.join_code} {room.version}"
    kept: Asked | None = shelf.get(name)
    if kept is None:
        kept = Asked(
            prompts=tuple(room.event.prompts.all()),
            tables=tuple(room.tables.values_list("name", flat=True)),
            few_people=room.event.people.count() < FEW,
        )
        shelf.put(name, kept)
    return kept


def kept_board(code: str, key: str) -> Board | None:
    """A table’s board by its address, if it was drawn since it last changed: one narrow question."""
    found = (
        RoomTable.objects.filter(room__join_code=code, key=key, room__shows_all=False)
        .values_list("pk", "room__version", "version")
        .first()
    )
    mark = _mark(*found) if found else ""
    html = shelf.get(mark)
    return Board(html, f'"{mark}"') if html is not None else None


def _mark(table: int, room_version: int, version: int) -> str:
    return f"board-{table}-{room_version}-{version}"


def board(table: RoomTable) -> Board:
    """A table's own notes; everybody's while the discussion is open."""
    room = table.room
    if room.shows_all:
        return whole_board(room)
    notes = room.event.notes.on_boards().filter(table=table.name)
    return _kept(_mark(table.pk, room.version, table.version), notes)


def whole_board(room: Room) -> Board:
    version = room.tables.aggregate(all=Sum("version"))["all"] or 0
    tables = room.tables.values_list("name", flat=True)
    notes = room.event.notes.on_boards().filter(table__in=tables)
    return _kept(f"room-{room.pk}-{room.version}-{version}", notes)


def _kept(mark: str, notes: "Iterable[Note]") -> Board:
    html = shelf.get(mark)
    if html is None:
        html = SafeString(render_to_string("events/room/_notes.html", {"tables": by_table(notes)}))
        shelf.put(mark, html)
    return Board(html, f'"{mark}"')


def by_table(notes: "Iterable[Note]") -> list[tuple[str, list[Note]]]:
    """Tables in their order, the notes that came last first."""
    found: dict[str, list[Note]] = {}
    for note in sorted(notes, key=lambda note: (-note.position, note.code)):
        found.setdefault(note.table, []).append(note)
    return sorted(found.items(), key=lambda pair: table_order(pair[0]))


def rows(event: Event, room: Room, prompts: Iterable[Prompt]) -> list[Row]:
    """How many notes came from each table to each question, those that wait among them."""
    counted = (
        Note.objects.filter(event=event, batch=None, left_out_reason="")
        .values("table", "prompt")
        .annotate(notes=Count("pk"))
        .order_by()
    )
    found = {(row["table"], row["prompt"]): row["notes"] for row in counted}
    asked_for = list(prompts)
    return [
        Row(
            table,
            [found.get((table.name, prompt.pk), 0) for prompt in asked_for],
            sum(count for (name, _prompt), count in found.items() if name == table.name),
        )
        for table in room.tables.all()
    ]
