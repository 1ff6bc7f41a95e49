"""The list of events and each event's public page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from events.actions import summaries
from events.enums import EventState
from insights.enums import Audience, Kind
from tests.factories import EventFactory, InsightFactory, MemberFactory, SpaceMemberFactory

pytestmark = pytest.mark.django_db
LIST = reverse("events:browse")


def ahead(**fields):
    start = timezone.now() + dt.timedelta(days=3)
    return EventFactory(starts_at=start, ends_at=start + dt.timedelta(hours=5), **fields)


def test_browse_shows_what_is_coming_up_and_what_is_past(client):
    past, coming = EventFactory(), ahead()
    cancelled = ahead(state=EventState.CANCELLED)

    assert list(client.get(LIST).context["page"]) == [coming]
    assert set(client.get(f"{LIST}?show=past").context["page"]) == {cancelled, past}


@pytest.mark.parametrize("address", [LIST, f"{LIST}?show=past"])
def test_browse_of_nothing_says_so(client, address):
    assert 'class="empty' in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("show", ["", "?show=past"])
def test_browse_costs_the_same_however_many_events(client, count, show, django_assert_num_queries):
    for _ in range(count):
        ahead()
        EventFactory()

    with django_assert_num_queries(3):
        client.get(LIST + show)


def test_detail_is_for_everybody_and_unknown_is_404(client, event):
    assert client.get(event.get_absolute_url()).status_code == 200
    assert client.get("/events/ZZZZZZ/").status_code == 404


def test_detail_lists_only_insights_the_viewer_may_read(client, signed_in, event):
    shown = InsightFactory(space=event.space_ptr, audience=Audience.EVERYONE, title="For all")
    InsightFactory(space=event.space_ptr, audience=Audience.MEMBERS, title="Members alone")
    InsightFactory(audience=Audience.EVERYONE)

    page = client.get(event.get_absolute_url())

    assert list(page.context["page"]) == [shown]
    assert "Members alone" not in page.content.decode()
    assert len(signed_in(MemberFactory()).get(event.get_absolute_url()).context["page"]) == 2


def test_detail_shows_the_link_to_join_to_members_alone(client, signed_in):
    event = ahead(link="https://meet.example/secret-room")

    assert "secret-room" not in client.get(event.get_absolute_url()).content.decode()
    page = signed_in(MemberFactory()).get(event.get_absolute_url()).content.decode()
    assert "secret-room" in page


@pytest.mark.parametrize("count", [1, 3])
def test_detail_costs_the_same_however_many_insights(
    client, event, count, django_assert_num_queries
):
    InsightFactory.create_batch(count, space=event.space_ptr, audience=Audience.EVERYONE)

    with django_assert_num_queries(8):
        client.get(event.get_absolute_url())


def test_detail_lists_principles_first(client, event):
    kinds = [Kind.SUPPORT_NEED, Kind.CHALLENGE, Kind.PRINCIPLE]
    made = [
        InsightFactory(space=event.space_ptr, audience=Audience.EVERYONE, kind=k) for k in kinds
    ]

    assert list(client.get(event.get_absolute_url()).context["page"]) == made[::-1]


def test_detail_tells_people_of_the_event_alone_what_was_made_of_it(client, signed_in, event):
    facilitator = MemberFactory(facilitator=True, name="Faye Facilitator")
    there = SpaceMemberFactory(space=event.space_ptr).member
    summaries.exported(summaries.draft(event, by=facilitator), "pdf", by=facilitator)

    def told(reader):
        exports = reader.get(event.get_absolute_url()).context["exports"]
        return [made.sentence for made in exports]

    assert told(client) == []
    assert told(signed_in(MemberFactory())) == []
    assert told(signed_in(there)) == ["A PDF file was made."]
    assert facilitator.name not in signed_in(there).get(event.get_absolute_url()).content.decode()
