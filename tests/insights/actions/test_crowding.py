"""When a crowd shrinks, what unlinked words show shrinks with it, and never grows again."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from insights.actions import crowding
from insights.actions.recording import set_places
from insights.enums import Attribution, Audience, Origin, State
from insights.models import Insight, LibraryStamp
from members.enums import OrganisationState, Sector
from members.models import Affiliation, Member, Place, SpaceMember
from tests.factories import (
    AffiliationFactory,
    CommentFactory,
    InsightFactory,
    MemberFactory,
    SpaceFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db


def place(name):
    return Place.objects.select_related("parent__parent").get(name=name)


def crowd(count, *, works_in="Leeds", at=None, sector=Sector.COUNCIL):
    """So many council officers, each of an organisation of their own, working in one place."""
    members = MemberFactory.create_batch(count, hat=sector)
    for member in members:
        member.places.set([place(works_in)])
        if at:
            SpaceMemberFactory(space=at, member=member)
    return members


def leaves(member):
    """Their hats end today: from tomorrow they wear none."""
    member.affiliations.update(ended_on=timezone.localdate() - dt.timedelta(days=1))


def unlinked(*, places=(), **fields):
    insight = InsightFactory(unlinked_by=MemberFactory(), **fields)
    set_places(insight, [place(name) for name in places])
    return insight


def shown(insight):
    """What is shown of its author: the sector's byline, and the places."""
    again = type(insight).objects.get(pk=insight.pk)
    places = [it.name for it in again.shown_places] if isinstance(again, Insight) else []
    return again.byline, places


def found_under(insight):
    """Every place it is found under in the library, shown or not."""
    return {row.place.name for row in insight.place_rows.all()}


def test_a_sector_of_three_organisations_is_shown_and_of_two_is_not():
    members = crowd(3)
    insight, comment = unlinked(), CommentFactory(unlinked_by=members[0])

    crowding.narrow_to_crowds()
    before = shown(insight)[0], shown(comment)[0]
    leaves(members[0])
    crowding.narrow_to_crowds()

    assert before == ("a council officer", "a council officer")
    assert (shown(insight)[0], shown(comment)[0]) == ("a member", "a member")


@pytest.mark.parametrize(
    "shrinks",
    [
        lambda member: Member.objects.filter(pk=member.pk).update(is_active=False),
        lambda member: member.affiliations.all().delete(),
        lambda member: (
            member.hats[0]
            .organisation.__class__.objects.filter(pk=member.hats[0].organisation_id)
            .update(state=OrganisationState.DECLINED)
        ),
        lambda member: (
            member.hats[0]
            .organisation.__class__.objects.filter(pk=member.hats[0].organisation_id)
            .update(sector=Sector.HEALTH)
        ),
    ],
    ids=["closed", "hat taken off", "organisation declined", "organisation is of another sector"],
)
def test_however_the_crowd_shrinks_the_sector_goes(shrinks):
    members = crowd(3)
    insight = unlinked()

    shrinks(members[0])
    crowding.narrow_to_crowds()

    assert shown(insight)[0] == "a member"


def test_a_hat_that_ends_with_its_day_shrinks_the_crowd_though_nobody_does_anything():
    members = crowd(3)
    insight = unlinked()
    members[0].affiliations.update(ended_on=timezone.localdate())

    crowding.narrow_to_crowds()
    today = shown(insight)[0]
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        crowding.narrow_to_crowds()

    assert (today, shown(insight)[0]) == ("a council officer", "a member")


def test_what_is_hidden_stays_hidden_when_the_crowd_grows_again():
    members = crowd(5)
    insight = unlinked(places=["Leeds"])
    for member in members[:3]:
        leaves(member)
    crowding.narrow_to_crowds()
    hidden = shown(insight)

    Affiliation.objects.update(ended_on=None)
    crowd(10)
    crowding.narrow_to_crowds()

    assert (hidden, shown(insight)) == (("a member", []), ("a member", []))


