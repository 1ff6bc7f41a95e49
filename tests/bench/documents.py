"""`python -m tests.bench.documents`: what a file costs to make of an event with 200 notes.

With `--lines 50000`: what the longest list that can be taken away costs, the moderation log.
"""

import argparse
import os
import resource
import statistics
import sys
import time
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from community.documents import word_template  # noqa: E402
from community.models import AuditEntry  # noqa: E402
from events.actions import summaries  # noqa: E402
from events.exports import FORMATS, file_in_template, file_of  # noqa: E402
from insights.enums import Kind  # noqa: E402
from tests.community.documents.templates import own_template  # noqa: E402
from tests.events.gathering import publish_event, published_theme  # noqa: E402
from tests.factories import EventFactory, InsightFactory, MemberFactory  # noqa: E402

WORDS = "The funding ends as the trust begins, and nobody asks what was learned by those who stay. "
NOTES_A_THEME = 10
GOAL = 2.0


def measure(notes: int, rounds: int) -> None:
    """Seconds from the question to the bytes, the first time and again, in a process of its own."""
    with transaction.atomic():
        facilitator = MemberFactory(facilitator=True)
        event = publish_event(EventFactory(facilitated_by=facilitator))
        for number in range(notes // NOTES_A_THEME):
            kind = list(Kind)[number % len(Kind)]
            said = [f"{WORDS * 2}{number}.{place}" for place in range(NOTES_A_THEME)]
            published_theme(event, f"Theme {number}", *said, kind=kind, body=WORDS * 3)
        summary = summaries.draft(event, by=facilitator)
        template = own_template()
        made = {suffix: partial(file_of, summary, facilitator, suffix) for suffix in FORMATS}
        made["own.docx"] = lambda: file_in_template(
            summary, facilitator, "docx", word_template.read(template)
        )
        for suffix, make in made.items():
            times = []
            for _round in range(rounds):
                start = time.perf_counter()
                file = make()
                times.append(time.perf_counter() - start)
            again = statistics.median(times[1:])
            told = f"{suffix:12} {len(file.content) / 1000:6.0f} kB {times[0]:6.2f} s, again {again:.2f} s"
            sys.stdout.write(f"{told}{'' if times[0] <= GOAL else '  over'}\n")
        transaction.set_rollback(True)
    tell_peak()


def stream(lines: int) -> None:
    """The log as a spreadsheet reads it, piece by piece, each let go as it has gone out."""
    with transaction.atomic():
        facilitator = MemberFactory(facilitator=True)
        things = [insight.reference for insight in InsightFactory.create_batch(20)]
        for first in range(0, lines, 1_000):
            AuditEntry.objects.bulk_create(
                AuditEntry(
                    verb="insight.publish",
                    thing=things[number % len(things)],
                    actor=facilitator,
                    details={"reason": WORDS},
                )
                for number in range(first, min(first + 1_000, lines))
            )
        client = Client(SERVER_NAME="localhost")
        client.force_login(facilitator)
        tell_peak()
        start = time.perf_counter()
        pieces = client.get(reverse("insights:moderation_log_csv")).streaming_content
        sizes = [len(piece) for piece in pieces]
        took = time.perf_counter() - start
        sys.stdout.write(f"{lines} lines, {sum(sizes) / 1e6:.1f} MB in {len(sizes)} pieces, ")
        sys.stdout.write(f"{took:.2f} s, the largest piece {max(sizes) / 1000:.0f} kB\n")
        transaction.set_rollback(True)
    tell_peak()


def tell_peak() -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"at most {peak} MB resident\n")


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--notes", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=4)
    asked.add_argument("--lines", type=int)
    given = asked.parse_args()
    call_command("migrate", verbosity=0)
    if given.lines:
        stream(given.lines)
    else:
        measure(given.notes, given.rounds)
