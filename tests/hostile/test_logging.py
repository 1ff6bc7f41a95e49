"""LO, and AN-6: what a request leaves in the log names no person and no words, whatever became of it."""

import json

import pytest
from django.conf import settings
from django.test import Client

from community import logs
from insights.models import Insight
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db
WORDS = "Nobody asked the people who use the service before the money was spent."
KEYS = {"time", "level", "logger", "request", "event", "method", "route", "status", "milliseconds"}


@pytest.fixture
def member():
    return MemberFactory(name="Wyn Pryce", email="wyn@sirgar.example", hat=Sector.COUNCIL)


@pytest.fixture
def browser_of(member):
    client = Client(
        raise_request_exception=False,
        REMOTE_ADDR="198.51.100.7",
        HTTP_USER_AGENT="Agent\x1b[31m\nForged: line",
        HTTP_X_FORWARDED_FOR="203.0.113.9",
    )
    client.force_login(member)
    return client


def lines(caplog):
    """As they would be written, one for each record."""
    return [
        logs.Lines().format(record)
        for record in caplog.records
        if record.name.startswith("community")
    ]


def named(member, client, text):
    """Everything a line must not hold."""
    insights = [str(insight.pk) for insight in Insight.objects.all()]
    references = [insight.reference for insight in Insight.objects.all()]
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    secret = [
        member.name,
        member.email,
        "198.51.100.7",
        "203.0.113.9",
        session,
        WORDS,
        "Agent",
        "Forged",
    ]
    return [each for each in [*secret, *insights, *references, member.code] if each in text]


ASKED = {
    "written": ("/insights/new/", {"form_key": "a", "kind": "challenge", "title": WORDS, "body": WORDS,
                "step": "submit", "attribution": "sector", "audience": "members"}, 303),
    "in error": ("/insights/new/", {"title": WORDS, "step": "submit"}, 200),
    "not there": ("/insights/CH-22222/comments/", {"body": WORDS}, 404),
    "unreadable": ("/insights/new/", {"body": f"{WORDS}\x00"}, 400),
    "too large": ("/insights/new/", {"body": WORDS * 20_000}, 400),
}  # fmt: skip


@pytest.mark.parametrize("what", ASKED)
def test_what_is_sent_leaves_one_line_that_names_nobody(browser_of, member, caplog, what):
    path, form, status = ASKED[what]
    InsightFactory()

    answer = browser_of.post(path, form)

    written = lines(caplog)
    assert (answer.status_code, len(written)) == (status, 1)
    assert set(json.loads(written[0])) == KEYS
    assert named(member, browser_of, written[0]) == []
    assert "\n" not in written[0]