def test_a_place_of_five_widens_to_its_region_then_its_nation_then_goes():
    leeds, york, bristol = crowd(5), crowd(3, works_in="York"), crowd(4, works_in="City of Bristol")
    insight = unlinked(places=["Leeds"])
    seen = []

    for leaving in ([], leeds[:1], [*leeds[1:], york[0]], [*york[1:], bristol[0]]):
        for member in leaving:
            leaves(member)
        crowding.narrow_to_crowds()
        seen.append((shown(insight)[1], len(found_under(insight))))

    assert seen == [
        (["Leeds"], 3),
        (["Yorkshire and The Humber"], 2),
        (["England"], 1),
        ([], 0),
    ]


def test_two_places_that_widen_to_one_are_shown_once():
    crowd(3)
    crowd(3, works_in="York")
    insight = unlinked(places=["Leeds", "York"])

    crowding.narrow_to_crowds()

    assert shown(insight)[1] == ["Yorkshire and The Humber"]


def test_a_place_shown_without_a_sector_hides_among_whoever_works_there():
    members = crowd(3) + crowd(2, sector=Sector.HEALTH)
    insight = unlinked(places=["Leeds"], attribution=Attribution.WITHOUT)

    crowding.narrow_to_crowds()
    five = shown(insight)[1]
    Member.objects.filter(pk=members[0].pk).update(is_active=False)
    crowding.narrow_to_crowds()

    assert (five, shown(insight)[1]) == (["Leeds"], [])


def test_what_only_people_at_an_event_can_have_written_hides_among_them_alone():
    space = SpaceFactory()
    there, _elsewhere = crowd(5, at=space), crowd(9)
    only_there = unlinked(places=["Leeds"], audience=Audience.EVENT, space=space)
    answer = CommentFactory(insight=only_there, unlinked_by=there[0])
    anywhere = unlinked(places=["Leeds"], space=space)

    crowding.narrow_to_crowds()
    before = shown(only_there)
    SpaceMember.objects.filter(member__in=there[:3]).delete()
    crowding.narrow_to_crowds()

    assert before == ("a council officer", ["Leeds"])
    assert (shown(only_there), shown(answer)[0]) == (("a member", []), "a member")
    assert shown(anywhere) == ("a council officer", ["Leeds"])


@pytest.mark.parametrize("state", [State.HELD, State.WITHDRAWN, State.REMOVED, State.RETURNED])
def test_what_is_not_published_is_narrowed_too(state):
    insight = unlinked(state=state, places=["Leeds"])

    crowding.narrow_to_crowds()

    assert shown(insight) == ("a member", [])


def test_linked_words_and_what_an_event_says_are_left_as_they_are():
    named = InsightFactory(byline_sector=Sector.COUNCIL)
    event = InsightFactory(
        origin=Origin.EVENT, attribution=Attribution.WITHOUT, author=None, byline_sector=""
    )
    for insight in (named, event):
        set_places(insight, [place("Leeds")])

    crowding.narrow_to_crowds()

    assert [shown(insight)[1] for insight in (named, event)] == [["Leeds"], ["Leeds"]]
    assert Insight.objects.get(pk=named.pk).byline_sector == Sector.COUNCIL


def test_narrowing_raises_the_stamp_and_doing_nothing_leaves_it():
    members = crowd(5)
    insight = unlinked(places=["Leeds"])
    unlinked()
    start = LibraryStamp.now()

    crowding.narrow_to_crowds()
    nothing_to_do = LibraryStamp.now()
    leaves(members[0])
    crowding.narrow_to_crowds()
    place_gone = LibraryStamp.now()

    assert (nothing_to_do == start, place_gone > start) == (True, True)
    assert shown(insight) == ("a council officer", [])


def test_a_page_kept_for_visitors_shows_the_narrower_byline_at_once(client):
    members = crowd(3)
    insight = unlinked(audience=Audience.EVERYONE)
    page = insight.get_absolute_url()
    before = client.get(page).content.decode()

    leaves(members[0])
    crowding.narrow_to_crowds()

    after = client.get(page).content.decode()
    assert ("A council officer" in before, "A council officer" in after) == (True, False)


def test_an_organisation_shared_by_two_counts_once():
    members = crowd(3)
    AffiliationFactory(member=MemberFactory(), organisation=members[0].hats[0].organisation)
    insight = unlinked()

    leaves(members[1])
    crowding.narrow_to_crowds()

    assert shown(insight)[0] == "a member"
