"""The log: for facilitators and administrators to read and keep; nobody changes a line."""

import csv
import io

import pytest
from django.db import IntegrityError, connection, transaction

from community.actions import audit
from community.models import AuditEntry
from insights import log
from insights.actions import moderation
from insights.enums import Act
from tests.factories import InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db
PAGES = ["/moderation/log/", "/moderation/log.csv"]


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True, name="=Fay")


def decided(by):
    insight = InsightFactory(held=True)
    return moderation.decide(insight, Act.PUBLISH, reason=None, sentence="", by=by)


@pytest.mark.parametrize("page_address", PAGES)
@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({}, 404),
        ({"organiser": True}, 404),
        ({"facilitator": True}, 200),
        ({"administrator": True}, 200),
    ],
)
def test_log_is_for_facilitators_and_administrators(client, page_address, who, code):
    client.force_login(MemberFactory(**who))

    assert client.get(page_address).status_code == code


@pytest.mark.parametrize("page_address", PAGES)
def test_log_asks_visitors_to_sign_in(client, page_address):
    assert client.get(page_address).status_code == 302


def test_what_a_facilitator_reads_before_others_may_is_told_when_asked_for(client, facilitator):
    held, for_all = InsightFactory(held=True), InsightFactory()
    client.force_login(facilitator)
    for insight in (held, for_all):
        client.get(f"/moderation/insights/{insight.reference}/")

    read, done = (client.get(PAGES[0], what).context["rows"] for what in ({"what": "read"}, {}))

    assert [(said, thing, entry.actor) for entry, said, thing, _details in read] == [
        ("Read an insight that others may not", held.reference, facilitator)
    ]
    assert list(done) == []


def test_log_says_what_was_done_by_whom_and_can_be_narrowed(client, facilitator):
    insight = decided(facilitator)
    audit.record("tag.declined", "tag 1", by=facilitator)
    client.force_login(facilitator)

    rows = client.get(PAGES[0], {"what": "insight"}).context["rows"]

    assert [(done, thing, entry.actor) for entry, done, thing, _details in rows] == [
        ("Published an insight", insight.reference, facilitator)
    ]


def test_log_as_a_spreadsheet_holds_no_formula(client, facilitator):
    decided(facilitator)
    client.force_login(facilitator)

    text = client.get(PAGES[1]).getvalue().decode("utf-8-sig")

    assert "Published an insight" in text
    assert "'=Fay" in text


@pytest.mark.parametrize(
    "verb", ["UPDATE community_auditentry SET verb = 'x'", "DELETE FROM community_auditentry"]
)
def test_database_refuses_to_change_or_remove_a_line(facilitator, verb):
    decided(facilitator)

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)

    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_log_costs_the_same_however_long(client, facilitator, count, django_assert_num_queries):
    for _ in range(count):
        decided(facilitator)
    client.force_login(facilitator)

    with django_assert_num_queries(7):
        client.get(PAGES[0])


def test_log_as_a_spreadsheet_is_read_through_a_part_at_a_time(client, facilitator, monkeypatch):
    monkeypatch.setattr(log, "AT_A_TIME", 2)
    insights = [decided(facilitator).reference for _ in range(5)]
    client.force_login(facilitator)

    answer = client.get(PAGES[1], {"what": "insight"})

    rows = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert answer.streaming
    assert [thing for _when, _done, thing, *_rest in rows] == ["To what", *reversed(insights)]
