"""`python -m tests.bench.queue`: what the moderation queue costs when 5,000 things wait.

In a database of its own, made and thrown away. Wall-clock times of whole requests in one process:
p95 is to stay under a second, and no page asks more than 12 questions.
"""

import datetime as dt
import os
import statistics
import sys
import time
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)
from django.utils import timezone  # noqa: E402

from insights.enums import ReportRule, State  # noqa: E402
from insights.models import Comment, Insight, Report  # noqa: E402
from tests.factories import MemberFactory, SpaceFactory  # noqa: E402

WAITING = 5_000
TIMES = 40
MOST_SECONDS, MOST_QUERIES = 1.0, 12
PAGES = {
    "queue": "/moderation/",
    "last page": "/moderation/?page=250",
    "insights": "/moderation/?sort=insight",
    "an author’s first": "/moderation/?why=first",
    "unlinked": "/moderation/?why=unlinked",
    "reported": "/moderation/?why=reported",
    "a rule": "/moderation/?why=safety",
    "kind and age": "/moderation/?kind=challenge&days=7",
    "event": "/moderation/?event={event}",
    "bulk preview": "/moderation/bulk/?why=unlinked",
}


def prepare() -> str:
    """3,500 held insights, 1,000 comments and 500 reports among 10,000 published; gives an event's code."""
    random, today, space = Random(1), timezone.localdate(), SpaceFactory()
    call_command("seed", insights=10_000, members=300, seed=1, discussed=0, verbosity=0)
    keys = list(Insight.objects.order_by("pk").values_list("pk", flat=True))
    random.shuffle(keys)
    held, reported = keys[:3_500], keys[3_500:4_000]
    for days in range(50):  # seventy a day
        day = today - dt.timedelta(days=days)
        some = Insight.objects.filter(pk__in=held[days::50])
        some.update(state=State.HELD, published_on=None, recorded_on=day)
    Insight.objects.filter(pk__in=held[:200]).update(space=space)
    comments = Comment.objects.order_by("pk").values_list("pk", flat=True)[:1_000]
    Comment.objects.filter(pk__in=list(comments)).update(state=State.HELD, published_on=None)
    Report.objects.bulk_create(
        Report(insight_id=key, rule=random.choice(ReportRule.values)) for key in reported
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return space.code


def measure(client: Client, address: str) -> tuple[list[float], int]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    queries, seconds = len(asked), []
    for _time in range(TIMES):
        start = time.perf_counter()
        client.get(address)
        seconds.append(time.perf_counter() - start)
    return seconds, queries


def main() -> None:
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        event = prepare()
        client = Client()
        client.force_login(MemberFactory(facilitator=True))
        kept = [report(client, name, page.format(event=event)) for name, page in PAGES.items()]
    finally:
        teardown_databases(made, verbosity=0)
    sys.exit(not all(kept))


def report(client: Client, name: str, address: str) -> bool:
    seconds, queries = measure(client, address)
    p95 = statistics.quantiles(seconds, n=20)[-1]
    keeps = p95 < MOST_SECONDS and queries <= MOST_QUERIES
    middle = statistics.median(seconds)
    sys.stdout.write(
        f"{name:20} p50 {middle * 1000:5.0f} ms  p95 {p95 * 1000:5.0f} ms  "
        f"{queries:2} queries  {'yes' if keeps else 'NO'}\n"
    )
    sys.stdout.flush()
    return keeps


if __name__ == "__main__":
    main()
