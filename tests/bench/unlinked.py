"""`python -m tests.bench.unlinked`: AN-18, whether time tells whose unlinked words are read, or that words are unlinked.

CPU of whole requests in one process, in turn. As somebody else: an unlinked insight of one member and of another. Then posts,
unlinked and named, of members in turn.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

from django.test import Client  # noqa: E402

from insights.actions import recording  # noqa: E402
from insights.actions.recording import Signature, Words  # noqa: E402
from insights.enums import Attribution, Audience, Kind  # noqa: E402
from insights.models import Insight  # noqa: E402
from members.models import Member  # noqa: E402
from tests.bench.__main__ import prepare, report  # noqa: E402

WARM = 10
BODY = "It took four meetings to find out. " * 10


def timed(ask: Callable[[], object]) -> float:
    started = time.process_time()
    ask()
    return 1_000 * (time.process_time() - started)


def compare(name: str, acts: list[Callable[[], object]], count: int) -> None:
    """In turn, and each as often first, so that both meet the same machine."""
    spent: list[list[float]] = [[], []]
    for number in range(count + WARM):
        for side in (number % 2, 1 - number % 2):
            spent[side].append(timed(acts[side]))
    a, b = (statistics.median(each[WARM:]) for each in spent)
    report(f"{name:32} {a:6.1f} and {b:6.1f} ms of CPU: {100 * (a / b - 1):+5.1f} %")


def browser(member: Member) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(member)
    return client


def unlinked_of(member: Member, number: int) -> str:
    words = Words(kind=Kind.CHALLENGE, title=f"Read {number}", body=BODY)
    signature = Signature(attribution=Attribution.WITHOUT, audience=Audience.MEMBERS, hat=None)
    made = recording.submit(words, signature, by=member, form_key=uuid4().hex)
    Insight.objects.filter(pk=made.pk).update(state="published", published_on=made.recorded_on)
    return f"/insights/{made.reference}/"


def posts(browsers: list[Client], attribution: str) -> Callable[[], object]:
    turns = iter(range(1_000_000))
    form = {"step": "submit", "kind": "challenge", "title": "Who decides?", "body": BODY}

    def post() -> None:
        sent = form | {"attribution": attribution, "audience": "members", "form_key": uuid4().hex}
        answer = browsers[next(turns) % len(browsers)].post("/insights/new/", sent)
        if answer.status_code != 303:
            raise RuntimeError(f"{answer.status_code}")

    return post


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    count = parser.parse_args().count
    prepare(1_000)
    reader, one, other, *rest = Member.objects.filter(email__contains="@").order_by("pk")[:40]
    looks = browser(reader)
    pages = [unlinked_of(author, number) for number, author in enumerate((one, other))]
    compare(
        "reading one’s and another’s",
        [lambda: looks.get(pages[0]), lambda: looks.get(pages[1])],
        count,
    )
    browsers = [browser(member) for member in rest]
    acts = [posts(browsers, "without"), posts(browsers, "named")]
    compare("posting without and by name", acts, count)


if __name__ == "__main__":
    main()
