"""Pages kept for visitors: never older than what they show, and nobody else's."""

import re

import pytest
from django.test import Client

from insights.actions.recording import set_places, set_tags
from insights.enums import Attribution, Audience, Origin, State
from insights.models import Finding, Insight, Source, Tag
from insights.models.signing import owner_proof
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


def test_whoever_carries_a_session_is_given_a_page_of_their_own(
    address, django_assert_max_num_queries
):
    Client().get(address)
    client = Client()
    client.cookies["session"] = "anything"

    with django_assert_max_num_queries(12) as made:
        client.get(address)

    assert len(made) > 1


def member(**fields):
    client = Client()
    client.force_login(MemberFactory(**{"hat": Sector.COUNCIL, **fields}))
    return client


def test_only_whoever_wrote_a_comment_is_shown_how_to_withdraw_it(insight, address):
    author, other = MemberFactory(hat=Sector.COUNCIL), MemberFactory(hat=Sector.COUNCIL)
    CommentFactory(insight=insight, author=author, body="Ours")
    pages = []
    for reader in (other, author, other):
        client = Client()
        client.force_login(reader)
        pages.append(text(client.get(address)))

    assert ["Withdraw my comment" in page for page in pages] == [False, True, False]


def test_whoever_can_prove_an_unlinked_comment_is_theirs_is_shown_how_to_withdraw_it(
    insight, address
):
    author, other = MemberFactory(hat=Sector.COUNCIL), MemberFactory(hat=Sector.COUNCIL)
    words = CommentFactory(
        insight=insight, author=None, attribution=Attribution.SECTOR, byline_name=""
    )
    words.owner_proof = owner_proof(words.pk, author)
    words.save()
    pages = []
    for reader in (other, author, other):
        client = Client()
        client.force_login(reader)
        pages.append(text(client.get(address)))

    assert ["Withdraw my comment" in page for page in pages] == [False, True, False]


def test_what_is_held_is_shown_to_its_author_and_facilitators_alone(insight, address):
    author = MemberFactory(hat=Sector.COUNCIL)
    CommentFactory(insight=insight, author=author, body="Waiting here", state=State.HELD)
    facilitator = MemberFactory(hat=Sector.COUNCIL, is_facilitator=True)
    shown = []
    for reader in (facilitator, MemberFactory(hat=Sector.COUNCIL), author, None, facilitator):
        client = Client()
        if reader:
            client.force_login(reader)
        shown.append("Waiting here" in text(client.get(address)))

    assert shown == [True, False, True, False, True]


def test_a_member_is_shown_a_new_comment_and_not_a_removed_one_at_once(insight, address):
    reader = member()
    assert "Soon gone" not in text(reader.get(address))

    words = CommentFactory(insight=insight, body="Soon gone")
    with_it = text(reader.get(address))
    words.state = State.REMOVED
    words.save()

    assert "Soon gone" in with_it
    assert "Soon gone" not in text(reader.get(address))


def test_the_header_is_kept_but_never_a_token(address):
    pages = [text(member().get(address)), text(member().get(address))]
    tokens = [set(re.findall(r'csrfmiddlewaretoken" value="([^"]*)"', page)) for page in pages]

    assert tokens[0].isdisjoint(tokens[1])
    assert {len(token) for token in tokens[0] | tokens[1]} == {64}


def test_a_facilitators_header_is_no_members(address):
    pages = [text(member(is_facilitator=it).get(address)) for it in (True, False)]

    assert ['href="/moderation/"' in page for page in pages] == [True, False]
