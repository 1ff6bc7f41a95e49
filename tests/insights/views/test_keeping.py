"""Pages kept for visitors: never older than what they show, and nobody else's."""

import pytest
from django.test import Client

from insights.actions.recording import set_places, set_tags
from insights.enums import Attribution, Audience, Origin, State
from insights.models import Finding, Insight, Source, Tag
from members.enums import Sector
from members.models import Place, Space
from tests.factories import CommentFactory, InsightFactory, MemberFactory, SpaceFactory

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


@pytest.fixture
def insight():
    insight = InsightFactory(
        audience=Audience.EVERYONE,
        origin=Origin.EVENT,
        attribution=Attribution.WITHOUT,
        author=None,
        byline_name="",
        space=SpaceFactory(held_on="2026-05-12"),
        note_count=3,
    )
    set_tags(insight, [Tag.objects.get(slug="power")])
    set_places(insight, [Place.objects.select_related("parent__parent").get(name="Leeds")])
    return insight


@pytest.fixture
def address(insight):
    return insight.get_absolute_url()


def test_a_page_is_made_once_for_every_visitor(address, django_assert_num_queries):
    page = text(Client().get(address))

    with django_assert_num_queries(1):
        assert text(Client().get(address)) == page


CHANGES = {
    "title": lambda it: Insight.objects.filter(pk=it.pk).update(title="Changed"),
    "tag": lambda _: Tag.objects.filter(slug="power").update(name="Changed"),
    "place": lambda _: Place.objects.filter(name="Leeds").update(name="Changed"),
    "day": lambda it: Space.objects.filter(pk=it.space_id).update(held_on="2031-01-01"),
    "untagged": lambda it: it.taggings.all().delete(),
    "comment": lambda it: CommentFactory(insight=it),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_kept_page_is_made_again_when_what_it_shows_changes(insight, address, change):
    before = text(Client().get(address))

    CHANGES[change](insight)

    assert text(Client().get(address)) != before


def test_a_comment_that_is_removed_is_gone_at_once(insight, address):
    words = CommentFactory(insight=insight, body="Soon gone")
    assert "Soon gone" in text(Client().get(address))

    words.state = State.REMOVED
    words.save()

    assert "Soon gone" not in text(Client().get(address))


def test_a_source_and_a_finding_are_shown_at_once(address, insight):
    Insight.objects.filter(pk=insight.pk).update(origin=Origin.EDITORS)
    before = text(Client().get("/insights/"))
    Client().get(address)

    Source.objects.create(insight=insight, title="A new report", url="https://example.org/")
    Finding.objects.create(insight=insight, verdict="mixed")

    assert "Mixed" not in before
    assert "Mixed" in text(Client().get("/insights/"))


def test_what_is_withdrawn_is_not_found_at_once(insight, address):
    assert Client().get(address).status_code == 200

    Insight.objects.filter(pk=insight.pk).update(state=State.WITHDRAWN)

    assert Client().get(address).status_code == 404


def test_a_member_is_never_given_a_visitors_page_nor_a_visitor_theirs(address):
    member = Client()
    member.force_login(MemberFactory(hat=Sector.COUNCIL))

    first = text(Client().get(address))
    own = text(member.get(address))
    again = text(Client().get(address))

    assert "Sign out" in own
    assert first == again
    assert "Sign out" not in again


@pytest.mark.parametrize("cookie", ["session", "messages"])
def test_whoever_carries_something_of_their_own_is_given_a_page_of_their_own(
    address, cookie, django_assert_max_num_queries
):
    Client().get(address)
    client = Client()
    client.cookies[cookie] = "anything"

    with django_assert_max_num_queries(12) as made:
        client.get(address)

    assert len(made) > 1
