"""Pausing whoever wrote an unlinked thing: they alone learn it, they lose no word, and no row names them."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from community.models import AuditEntry
from insights.models import Comment, Insight, Pause
from members.enums import Sector
from tests.factories import CommentFactory, InsightFactory, MemberFactory
from tests.test_trust_review import LOST, every_table, sent, tables_touched

pytestmark = pytest.mark.django_db
NEW = "/insights/new/"
AGAIN = {"weeks": "4", "sentence": "Third time about one person."}


@pytest.fixture
def author():
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL)


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True)


@pytest.fixture(params=[InsightFactory, CommentFactory])
def paused(request, client, author, facilitator):
    thing = request.param(unlinked_by=author)
    client.force_login(facilitator)
    assert client.post(address(thing), AGAIN).status_code == 303
    return thing


def address(thing):
    if isinstance(thing, Insight):
        return f"/moderation/insights/{thing.reference}/pause/"
    return f"/moderation/comments/{thing.pk}/pause/"


def submitted(client, member, **changes):
    client.force_login(member)
    return client.post(NEW, sent(step="submit", new_tags="", **changes))


def test_the_author_is_told_why_and_until_when_and_keeps_the_words(client, author, paused):
    count = Insight.objects.count()

    response = submitted(client, author)

    (error,) = response.context["form"].errors["attribution"]
    until = timezone.localdate() + dt.timedelta(weeks=4)
    assert (f"until {until:%-d %B %Y}" in error, AGAIN["sentence"] in error) == (True, True)
    assert (LOST in response.text, Insight.objects.count()) == (True, count)
    assert AGAIN["sentence"] in client.get("/contributions/").text


def test_signed_by_name_the_author_goes_on(client, author, paused):
    assert submitted(client, author, attribution="named").status_code == 303
    assert Insight.objects.filter(author=author).count() == 1


def test_a_comment_is_refused_alike_and_handed_back(client, author, paused):
    insight = InsightFactory()
    client.force_login(author)
    form = {"form_key": "abc", "body": LOST, "attribution": "sector"}

    response = client.post(f"/insights/{insight.reference}/comments/", form)

    assert (response.status_code, LOST in response.text) == (200, True)
    assert list(response.context["form"].errors) == ["attribution"]
    assert not Comment.objects.filter(insight=insight).exists()


@pytest.mark.parametrize("attribution", ["sector", "without"])
def test_everybody_else_goes_on(client, paused, attribution):
    response = submitted(client, MemberFactory(hat=Sector.COUNCIL), attribution=attribution)

    assert (response.status_code, response.url) == (303, "/insights/sent/")


def test_a_refusal_touches_no_table_at_all(client, author, paused):
    client.force_login(author)
    client.get(NEW)
    before = every_table()

    client.post(NEW, sent(step="submit"))

    assert tables_touched(before, every_table()) == set()


def test_no_row_and_no_page_of_the_facilitator_names_who_it_is(client, author, facilitator, paused):
    client.force_login(facilitator)
    pages = [address(paused), address(paused).removesuffix("pause/"), "/moderation/log/"]

    assert not any("Wyn Pryce" in client.get(page).text for page in pages)
    related = {field.name for field in Pause._meta.fields if field.is_relation}
    assert related == {"insight", "comment"}
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["pause.set"]


def test_after_its_last_day_it_is_over(client, author, paused):
    with time_machine.travel(timezone.now() + dt.timedelta(weeks=4, days=1)):
        assert submitted(client, author).status_code == 303


def test_a_facilitator_ends_it(client, author, facilitator, paused):
    client.force_login(facilitator)
    client.post(address(paused), {"weeks": "0"})

    assert Pause.objects.count() == 0
    assert submitted(client, author).status_code == 303


@pytest.mark.parametrize("changes", [{"weeks": ""}, {"sentence": ""}])
def test_a_pause_with_an_error_stores_nothing(client, author, facilitator, changes):
    insight = InsightFactory(unlinked_by=author)
    client.force_login(facilitator)

    assert client.post(address(insight), AGAIN | changes).status_code == 200
    assert Pause.objects.count() == 0


def test_nobody_pauses_themselves_a_named_author_or_what_they_may_not_read(client, facilitator):
    own, named = InsightFactory(unlinked_by=facilitator), InsightFactory()
    client.force_login(facilitator)
    codes = [client.post(address(thing), AGAIN).status_code for thing in (own, named)]
    client.force_login(MemberFactory(administrator=True))
    codes.append(client.post(address(own), AGAIN).status_code)

    assert (codes, Pause.objects.count()) == ([403, 404, 404], 0)
