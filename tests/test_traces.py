"""Joining what members wrote to unlinked words on transaction numbers and on times finds nobody."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client

from community import numbering
from insights.actions import mixing
from insights.enums import Attribution, Audience, Kind, State
from insights.models import Comment, Insight
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory
from tests.traces import asked, member_columns, numbers, pointed_at, referring_to, times_on

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "plum tractor evening lamp"


def able_to_sign_in(member):
    member.set_password(PASSWORD)
    member.save()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


@pytest.fixture
def people():
    return [able_to_sign_in(MemberFactory(hat=Sector.COUNCIL)) for _ in range(3)]


@pytest.fixture
def library():
    """Something to read, to answer and to comment on."""
    return InsightFactory.create_batch(2, audience=Audience.EVERYONE)


def signed_in(member):
    client = Client()
    client.get("/accounts/login/")
    answer = client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    assert answer.status_code == 303
    return client


def record(client, **changes):
    form = {"form_key": "k", "kind": Kind.CHALLENGE, "title": "Short money", "body": "It ends."}
    signed = {"attribution": Attribution.SECTOR, "audience": Audience.MEMBERS, "new_tags": "Tea"}
    for step in ("preview", "submit"):
        answer = client.post("/insights/new/", form | signed | {"step": step} | changes)
    assert answer.status_code == 303
    client.get(answer.url)


def comment(client, insight, attribution=Attribution.WITHOUT):
    sent = {"body": "Here too.", "attribution": attribution, "form_key": "c"}
    assert client.post(f"{insight.get_absolute_url()}comments/", sent).status_code == 303


def read(client, library):
    for page in ("/", "/insights/", library[0].get_absolute_url(), "/insights/contributions/"):
        client.get(page)


def signs_in_and_posts(member, library):
    """As quietly as a site can be: nobody else does anything in between."""
    client = signed_in(member)
    record(client)
    return client


def reads_and_posts(member, library):
    client = signed_in(member)
    read(client, library)
    record(client)
    comment(client, library[0])
    return client


def posts_between_linked_words(member, library):
    client = signed_in(member)
    record(client, attribution=Attribution.NAMED, form_key="a")
    record(client)
    record(client, attribution=Attribution.ORGANISATION, form_key="b")
    comment(client, library[1], Attribution.NAMED)
    comment(client, library[1])
    client.post(f"{library[0].get_absolute_url()}answer/", {"answer": "true_here"})
    return client


def posts_after_a_draft(member, library):
    """The notice that the draft is kept waits in the session for the next page."""
    client = signed_in(member)
    draft = {"step": "draft", "attribution": "named", "title": "Short", "form_key": "d"}
    client.post("/insights/new/", draft)
    record(client)
    return client


def changes_unlinked_words(member, library):
    client = signs_in_and_posts(member, library)
    insight = Insight.objects.unlinked().get()
    page = insight.get_absolute_url()
    client.post(f"{library[0].get_absolute_url()}answer/", {"answer": "not_here"})
    assert client.post(f"{page}edit/", {"version": 1, "title": "A", "body": "B"}).status_code == 303
    client.post(f"{library[0].get_absolute_url()}answer/take-back/")
    assert client.post(f"{page}signature/", {"attribution": "without"}).status_code == 303
    client.post("/accounts/logout/")
    return client


WAYS = [
    signs_in_and_posts,
    reads_and_posts,
    posts_between_linked_words,
    posts_after_a_draft,
    changes_unlinked_words,
]


@pytest.mark.parametrize("way", WAYS)
def test_no_row_written_beside_unlinked_words_names_a_member(people, library, way):
    for member in people[:1]:
        way(member, library)

    assert Insight.objects.unlinked().count() == 1
    assert pointed_at() == set()


def test_the_join_finds_the_author_where_nothing_stands_between(people, library, monkeypatch):
    """The same on a site without gaps: or the test above proves nothing. Numbers are the whole
    server's, so that tests running beside this one may take those in between: one of three is enough."""
    monkeypatch.setattr(numbering, "leave_gap", lambda: None)

    for member in people:
        posts_between_linked_words(member, library)

    assert {member for member, _table in pointed_at()} & {member.pk for member in people}


def test_the_join_looks_at_every_table_that_names_a_member():
    tables = {table for table, _column in member_columns()}

    assert tables >= {
        "members_member",
        "members_affiliation",
        "members_spacemember",
        "account_emailaddress",
        "insights_insight",
        "insights_comment",
        "insights_response",
        "insights_draft",
        "insights_offer",
        "insights_decision",
        "insights_report",
    }
    assert ("insights_insightplace", "insight_id") in referring_to(Insight)


def test_unlinked_words_hold_no_time_and_neither_does_anything_their_author_writes_with_them():
    """Only what others do afterwards has one: answers, a decision, a report, a claim on the queue."""
    written_later = {"insights_response", "insights_decision", "insights_report"}
    times = times_on(Insight) | times_on(Comment)

    assert {time for time in times if time.split(".")[0] not in written_later} <= {
        "insights_claim.claimed_at",
        "insights_claim.ends_at",
    }


def test_a_gap_is_as_long_for_linked_words(people, library):
    """How long a request takes says nothing of how words were signed."""
    client = signed_in(people[0])
    before = number_now()
    record(client, attribution=Attribution.NAMED)

    assert number_now() - before > 4 * numbering.FEWEST


def number_now():
    return asked("SELECT pg_current_xact_id()::text::bigint")[0][0]


def test_after_a_night_all_unlinked_rows_carry_one_number(people, library):
    for member in people:
        client = signed_in(member)
        record(client)
        comment(client, library[0])
    insights, comments = Insight.objects.unlinked(), Comment.objects.filter(state=State.HELD)
    before = numbers(insights), numbers(comments)

    mixing.forget_the_order()

    assert [len(each) for each in before] == [3, 3]
    assert [len(numbers(rows)) for rows in (insights, comments)] == [1, 1]
    assert connection.in_atomic_block is False
