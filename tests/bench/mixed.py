"""`python -m tests.bench.mixed --minutes 5`: CO-6, deadlocks while everybody does everything at once.

Members read, search, post, comment, answer, take back and report, at the same few insights for the most part, while
three facilitators publish, return, remove and restore, and two organisers of one event take files away.
"""

import argparse
import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

from django.db import connection  # noqa: E402

from insights.enums import Act, Answer, State  # noqa: E402
from insights.models import Insight, Reason  # noqa: E402
from tests.bench import asking  # noqa: E402
from tests.bench.__main__ import prepare, report  # noqa: E402
from tests.bench.asking import Session  # noqa: E402
from tests.bench.exporting import ask_for, gather  # noqa: E402
from tests.bench.serving import Ask, Server, running  # noqa: E402

PEOPLE, HOT = 12, 4
EXPECTED = {200, 302, 303, 304, 400, 404, 409, 410, 429}  # whoever comes too late is told


FITTING = {
    State.HELD: [Act.PUBLISH, Act.PUBLISH, Act.RETURN],
    State.PUBLISHED: [Act.REMOVE, Act.HOLD],
    State.REMOVED: [Act.RESTORE],
}


class Load:
    def __init__(self, server: Server) -> None:
        self.server, self.answers = server, Counter[tuple[str, int]]()
        self.members = [asking.signed_in(place) for place in range(200)]
        self.hot = [
            it.reference
            for it in Insight.objects.published()
            .filter(audience="members")
            .order_by("reference")[:HOT]
        ]
        self.reasons = {act: Reason.objects.filter(act=act).first() for act in Act}

    def take_part(self, until: float) -> None:
        while time.monotonic() < until:
            self.send(self.something(random.choice(self.members)))

    def something(self, who: Session) -> Ask:
        page = f"/insights/{random.choice(self.hot)}/"
        return random.choice(
            [
                lambda: Ask(page, headers=who.headers),
                lambda: Ask("/insights/?q=street", headers=who.headers),
                lambda: who.post(f"{page}answer/", answer=random.choice(Answer.values)),
                lambda: who.post(f"{page}answer/take-back/"),
                lambda: who.post(f"{page}comments/", **self.words("comment")),
                lambda: who.post(f"{page}report/", rule="other", words="Look at this.", form_key=uuid4().hex),
                lambda: who.post("/insights/new/", **self.words("insight"), step="submit"),
            ]
        )()  # fmt: skip

    def words(self, sort: str) -> dict[str, object]:
        signed = {
            "attribution": random.choice(["named", "sector", "without"]),
            "form_key": uuid4().hex,
        }
        body = {"body": "Nobody knows who decides about a shared building. " * 3}
        if sort == "comment":
            return signed | body
        return signed | body | {"kind": "challenge", "title": "Who decides?", "audience": "members"}

    def decide(self, who: Session, until: float) -> None:
        """Everything that waits, and now and then one of the few that everybody is at."""
        while time.monotonic() < until:
            waiting = Insight.objects.filter(state=State.HELD).order_by("?")[:1]
            hot = Insight.objects.filter(reference__in=self.hot, state__in=FITTING)
            out = (
                hot.exclude(state=State.PUBLISHED)[:1] or hot.order_by("?")[: random.random() < 0.3]
            )
            for thing in [*waiting, *out]:
                act = random.choice(FITTING[State(thing.state)])
                if thing.reference in self.hot and act == Act.RETURN:
                    act = Act.PUBLISH  # it stays where everybody is
                reason = self.reasons[act].pk if self.reasons[act] else ""
                sent = {"seen": f"{thing.state}-{thing.version}", "sentence": "Because."}
                page = f"/moderation/insights/{thing.reference}/"
                self.send(who.post(page, choice=f"{act}:{reason}", **sent))
        connection.close()

    def take_away(self, who: Session, paths: list[str], until: float) -> None:
        while time.monotonic() < until:
            self.send(Ask(random.choice(paths), headers=who.headers))
            time.sleep(5)

    def send(self, ask: Ask) -> None:
        status, _seconds = ask_for(self.server, ask)
        self.answers[ask.method, status] += 1
        if status not in EXPECTED:
            report(f"{status} for {ask.method} {ask.path}")


def deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    minutes = parser.parse_args().minutes
    prepare(1_000)
    them, paths = gather(100, 2_000)
    before = deadlocks()
    deciding = [asking.session_of(one) for one in them]
    with running("community.wsgi", threads=8) as server, ThreadPoolExecutor(PEOPLE + 5) as pool:
        load = Load(server)
        until = time.monotonic() + 60 * minutes
        runs = [pool.submit(load.take_part, until) for _ in range(PEOPLE)]
        runs += [pool.submit(load.decide, who, until) for who in deciding[:3]]
        runs += [pool.submit(load.take_away, who, paths, until) for who in deciding[3:5]]
        for run in runs:
            run.result()
    time.sleep(2)
    told = ", ".join(
        f"{count} {how} {status}" for (how, status), count in sorted(load.answers.items())
    )
    report(f"{sum(load.answers.values())} requests in {minutes:g} minutes: {told}")
    report(f"deadlocks: {deadlocks() - before}")


if __name__ == "__main__":
    main()
