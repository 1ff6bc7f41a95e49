"""Who may read an insight: the table of trust.md section 1, cell by cell."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from insights.enums import Attribution, Audience, State
from insights.models import Insight
from insights.models.insights import KeptFrom
from members.enums import Sector
from members.models import Member
from tests.factories import (
    AffiliationFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    SpaceFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db

VIEWERS = [
    "visitor",
    "member",
    "funder",
    "attendee",
    "funder_there",
    "facilitator",
    "funder_facilitator",
]
READS = {
    Audience.EVERYONE: VIEWERS,
    Audience.MEMBERS: VIEWERS[1:],
    Audience.PRACTITIONERS: ["member", "attendee", "facilitator"],
    Audience.EVENT: ["attendee", "funder_there"],
}


def fresh(member):
    """The member as the next request would load them: nothing remembered."""
    return Member.objects.get(pk=member.pk)


@pytest.fixture
def space():
    return SpaceFactory()


@pytest.fixture
def viewers(space):
    people = {
        "visitor": AnonymousUser(),
        "member": MemberFactory(hat=Sector.COUNCIL),
        "funder": MemberFactory(hat=Sector.FUNDER),
        "attendee": MemberFactory(hat=Sector.COUNCIL),
        "funder_there": MemberFactory(hat=Sector.FUNDER),
        "facilitator": MemberFactory(facilitator=True, hat=Sector.COUNCIL),
        "funder_facilitator": MemberFactory(facilitator=True, hat=Sector.FUNDER),
    }
    SpaceMemberFactory(space=space, member=people["attendee"])
    SpaceMemberFactory(space=space, member=people["funder_there"])
    return people


@pytest.mark.parametrize("audience", list(Audience))
def test_visible_to_follows_the_table_of_audiences(viewers, space, audience):
    insight = InsightFactory(audience=audience, space=space)

    reads = [name for name, who in viewers.items() if insight in Insight.objects.visible_to(who)]

    assert reads == READS[audience]


@pytest.mark.parametrize("state", [State.HELD, State.REMOVED])
def test_visible_to_shows_held_and_removed_to_facilitators_as_the_audience_admits(viewers, state):
    insight = InsightFactory(audience=Audience.PRACTITIONERS, state=state)

    reads = [name for name, who in viewers.items() if insight in Insight.objects.visible_to(who)]

    assert reads == ["facilitator"]


@pytest.mark.parametrize("state", [State.RETURNED, State.DECLINED, State.WITHDRAWN])
def test_visible_to_leaves_the_rest_to_its_author(viewers, state):
    insight = InsightFactory(audience=Audience.EVERYONE, state=state)

    reads = [name for name, who in viewers.items() if insight in Insight.objects.visible_to(who)]

    assert reads == []
    assert list(Insight.objects.visible_to(insight.author)) == [insight]


def test_visible_to_keeps_out_people_of_an_organisation_it_is_kept_from():
    kept_out = OrganisationFactory()
    member = MemberFactory(hat=Sector.COUNCIL)
    AffiliationFactory(member=member, organisation=kept_out)
    facilitator = MemberFactory(facilitator=True)
    AffiliationFactory(member=facilitator, organisation=kept_out)
    insight = InsightFactory()
    KeptFrom.objects.create(insight=insight, organisation=kept_out)

    assert list(Insight.objects.visible_to(member)) == []
    assert list(Insight.objects.visible_to(facilitator)) == []
    assert list(Insight.objects.visible_to(MemberFactory())) == [insight]


def test_visible_to_forgets_a_funder_hat_that_has_ended():
    member = MemberFactory(hat=Sector.FUNDER)
    insight = InsightFactory(audience=Audience.PRACTITIONERS)

    assert list(Insight.objects.visible_to(fresh(member))) == []

    member.affiliations.update(ended_on="2025-01-01")

    assert list(Insight.objects.visible_to(fresh(member))) == [insight]


def test_readable_finds_ones_own_unlinked_insight_by_proof_alone():
    author, other = MemberFactory(), MemberFactory()
    insight = InsightFactory(unlinked_by=author, held=True)

    assert Insight.objects.readable(author, insight.reference) == insight
    with pytest.raises(Insight.DoesNotExist):
        Insight.objects.readable(other, insight.reference)
    with pytest.raises(Insight.DoesNotExist):
        Insight.objects.readable(AnonymousUser(), insight.reference)


def test_owned_by_gathers_linked_and_unlinked_and_nobody_elses():
    author, other = MemberFactory(), MemberFactory()
    mine = {InsightFactory(author=author), InsightFactory(unlinked_by=author)}
    InsightFactory(author=other)
    InsightFactory(unlinked_by=other)

    assert set(Insight.objects.owned_by(author)) == mine


@pytest.mark.parametrize("attribution", [Attribution.SECTOR, Attribution.WITHOUT])
def test_the_database_refuses_an_author_on_an_unlinked_row(attribution):
    insight = InsightFactory(unlinked_by=MemberFactory(), attribution=attribution)

    with pytest.raises(IntegrityError, match="unlinked_has_no_author"), transaction.atomic():
        Insight.objects.filter(pk=insight.pk).update(author=MemberFactory())
