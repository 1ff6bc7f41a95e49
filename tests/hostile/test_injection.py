"""IN-1, IN-2, IN-8, IN-9: what is written is shown as words, to everybody, on every page."""

import ast
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver
from lxml import html

from events.actions import summaries
from insights.enums import Attribution, Audience, Kind, TagState
from insights.models import Tag
from members.enums import Sector
from tests.crawling import crawl
from tests.factories import (
    CommentFactory,
    EventFactory,
    InsightFactory,
    MemberFactory,
    NoteFactory,
    OrganisationFactory,
    ReportFactory,
    ResponseFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
CODE = Path(__file__).parents[2]
PAYLOAD = '"><script src=//evil.example></script><img src=x onerror=alert(1)>{{7*7}}'
MARKDOWN = (
    "[a](javascript:alert(1)) [b](data:text/html,x) ![t](http://evil.example/t.png) <b onclick=x>c</b> "
    "[d][r] <javascript:alert(1)>\n\n[r]: vbscript:x\n\n[good](https://good.example/)"
)


@pytest.fixture
def marked():
    """The payload wherever members write, read by somebody who may read everything."""
    reader = MemberFactory(facilitator=True, organiser=True, name=PAYLOAD[:80], listed=True)
    OrganisationFactory(name=PAYLOAD[:100], state="proposed")
    tag = Tag.objects.create(name=PAYLOAD[:40], slug="payload", state=TagState.ACCEPTED)
    author = MemberFactory(
        hat=Sector.COUNCIL, hat__organisation__name=f"Two {PAYLOAD}", about=PAYLOAD
    )
    for number, kind in enumerate(Kind):
        insight = InsightFactory(
            kind=kind, title=f"{number} {PAYLOAD}", body=PAYLOAD + MARKDOWN, what_helped=MARKDOWN,
            author=author, byline_name=PAYLOAD[:80], byline_organisation=PAYLOAD,
            attribution=Attribution.NAMED, audience=Audience.EVERYONE,
        )  # fmt: skip
        insight.tags.add(tag)
        CommentFactory(insight=insight, body=PAYLOAD + MARKDOWN)
        ResponseFactory(insight=insight, context=PAYLOAD)
        ReportFactory(insight=insight, words=PAYLOAD)
    InsightFactory(held=True, title=PAYLOAD, body=MARKDOWN)
    CommentFactory(held=True, body=MARKDOWN, insight=insight)
    event = EventFactory(facilitated_by=reader, title=PAYLOAD, why=PAYLOAD + MARKDOWN)
    NoteFactory(event=event, text=PAYLOAD)
    ThemeFactory(event=event, title=PAYLOAD)
    summaries.draft(event, by=reader)
    client = Client()
    client.force_login(reader)
    return client, event


def faults(text):
    """Whatever in a page could run or be fetched, other than our own files and plain links."""
    page = html.fromstring(text)
    found = [f"<{each.tag}>" for each in page.iter("iframe", "object", "embed", "base", "applet")]
    for each in page.iter("*"):
        for name, value in each.attrib.items():
            own = value.startswith("/") and not value.startswith("//")
            if name.startswith("on") or name == "style" or "javascript:" in value.lower():
                bad = name != "value"
            elif name == "src":
                bad = not own
            elif name == "href" and each.tag != "link":
                bad = value.split(":")[0] in {"data", "vbscript", "javascript"}
            else:
                bad = False
            if bad:
                found.append(f"<{each.tag} {name}={value}>")
    found += ["<script>" for each in page.iter("script") if each.text]
    return found + ["49"] * ("{{7*7}}" not in text and ">49<" in text)


def test_nothing_written_runs_or_is_fetched_on_any_page(marked):
    client, event = marked
    starts = ["/", "/insights/", "/support/", "/tags/", "/members/", "/moderation/", "/events/",
              "/moderation/log/", "/contributions/", event.get_absolute_url()]  # fmt: skip

    seen = crawl(client, starts, most=150)

    pages = {address: page for address, page in seen.items() if page.is_page and page.body}
    showing = [address for address, page in pages.items() if "onerror=alert(1)&gt;" in page.text]
    assert {
        address: faults(page.text) for address, page in pages.items() if faults(page.text)
    } == {}
    assert len(showing) > 15


def test_a_link_somebody_wrote_is_plain_vouches_for_nothing_and_tells_nobody(client):
    insight = InsightFactory(body=MARKDOWN, audience=Audience.EVERYONE)

    page = html.fromstring(client.get(insight.get_absolute_url()).text)

    good = [each for each in page.iter("a") if "good" in each.get("href", "")]
    assert [each.get("rel") for each in good] == ["nofollow ugc noopener noreferrer"]
    assert list(page.iter("img")) == []


OUTWARD = {"urllib.request", "http.client", "requests", "httpx", "socket", "aiohttp", "ftplib"}
ALLOWED = {
    "community/gathering.py",  # listens for visitors, and sends to nobody but them
    "community/management/commands/serve.py",  # asks itself whether it answers yet
    "members/views/openid.py",  # the provider its settings name, when signing in goes wrong
}


def test_the_site_fetches_nothing_from_anywhere():
    """IN-9: there is no address to be led to, because nothing is asked."""
    found = {
        (str(path.relative_to(CODE)), name)
        for package in ("community", "members", "insights", "events")
        for path in (CODE / package).rglob("*.py")
        for name in imported(path)
        if name in OUTWARD
    }

    assert {path for path, _name in found} - ALLOWED == set()


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


SORTED_BY_PEOPLE = (
    "order_by(request",
    "filter(**request",
    "**request.GET",
    "**request.POST",
    ".raw(",
    ".extra(",
)


def test_no_query_is_made_of_what_was_sent():
    """IN-6: what is sent reaches the database as values, by way of forms."""
    found = [
        (str(path.relative_to(CODE)), words)
        for package in ("community", "members", "insights", "events")
        for path in (CODE / package).rglob("*.py")
        for words in SORTED_BY_PEOPLE
        if words in path.read_text()
    ]

    assert sorted(found) == CONSTANTS


CONSTANTS = [
    ("insights/cards.py", ".raw("),  # a question of the ORM’s own, kept; only ids go in
]

QUOTES = ["'", '"', "';--", "' OR 1=1--", "1)) OR 1=1--", "$$", "\\", "%", "_", "{}", "*", "0x27"]


def test_quotes_in_every_parameter_are_answered_like_any_word(client):
    client.force_login(MemberFactory(facilitator=True))
    names = ["q", "kind", "tag", "sector", "place", "event", "year", "sort", "page", "what", "state",
             "next", "answer", "draft", "table", "prompt", "show"]  # fmt: skip
    codes = {
        client.get(path, dict.fromkeys(names, quote)).status_code
        for path in (
            "/insights/",
            "/support/",
            "/tags/",
            "/moderation/",
            "/moderation/log/",
            "/",
            "/commonality/",
        )
        for quote in QUOTES
    }

    assert codes == {200}


def test_no_address_takes_a_path_of_files():
    """UP-3: nothing in an address names a file."""
    found = [
        str(pattern.pattern)
        for pattern in get_resolver().url_patterns
        if "path:" in str(pattern.pattern)
    ]

    assert found == []
