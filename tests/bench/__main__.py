"""`make bench`: each page against the floor's, in turn, on the same rows; ratios, never absolute times."""

import argparse
import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402

from insights.actions import counting  # noqa: E402
from insights.models import Comment, Insight, Snapshot  # noqa: E402
from tests.bench import asking  # noqa: E402
from tests.bench.asking import Asks, gets  # noqa: E402
from tests.bench.serving import Server, running  # noqa: E402

WARM = 32
ROUNDS = 8  # over new connections each, enough for both processes to have met everything


@dataclass(frozen=True)
class Page:
    """A page of ours and the floor's page it is measured by. `goal` is performance.md's ratio.

    `keeps`: everything was read before since the library last changed. `changed`: it changes
    before every run, so that what was kept is of no use, and nothing is asked twice in a run.
    """

    name: str
    ours: Asks
    floor: Asks
    goal: float
    changed: bool = False
    keeps: bool = False


def prepare(insights: int) -> None:
    """A database of its own with `insights` seeded rows, counted once."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if Insight.objects.count() < insights:
        call_command("seed", insights=insights, members=500, seed=1, discussed=300)
    if not Snapshot.objects.exists():
        counting.take()
    for posts in (Insight.objects.all(), Comment.objects.all()):
        _make_room(posts)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _make_room(posts: QuerySet[Any]) -> None:
    """What earlier runs posted today does not count towards what one member may send in a day."""
    today = timezone.localdate()
    posts.filter(recorded_on=today).update(recorded_on=today - timedelta(days=1))


def pages() -> Iterator[Page]:
    session, one, tags = asking.signed_in(), asking.discussed(), asking.tag_pages()
    posting = asking.in_turn()
    read = [
        ("home", ["/"], ["/"]),
        ("library", ["/insights/"], ["/insights/"]),
        ("library, filtered", asking.filters(), ["/insights/"]),
        ("tag page", tags, tags),
        ("insight page", one, one),
    ]
    for name, ours, floor in read:
        yield Page(name, gets(ours), gets(floor), 2.0, keeps=True)
    for name, ours, floor in read:
        yield Page(f"{name}, signed in", gets(ours, session.headers), gets(floor), 2.5, keeps=True)
    for name, ours, floor in read[2:]:
        yield Page(f"{name}, changed", gets(ours), gets(floor), 2.0, changed=True)
    for sort, words in asking.searches().items():
        query = [urlencode({"q": it}) for it in words]
        ours, floor = [f"/insights/?{it}" for it in query], [f"/search/?{it}" for it in query]
        yield Page(f"search, {sort}", gets(ours), gets(floor), 2.5, changed=True)
    yield Page("answer", asking.answers(posting), asking.floor_posts(), 3.0)
    yield Page("comment", asking.comments(posting), asking.floor_posts(), 3.0)
    yield Page("record", asking.insights(posting), asking.floor_posts(), 3.0)


def change_library() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE insights_librarystamp SET value = value + 1")


def compare(site: Server, floor: Server, page: Page, *, pairs: int, count: int) -> bool:
    ratios, ours, theirs = [], [], []
    for _round in range(ROUNDS if page.keeps else 1):
        site.measure(page.ours, count=asking.MANY if page.keeps else WARM)
    floor.measure(page.floor, count=WARM)
    for _pair in range(pairs):
        if page.changed:
            change_library()
        a, b = site.measure(page.ours, count=count), floor.measure(page.floor, count=count)
        ratios.append(a.cpu / b.cpu)
        ours.append(a)
        theirs.append(b)
    middle = statistics.median(ratios)
    report(
        f"{page.name:28} {min(ratios):5.2f} {middle:5.2f} {max(ratios):5.2f}   ≤ {page.goal:.1f} "
        f"{'yes' if middle <= page.goal else 'NO ':3}  "
        f"{statistics.median(c.cpu for c in ours):6.1f} {statistics.median(c.cpu for c in theirs):6.1f}  "
        f"{ours[0].size / 1000:6.1f} {theirs[0].size / 1000:6.1f} kB"
    )
    return middle <= page.goal


def report(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--insights", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--count", type=int, default=asking.MANY)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    prepare(options.insights)
    report(
        f"{'page':28} {'ratio of CPU to the floor':17}  goal     CPU ms: ours  floor    size, floor's"
    )
    report(f"{'':28}   min   mid   max")
    with running("community.wsgi") as site, running("tests.bench.floor") as floor:
        kept = [
            compare(site, floor, page, pairs=options.pairs, count=options.count)
            for page in pages()
            if options.only in page.name
        ]
    report(f"{sum(kept)} of {len(kept)} goals kept")


if __name__ == "__main__":
    main()
