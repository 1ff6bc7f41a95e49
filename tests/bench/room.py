"""`python -m tests.bench.room`: 400 phones at 40 tables, a note every 10 s and a board every 5 s from each.

Prints what was sent, stored, doubled and lost, and how long people waited. Senders, site (2 × 8 threads) and
PostgreSQL share the machine. A third of the notes are sent twice, as after an answer that was lost.
"""

import argparse
import asyncio
import os
import random
import re
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402

from events.enums import EventState  # noqa: E402
from events.models import Note  # noqa: E402
from tests.bench.serving import running  # noqa: E402
from tests.factories import EventFactory, RoomFactory  # noqa: E402

NOTE_EVERY, BOARD_EVERY, TABLES = 10, 5, 40
STATUS = re.compile(rb"HTTP/1\.1 (\d+)")


@dataclass
class Tally:
    """What one run sent and how long each answer took, by what was asked."""

    sent: set[uuid.UUID] = field(default_factory=set)
    repeats: int = 0
    waits: dict[str, list[float]] = field(default_factory=lambda: {"note": [], "board": []})
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)


class Phone:
    """One browser: a new connection for each request, and the mark of the board it has."""

    def __init__(self, port: int, table: tuple[str, str], tally: Tally) -> None:
        self.port, (self.page, self.board), self.tally = port, table, tally
        self.mark = ""

    async def live(self, until: float) -> None:
        await asyncio.gather(
            self._every(NOTE_EVERY, self._note, until), self._every(BOARD_EVERY, self._look, until)
        )

    async def _every(self, seconds: int, act, until: float) -> None:
        at = time.monotonic() + random.uniform(0, seconds)
        while at < until:
            await asyncio.sleep(max(0, at - time.monotonic()))
            await act(at)
            at += seconds

    async def _note(self, due: float) -> None:
        key = uuid.uuid4()
        body = urlencode({"text": f"What we met, said by {key}", "key": key})
        self.tally.sent.add(key)
        for again in range(1 + (random.random() < 1 / 3)):
            self.tally.repeats += again
            await self._ask("note", f"POST {self.page}", body, due)

    async def _look(self, due: float) -> None:
        await self._ask("board", f"GET {self.board}", "", due)

    async def _ask(self, what: str, line: str, body: str, due: float) -> None:
        started = max(due, time.monotonic())
        head = (
            f"{line} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n"
            f"If-None-Match: {self.mark}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        )
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(head.encode())
        answer = await reader.read(-1)
        writer.close()
        self.tally.waits[what].append(time.monotonic() - started)
        status = STATUS.match(answer)
        self.tally.answers[what, int(status[1]) if status else 0] += 1
        if what == "board" and (found := re.search(rb'ETag: ("[^"]+")', answer)):
            self.mark = found[1].decode()


async def run(port: int, tables: list[tuple[str, str]], phones: int, seconds: int) -> Tally:
    tally, until = Tally(), time.monotonic() + seconds
    crowd = [Phone(port, tables[number % len(tables)], tally) for number in range(phones)]
    await asyncio.gather(*(phone.live(until) for phone in crowd))
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--phones", type=int, default=400)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    event = EventFactory(state=EventState.CAPTURING, created_by=None)
    room = RoomFactory(event=event, tables=[str(number + 1) for number in range(TABLES)])
    keys = [[room.join_code, key] for key in room.tables.values_list("key", flat=True)]
    tables = [tuple(reverse(f"events:{page}", args=at) for page in PAGES) for at in keys]
    with running("community.wsgi:application", threads=8, DEMO="1") as server:
        tally = asyncio.run(run(server.port, tables, asked.phones, round(60 * asked.minutes)))
    report(tally, Counter(Note.objects.filter(event=event).values_list("key", flat=True)), event)
    event.delete()


PAGES = ("table", "table_notes")


def report(tally: Tally, stored: Counter[uuid.UUID], event) -> None:
    texts = Counter(Note.objects.filter(event=event).values_list("text", flat=True))
    doubled = sum(count - 1 for count in texts.values())
    lost = len(tally.sent - set(stored))
    print(f"sent {len(tally.sent)} (and {tally.repeats} again), stored {len(stored)}, ", end="")  # noqa: T201
    print(f"doubled {doubled}, lost {lost}, answers {dict(tally.answers)}")  # noqa: T201
    for what, waits in tally.waits.items():
        ranked = sorted(waits)
        at = {share: 1_000 * ranked[int(len(ranked) * share / 100)] for share in (50, 95, 99)}
        print(f"{what}: {len(waits)}; " + ", ".join(f"p{k} {v:.0f} ms" for k, v in at.items()))  # noqa: T201


if __name__ == "__main__":
    main()
