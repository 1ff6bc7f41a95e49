"""Proposed tags and organisations: settled once, and what they touch follows."""

import pytest

from insights.enums import Answer, Facet, TagState
from insights.models import Insight, Response, Tag
from members.enums import OrganisationState, Sector
from members.models import Affiliation, Organisation
from tests.factories import (
    AffiliationFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    client.force_login(MemberFactory(facilitator=True, name="Fay Silitator"))
    return client


@pytest.fixture
def tag():
    return Tag.objects.create(name="Tea rooms", slug="new-1")


@pytest.fixture
def insight(tag):
    insight = InsightFactory(held=True)
    insight.taggings.create(tag=tag)
    return insight


def accepted(**changes):
    return {
        "outcome": "accept",
        "name": "Tea rooms",
        "facet": Facet.APPROACH,
        "scope_note": "Talking over tea.",
    } | changes


def settle(client, thing, data):
    sort = "tags" if isinstance(thing, Tag) else "organisations"
    return client.post(f"/moderation/{sort}/{thing.pk}/", data)


def test_accepting_a_tag_puts_it_in_the_vocabulary_and_in_search(signed_in, tag, insight):
    response = settle(signed_in, tag, accepted())

    tag.refresh_from_db()
    insight.refresh_from_db()
    assert response.status_code == 303
    assert (tag.state, tag.slug, tag.facet) == (TagState.ACCEPTED, "tea-rooms", Facet.APPROACH)
    assert insight.tag_words == "Tea rooms"


def test_accepting_a_tag_under_a_name_that_is_taken_asks_to_merge(signed_in, tag):
    response = settle(signed_in, tag, accepted(name=Tag.objects.accepted().first().name))

    assert list(response.context["form"].errors) == ["name"]


def test_merging_a_tag_moves_what_carries_it_and_keeps_the_word(signed_in, tag, insight):
    into = Tag.objects.get(slug="power")
    insight.taggings.create(tag=into)
    other = InsightFactory()
    other.taggings.create(tag=tag)

    settle(signed_in, tag, {"outcome": "merge", "into": "power"})

    into.refresh_from_db()
    assert not Tag.objects.filter(pk=tag.pk).exists()
    assert into.aliases[-1] == "Tea rooms"
    assert [[t.slug for t in it.tags.all()] for it in (insight, other)] == [["power"], ["power"]]
    assert "Tea rooms" in Insight.objects.get(pk=other.pk).tag_words


def test_declining_a_tag_leaves_the_rest_alone(signed_in, tag, insight):
    settle(signed_in, tag, {"outcome": "decline"})

    tag.refresh_from_db()
    assert (tag.state, Insight.objects.get().shown_tags) == (TagState.DECLINED, [])


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({}, ["outcome"]),
        ({"outcome": "accept"}, ["name", "facet", "scope_note"]),
        ({"outcome": "merge"}, ["into"]),
    ],
)
def test_settling_a_tag_says_what_is_missing(signed_in, tag, data, fields):
    assert list(settle(signed_in, tag, data).context["form"].errors) == (fields if data else [])


def test_settling_a_tag_twice_says_who_settled_it(signed_in, tag):
    settle(signed_in, tag, {"outcome": "decline"})

    response = settle(signed_in, tag, accepted())

    tag.refresh_from_db()
    assert (response.status_code, tag.state) == (409, TagState.DECLINED)
    assert "Fay Silitator" in response.text


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sir Gar", state=OrganisationState.PROPOSED)


def test_confirming_an_organisation_may_mend_its_name_and_sector(signed_in, organisation):
    sent = {"outcome": "confirm", "name": "Sir Gâr", "sector": Sector.HEALTH}

    settle(signed_in, organisation, sent)

    organisation.refresh_from_db()
    assert (organisation.name, organisation.sector, organisation.state) == (
        "Sir Gâr",
        Sector.HEALTH,
        OrganisationState.CONFIRMED,
    )


def test_confirming_under_a_name_that_is_taken_asks_to_merge(signed_in, organisation):
    OrganisationFactory(name="Sir Gâr")
    sent = {"outcome": "confirm", "name": "sir gâr", "sector": Sector.COUNCIL}

    response = settle(signed_in, organisation, sent)

    assert list(response.context["form"].errors) == ["name"]


def test_merging_an_organisation_moves_hats_and_answers(signed_in, organisation):
    into = OrganisationFactory(name="Sir Gâr")
    both = MemberFactory()
    AffiliationFactory(member=both, organisation=into)
    AffiliationFactory(member=both, organisation=organisation)
    AffiliationFactory(organisation=organisation)
    ResponseFactory(organisation=organisation, answer=Answer.NOT_HERE)

    settle(signed_in, organisation, {"outcome": "merge", "into": into.pk})

    assert list(Organisation.objects.filter(name__startswith="Sir")) == [into]
    assert {hat.organisation for hat in Affiliation.objects.all()} == {into}
    assert Affiliation.objects.count() == 2
    assert Response.objects.get().organisation == into


def test_declining_an_organisation_keeps_the_hat_of_whoever_named_it(signed_in, organisation):
    hat = AffiliationFactory(organisation=organisation)

    settle(signed_in, organisation, {"outcome": "decline"})

    organisation.refresh_from_db()
    assert organisation.state == OrganisationState.DECLINED
    assert Affiliation.objects.get() == hat


def test_settling_an_organisation_twice_says_who_settled_it(signed_in, organisation):
    settle(signed_in, organisation, {"outcome": "decline"})

    assert settle(signed_in, organisation, {"outcome": "decline"}).status_code == 409


@pytest.mark.parametrize("sort", ["tags", "organisations"])
def test_settling_what_never_was_is_404(signed_in, sort):
    assert signed_in.get(f"/moderation/{sort}/999999/").status_code == 404
