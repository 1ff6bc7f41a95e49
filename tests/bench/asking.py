"""What the bench asks for: many words, filters, tags and insights in turn, so that nothing is won by one kept answer."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, pairwise, product, repeat
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from insights.enums import Answer, Kind
from insights.models import Insight, Tag
from members.enums import Sector
from members.models import Member
from tests.bench.serving import Ask

MANY = 120
COMMENTS = 50
POSTING = 400  # members who post in turn
Asks = Iterator[Ask]
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Session:
    """A member's cookies, and the token their forms carry."""

    member: Member
    token: str
    headers: Headers

    def post(self, path: str, **fields: object) -> Ask:
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True)
        kind = ("Content-Type", "application/x-www-form-urlencoded")
        return Ask(path, method="POST", headers=(*self.headers, kind), body=body)


def signed_in(place: int = 0) -> Session:
    return session_of(Member.objects.order_by("pk")[place])


def session_of(member: Member) -> Session:
    client, token = Client(), _get_new_csrf_string()
    client.force_login(member)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    return Session(member, token, (("Cookie", cookie),))


def in_turn() -> Iterator[Session]:
    """Many members, so that none of them does more than one may."""
    return cycle([signed_in(place) for place in range(POSTING)])


def gets(paths: list[str], headers: Headers = ()) -> Asks:
    return cycle([Ask(path, headers=headers) for path in paths])


def discussed() -> list[str]:
    return [f"/insights/{it.reference}/" for it in _discussed()]


def _discussed() -> QuerySet[Insight]:
    """What everyone may read that has exactly fifty comments."""
    rows = Insight.objects.published().filter(audience="everyone")
    with_all = rows.alias(said=Count("comments")).filter(said=COMMENTS).order_by("reference")
    return with_all[:MANY]


def tag_pages() -> list[str]:
    slugs = Tag.objects.accepted().order_by("slug").values_list("slug", flat=True)
    return [f"/tags/{slug}/" for slug in slugs]


def filters() -> list[str]:
    years = range(2021, 2027)
    asked = product(Sector.values, Kind.values, years)
    return [f"/insights/?kind={kind}&sector={sector}&year={year}" for sector, kind, year in asked][
        :MANY
    ]


def searches() -> dict[str, list[str]]:
    """Words, pairs and phrases of the seeded bodies, always the same for the same rows."""
    bodies = Insight.objects.order_by("pk").values_list("body", flat=True)[:1_000]
    texts = [re.findall(r"[a-z]{4,}", body.lower()) for body in bodies]
    held = Counter(word for text in texts for word in set(text))
    common = [word for word, _ in sorted(held.items(), key=lambda it: (-it[1], it[0]))][: 2 * MANY]
    known = set(common := _searchable(common)[:MANY])
    rare = sorted(word for word, number in held.items() if number == 1 and len(word) == 6)
    beside = Counter(pair for text in texts for pair in pairwise(text) if known.issuperset(pair))
    phrases = sorted(beside.items(), key=lambda it: (-it[1], it[0]))[:MANY]
    return {
        "common": common,
        "rare": rare[:MANY],
        "two words": [f"{a} {b}" for a, b in zip(common, common[7:] + common[:7], strict=True)],
        "phrase": [f'"{a} {b}"' for (a, b), _number in phrases],
    }


def _searchable(words: list[str]) -> list[str]:
    """Without words such as "that", which find nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) WITH ORDINALITY AS asked (word, place) "
            "WHERE numnode(websearch_to_tsquery('english', word)) > 0 ORDER BY place",
            [words],
        )
        return [word for (word,) in cursor.fetchall()]


def answers(sessions: Iterator[Session]) -> Asks:
    """Nobody is asked about their own."""
    for insight, answer in zip(cycle(_discussed()), cycle(Answer.values), strict=False):
        session = next(sessions)
        if not insight.is_owned_by(session.member):
            yield session.post(f"/insights/{insight.reference}/answer/", answer=answer)


def comments(sessions: Iterator[Session]) -> Asks:
    paths = Insight.objects.published().filter(audience="members").order_by("reference")
    for reference in cycle(paths.values_list("reference", flat=True)[:MANY]):
        yield next(sessions).post(
            f"/insights/{reference}/comments/",
            body="We met this too, and it helped to start with one street.",
            attribution="named",
            form_key=uuid4().hex,
        )


def insights(sessions: Iterator[Session]) -> Asks:
    tags = list(Tag.objects.accepted().exclude(facet="").order_by("slug")[:2])
    for kind in cycle(Kind.values):
        yield next(sessions).post(
            "/insights/new/",
            step="submit",
            kind=kind,
            title="Nobody knows who decides about a shared building",
            body="It took four meetings to find out. " * 10,
            attribution="named",
            audience="members",
            tags=[tag.slug for tag in tags],
            form_key=uuid4().hex,
        )


def floor_posts() -> Asks:
    kind = ("Content-Type", "application/x-www-form-urlencoded")
    body = urlencode({"body": "We met this too, and it helped to start with one street."})
    return repeat(Ask("/post/", method="POST", headers=(kind,), body=body))
