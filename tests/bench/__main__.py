"""`make bench`: each page against the floor's, in turn, on the same rows; ratios, never absolute times."""

import argparse
import os
import statistics
import sys
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from insights.actions import counting  # noqa: E402
from insights.models import Insight, Snapshot  # noqa: E402
from members.models import Member  # noqa: E402
from tests.bench.serving import Ask, Server, running  # noqa: E402


@dataclass(frozen=True)
class Page:
    """A page of ours and the floor's page it is measured by. `goal` is performance.md's ratio."""

    name: str
    ours: list[Ask]
    floor: list[Ask]
    goal: float


def prepare(insights: int) -> None:
    """A database of its own with `insights` seeded rows, counted once."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if Insight.objects.count() < insights:
        call_command("seed", insights=insights, members=500, seed=1)
    if not Snapshot.objects.exists():
        counting.take()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def references(count: int) -> list[str]:
    shown = Insight.objects.published().filter(audience="everyone").order_by("reference")
    return list(shown.values_list("reference", flat=True)[:count])


def signed_in() -> tuple[tuple[str, str], ...]:
    client = Client()
    client.force_login(Member.objects.order_by("pk")[0])
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return (("Cookie", cookie),)


SEARCHES = {
    "common": "funding",
    "rare": "bibobu",
    "two words": "funding trust",
    "phrase": '"the work"',
}


def pages() -> list[Page]:
    cookie, some = signed_in(), references(40)
    one = [Ask(f"/insights/{reference}/") for reference in some]
    read = [
        ("home", [Ask("/")], [Ask("/")]),
        ("library", [Ask("/insights/")], [Ask("/insights/")]),
        ("library, filtered", [Ask("/insights/?kind=challenge")], [Ask("/insights/")]),
        ("tag page", [Ask("/tags/funding-terms/")], [Ask("/tags/funding-terms/")]),
        ("insight page", one, one),
    ]
    found = [Page(name, ours, floor, 2.0) for name, ours, floor in read]
    found += [
        Page(f"{name}, signed in", [Ask(ask.path, headers=cookie) for ask in ours], floor, 2.5)
        for name, ours, floor in read
    ]
    for name, words in SEARCHES.items():
        query = words.replace(" ", "+").replace('"', "%22")
        found.append(
            Page(
                f"search, {name}", [Ask(f"/insights/?q={query}")], [Ask(f"/search/?q={query}")], 2.5
            )
        )
    return found


def compare(site: Server, floor: Server, page: Page, *, pairs: int, count: int) -> bool:
    ratios, ours, theirs = [], [], []
    site.measure(page.ours, count=16)
    floor.measure(page.floor, count=16)
    for _pair in range(pairs):
        a, b = site.measure(page.ours, count=count), floor.measure(page.floor, count=count)
        ratios.append(a.cpu / b.cpu)
        ours.append(a)
        theirs.append(b)
    middle = statistics.median(ratios)
    report(
        f"{page.name:26} {min(ratios):5.2f} {middle:5.2f} {max(ratios):5.2f}   ≤ {page.goal:.1f} "
        f"{'yes' if middle <= page.goal else 'NO ':3}  "
        f"{statistics.median(c.cpu for c in ours):6.1f} {statistics.median(c.cpu for c in theirs):6.1f}  "
        f"{ours[0].size / 1000:6.1f} kB"
    )
    return middle <= page.goal


def report(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--insights", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--count", type=int, default=160)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    prepare(options.insights)
    report(f"{'page':26} {'ratio of CPU to the floor':17}  goal     CPU ms: ours  floor  size")
    report(f"{'':26}   min   mid   max")
    with running("community.wsgi") as site, running("tests.bench.floor") as floor:
        kept = [
            compare(site, floor, page, pairs=options.pairs, count=options.count)
            for page in pages()
            if options.only in page.name
        ]
    report(f"{sum(kept)} of {len(kept)} goals kept")


if __name__ == "__main__":
    main()
