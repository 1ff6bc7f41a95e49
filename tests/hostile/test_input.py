"""Section 5 of the promises about trust, row by row, and UN-1, UN-2, DO-1, DO-3, DO-4, DO-5, TZ-2.

Rows with a story elsewhere stay there; docs/quality.md says where.
"""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from insights.enums import Audience
from insights.models import Insight, Tag
from members.enums import Sector
from members.models import Member
from tests.addresses import people, things
from tests.factories import InsightFactory, MemberFactory
from tests.test_addresses import rows

pytestmark = pytest.mark.django_db
WORDS = "Nobody asked the people who use the service before the money was spent."


@pytest.fixture
def member():
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL, listed=True)


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


def sent(**changes):
    return {
        "form_key": "abc", "kind": "challenge", "title": "Short money", "body": WORDS, "step": "submit",
        "attribution": "sector", "audience": "members",
    } | changes  # fmt: skip


def every_page(role):
    """Whoever asks, and every address that this role may read."""
    who = people()
    of_what = things(who)
    client = Client()
    client.force_login(who[role])
    return client, [
        reverse(name, kwargs=of_what[of]) for name, of, method in rows() if method == "GET"
    ]


# NUL byte or invalid UTF-8 anywhere in a request → 400 page, never 500


def test_nul_or_broken_bytes_in_any_address_are_refused():
    client, addresses = every_page("facilitator")
    client.raise_request_exception = False

    codes = {client.get(f"{address}?q=a%00b").status_code for address in addresses}
    codes |= {client.get(f"{address}%00/").status_code for address in addresses}
    codes |= {client.get(f"{address}?q=%ed%a0%80").status_code for address in addresses}

    assert codes == {400}


@pytest.mark.parametrize(
    "name",
    ["HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_HX_REQUEST"],
)
@pytest.mark.parametrize("value", ["a=\x00", "\xff\xfe", "csrf=\x00; session=\x00", "%00"])
def test_nul_or_broken_bytes_in_a_header_never_break_a_page(client, name, value):
    client.raise_request_exception = False

    assert client.get("/insights/", **{name: value}).status_code in {200, 400}


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b'{"a": "\\ud800"}', b'{"a": "\\u0000"}', b"[" * 10_000]
)
def test_json_is_nothing_we_read(signed_in, body):
    answer = signed_in.post("/insights/new/", body, content_type="application/json")

    assert answer.status_code in {200, 400}
    assert Insight.objects.count() == 0


# Control characters, bidirectional overrides, 500 combining marks → normalised


def test_what_nobody_sees_is_taken_out_of_what_is_stored(signed_in):
    text = "a\u202eb\x0cc" + "z" + "\u0301" * 500
    signed_in.post("/insights/new/", sent(title=text, body=f"{text}\r\nnext", what_helped=text))

    insight = Insight.objects.get()
    assert insight.title == "ab cź\u0301\u0301"
    assert insight.body == "ab\ncź\u0301\u0301\nnext"


# Title over 140, body over 10,000, over 8 tags, a tag over 40 → an error by the field, text kept

TOO_LONG = {
    "title": {"title": "t" * 141},
    "body": {"body": "b" * 10_001},
    "what_helped": {"what_helped": "h" * 10_001},
    "new_tags": {"new_tags": ", ".join(f"tag {number}" for number in range(9))},
    "new_tags of 2000": {"new_tags": ", ".join(f"tag {number}" for number in range(2_000))},
    "new_tags of 41 letters": {"new_tags": "g" * 41},
    "new_tags of 101 letters": {"new_tags": "g" * 101},
}


@pytest.mark.parametrize("what", TOO_LONG)
def test_too_much_is_an_error_by_its_field_and_kept(signed_in, what):
    typed = TOO_LONG[what]
    answer = signed_in.post("/insights/new/", sent(**typed))

    (name, value) = next(iter(typed.items()))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["tags" if what == "new_tags" else name]
    assert value in answer.text
    assert WORDS in answer.text or name == "body"
    assert (Insight.objects.count(), Tag.objects.filter(state="proposed").count()) == (0, 0)


def test_a_tag_of_nothing_but_a_picture_is_a_tag_or_an_error(signed_in):
    answer = signed_in.post("/insights/new/", sent(new_tags="\U0001f9e1"))

    assert answer.status_code in {200, 303}


def test_one_tag_proposed_twice_is_one_row(signed_in):
    signed_in.post("/insights/new/", sent(form_key="a", new_tags="candour"))
    signed_in.post("/insights/new/", sent(form_key="b", new_tags="Candour"))

    assert Tag.objects.filter(name__iexact="candour").count() == 1


# A body or a form too large → 4xx


@pytest.mark.parametrize("size", [1_100_000, 2_600_000])
def test_a_body_too_large_is_refused(signed_in, size):
    signed_in.raise_request_exception = False

    assert signed_in.post("/insights/new/", sent(body="b" * size)).status_code in {400, 413}


def test_too_many_fields_are_refused(signed_in):
    signed_in.raise_request_exception = False
    form = sent() | {f"field{number}": "x" for number in range(2_100)}

    assert signed_in.post("/insights/new/", form).status_code in {400, 413}


# page=-1, page=NaN, 5,000 characters, 200 ORs, unbalanced quotes → an answer, never 5xx

LISTS = ["/", "/insights/", "/support/", "/tags/", "/members/", "/events/", "/contributions/", "/contributions/comments/",
         "/moderation/", "/moderation/log/", "/commonality/", "/support/offers/", "/insights/feed/"]  # fmt: skip
ODD = [
    "page=0", "page=-1", "page=1000000", "page=1" + "0" * 30, "page=NaN", "page=last", "page=1.5", "page=１",
    "q=a", "q=%25", "q=" + "%22" * 500, "q=" + "x+OR+" * 200 + "x", "q=" + "x" * 5_000, "q='", "q=%3A*",
    "q=%22unbalanced", "q=-", "q=%26%7C!()", "q=" + "%F0%9F%A7%A1" * 300, "kind=nope&tag=nope&year=9999999999",
]  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_odd_questions_are_answered(client, address):
    client.force_login(MemberFactory(facilitator=True, hat=Sector.COUNCIL))
    InsightFactory.create_batch(2, author=MemberFactory(), audience=Audience.EVERYONE)
    client.raise_request_exception = False

    codes = {query[:20]: client.get(f"{address}?{query}").status_code for query in ODD}

    assert {query: code for query, code in codes.items() if code != 200} == {}


def test_no_statement_runs_for_ever():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("15s",)


# Somebody who looks like another


@pytest.mark.parametrize("name", ["W\u200byn Pryce", "Ｗyn Pryce", "Wyn\u202e Pryce"])
def test_a_name_is_kept_without_disguise(client, name):
    new = MemberFactory(name="")
    client.force_login(new)
    client.post("/welcome/name/", {"name": name})

    kept = Member.objects.get(pk=new.pk).name
    assert "\u200b" not in kept
    assert "\u202e" not in kept


# A day is a day in London


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-07-01T22:59:50Z", "2026-07-01"), ("2026-07-01T23:00:10Z", "2026-07-02")],
)
def test_the_day_something_was_written_is_the_day_in_london(member, moment, day):
    with time_machine.travel(moment, tick=False):
        client = Client()
        client.force_login(member)
        client.post("/insights/new/", sent())

    assert str(Insight.objects.get().recorded_on) == day
