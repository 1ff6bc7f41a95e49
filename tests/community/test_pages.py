"""The home page: what it says to whom, at a cost that does not grow."""

import pytest

from events.models import Event
from insights.enums import Audience, Kind
from members.enums import Sector
from tests.factories import (
    EventFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db


def needs(count, **fields):
    return InsightFactory.create_batch(
        count, kind=Kind.SUPPORT_NEED, audience=Audience.EVERYONE, **fields
    )


def test_home_asks_visitors_only_what_everyone_may_read(client):
    (shown,) = needs(1, title="Cover for a small team")
    InsightFactory(kind=Kind.SUPPORT_NEED, audience=Audience.MEMBERS, title="For members")

    page = client.get("/").content.decode()

    assert (shown.title in page, "For members" in page) == (True, False)
    assert "Read the 1 insight here" in page


def test_home_keeps_no_count_of_one_reader_for_another(client):
    InsightFactory(audience=Audience.PRACTITIONERS, kind=Kind.SUPPORT_NEED, title="Candid")
    practitioner, funder = MemberFactory(hat=Sector.COUNCIL), MemberFactory(hat=Sector.FUNDER)

    pages = []
    for member in (practitioner, funder):
        client.force_login(member)
        pages.append(client.get("/").content.decode())

    assert ["Candid" in page for page in pages] == [True, False]
    assert ["See the library" in page for page in pages] == [False, True]


def test_home_opens_for_somebody_of_several_events(client):
    member = MemberFactory()
    SpaceMemberFactory.create_batch(2, member=member)
    client.force_login(member)

    assert client.get("/").status_code == 200


def test_home_says_so_at_once_when_something_is_withdrawn(client):
    (need,) = needs(1, title="Cover for a small team")
    client.get("/")
    need.state = "withdrawn"
    need.save()

    assert "Cover for a small team" not in client.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_a_member_at_most_twelve_questions(client, count, django_assert_max_num_queries):
    needs(count)
    for _ in range(count):
        event = EventFactory(
            starts_at="2030-05-12T09:00Z", ends_at="2030-05-12T10:00Z", held_on="2030-05-12"
        )
        event.hosts.add(OrganisationFactory())
    client.force_login(SpaceMemberFactory(space=event.space_ptr).member)

    with django_assert_max_num_queries(12):
        client.get("/")


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_the_same_however_much_there_is(client, count, django_assert_max_num_queries):
    needs(count)
    for _ in range(count):
        EventFactory(
            starts_at="2030-05-12T09:00Z", ends_at="2030-05-12T10:00Z", held_on="2030-05-12"
        )

    assert Event.objects.upcoming().count() == count
    with django_assert_max_num_queries(12):
        client.get("/")
    with django_assert_max_num_queries(4):
        client.get("/")
