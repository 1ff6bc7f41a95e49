"""`python -m tests.bench.exporting`: DO-7, how long members wait to post while five take the largest files away.

Four members post all the time, alone and then beside five facilitators who fetch, again and again, the summary of
an event with 500 notes in each format and the moderation log of 50,000 lines. Everything shares the machine.
"""

import argparse
import http.client
import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402

from community.models import AuditEntry  # noqa: E402
from events.actions import summaries  # noqa: E402
from events.exports import FORMATS  # noqa: E402
from insights.enums import Kind  # noqa: E402
from members.models import Member  # noqa: E402
from tests.bench import asking  # noqa: E402
from tests.bench.__main__ import prepare, report  # noqa: E402
from tests.bench.documents import NOTES_A_THEME, WORDS  # noqa: E402
from tests.bench.serving import Ask, Server, running  # noqa: E402
from tests.events.gathering import publish_event, published_theme  # noqa: E402
from tests.factories import EventFactory, MemberFactory, SpaceMemberFactory  # noqa: E402

EXPORTERS, POSTERS, BETWEEN = 5, 4, 0.25
GOAL = 1.0


@transaction.atomic
def gather(notes: int, lines: int) -> tuple[list[Member], list[str]]:
    """Those who take away, and the addresses of what they take."""
    MemberFactory.reset_sequence(int(time.time()))  # beside those of an earlier run
    them = MemberFactory.create_batch(EXPORTERS, facilitator=True)
    event = publish_event(EventFactory(facilitated_by=them[0]))
    for other in them[1:]:
        SpaceMemberFactory(space=event.space_ptr, member=other, part="facilitator")
    for number in range(notes // NOTES_A_THEME):
        said = [f"{WORDS * 2}{number}.{place}" for place in range(NOTES_A_THEME)]
        kind = list(Kind)[number % len(Kind)]
        published_theme(event, f"Theme {number}", *said, kind=kind, body=WORDS * 3)
    summaries.draft(event, by=them[0])
    missing = lines - AuditEntry.objects.count()
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(verb="insight.publish", thing=event.code, actor=them[0], details={"reason": WORDS})
            for _line in range(missing)
        ),
        batch_size=1_000,
    )  # fmt: skip
    files = [reverse("events:download_summary", args=[event.code, suffix]) for suffix in FORMATS]
    return them, [*files, reverse("insights:moderation_log_csv")]


def ask_for(server: Server, ask: Ask) -> tuple[int, float]:
    """What was answered, and seconds from asking to the last byte, read piece by piece."""
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    started = time.perf_counter()
    link.request(ask.method, ask.path, body=ask.body or None, headers=dict(ask.headers))
    answer = link.getresponse()
    while answer.read(65_536):
        pass
    link.close()
    return answer.status, time.perf_counter() - started


def send(server: Server, ask: Ask) -> float:
    status, seconds = ask_for(server, ask)
    if status not in (200, 303):
        raise RuntimeError(f"{status} for {ask.path}")
    return seconds


class Posting:
    """Members who post, each a moment after the answer to the one before."""

    def __init__(self, server: Server, asks: Iterator[Ask]) -> None:
        self.server, self.asks, self.lock = server, asks, threading.Lock()

    def go_on(self, seconds: float) -> list[float]:
        with ThreadPoolExecutor(POSTERS) as pool:
            runs = [pool.submit(self._one, time.monotonic() + seconds) for _ in range(POSTERS)]
            return sorted(wait for run in runs for wait in run.result())

    def _one(self, until: float) -> list[float]:
        waits = []
        while time.monotonic() < until:
            with self.lock:
                ask = next(self.asks)
            waits.append(send(self.server, ask))
            time.sleep(BETWEEN)
        return waits


@contextmanager
def again_and_again(act: Callable[[int, int], None], people: int) -> Iterator[None]:
    """Each of them does it over and over until the block ends, each from another place."""
    over = threading.Event()

    def go_on(number: int) -> None:
        turn = number
        while not over.is_set():
            act(number, turn)
            turn += 1

    with ThreadPoolExecutor(people) as pool:
        runs = [pool.submit(go_on, number) for number in range(people)]
        try:
            yield
        finally:
            over.set()
    for run in runs:
        run.result()


def megabytes(server: Server) -> float:
    return max(process.memory_info().rss for process in server.processes()) / 1e6


def tell(name: str, waits: list[float]) -> None:
    ninety_five = waits[int(len(waits) * 0.95)]
    report(
        f"{name:26} {len(waits):4}; median {statistics.median(waits):.2f} s, p95 {ninety_five:.2f} s, "
        f"longest {waits[-1]:.2f} s{'' if ninety_five < GOAL else '  over'}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=40)
    asked = parser.parse_args()
    prepare(1_000)
    them, paths = gather(asked.notes, asked.lines)
    sessions = [asking.session_of(one) for one in them]
    exports: list[float] = []
    with running("community.wsgi", threads=8) as server:

        def export(number: int, turn: int) -> None:
            ask = Ask(paths[turn % len(paths)], headers=sessions[number].headers)
            exports.append(send(server, ask))
            peaks.append(megabytes(server))

        posting, peaks = Posting(server, asking.insights(asking.in_turn())), [0.0]
        posting.go_on(5)
        before = megabytes(server)
        tell("posts, alone", posting.go_on(asked.seconds / 2))
        with again_and_again(export, EXPORTERS):
            waits = posting.go_on(asked.seconds)
        tell("posts, beside five exports", waits)
        tell("exports", sorted(exports))
    report(f"largest process: {before:.0f} MB before, {max(peaks):.0f} MB at most")


if __name__ == "__main__":
    main()
