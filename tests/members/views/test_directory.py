"""The directory: people who chose to be in it, found only by what they chose to show."""

import pytest
from django.test import Client
from django.urls import reverse

from insights.enums import Attribution, Audience
from members.enums import OrganisationState, Sector
from members.models import Member, Place
from tests.crawling import look
from tests.factories import AffiliationFactory, InsightFactory, MemberFactory

BROWSE = reverse("members:browse")
SHOWN = {"show_organisation": "North Council", "show_role": "Weir keeper", "show_places": "Leeds"}


@pytest.fixture
def robin(db):
    """Listed, and showing nothing but a name."""
    robin = MemberFactory(
        name="Robin Vale", about="Grows leeks.", email="robin@hidden.example", listed=True
    )
    AffiliationFactory(member=robin, organisation__name="North Council", role_title="Weir keeper")
    robin.places.set(Place.objects.filter(name="Leeds"))
    return robin


@pytest.fixture
def client(signed_in, member):
    return signed_in(member)


def found(client, words):
    return [each.name for each in client.get(BROWSE, {"q": words}).context["members"]]


def test_only_members_see_it(robin):
    assert Client().get(BROWSE).status_code == 302
    assert Client().get(robin.get_absolute_url()).status_code == 302


def test_only_those_who_chose_to_are_in_it(client, robin):
    MemberFactory(name="Not Listed")
    MemberFactory(name="Was Here", listed=True, is_active=False)

    assert found(client, "") == ["Robin Vale"]


@pytest.mark.parametrize("words", ["North Council", "Weir", "Leeds", "leeks", "hidden.example"])
def test_nobody_is_found_by_what_they_do_not_show(client, robin, words):
    assert found(client, words) == []


@pytest.mark.parametrize(("tick", "words"), SHOWN.items())
def test_what_is_shown_finds_and_is_seen_and_nothing_else(client, robin, tick, words):
    Member.objects.filter(pk=robin.pk).update(**{tick: True})
    page = client.get(robin.get_absolute_url()).content.decode()

    assert found(client, words) == ["Robin Vale"]
    assert [text for text in (*SHOWN.values(), "leeks", "hidden.example") if text in page] == [
        words
    ]


def test_an_organisation_nobody_confirmed_is_not_shown(client, robin):
    Member.objects.filter(pk=robin.pk).update(show_organisation=True)
    robin.affiliations.get().organisation.__class__.objects.update(state=OrganisationState.PROPOSED)

    assert b"North Council" not in client.get(robin.get_absolute_url()).content
    assert found(client, "North Council") == []


def test_a_member_who_is_not_listed_does_not_exist_for_others(client, member, robin):
    Member.objects.filter(pk=robin.pk).update(listed=False)
    theirs, nobody = look(client, robin.get_absolute_url()), look(client, "/members/zzzzzzzz/")

    assert (theirs.status, theirs.body) == (404, nobody.body)
    assert client.get(member.get_absolute_url()).status_code == 200


def test_a_facilitator_and_an_administrator_see_no_more(signed_in, robin):
    Member.objects.filter(pk=robin.pk).update(listed=False)
    for role in ("facilitator", "administrator"):
        browser = signed_in(MemberFactory(**{role: True}))
        assert browser.get(robin.get_absolute_url()).status_code == 404


def test_a_page_lists_what_was_signed_by_name_and_this_viewer_may_read(signed_in, robin):
    named = InsightFactory(author=robin, title="Named one")
    InsightFactory(author=robin, title="Held one", held=True)
    InsightFactory(author=robin, title="For practitioners", audience=Audience.PRACTITIONERS)
    InsightFactory(author=robin, title="By organisation", attribution=Attribution.ORGANISATION)
    InsightFactory(unlinked_by=robin, title="By sector")
    funder = MemberFactory(hat=Sector.FUNDER)

    def titles(viewer):
        sections = signed_in(viewer).get(robin.get_absolute_url()).context["sections"]
        return [insight.title for each in sections for insight in each.context["insights"]]

    assert titles(funder) == [named.title]
    assert sorted(titles(MemberFactory())) == ["For practitioners", "Named one"]
    assert sorted(titles(robin)) == ["For practitioners", "Named one"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_costs_the_same_however_many(client, count, robin, django_assert_num_queries):
    for number in range(count):
        AffiliationFactory(
            member=MemberFactory(listed=True, show_places=True, name=f"M{number}"),
        )

    with django_assert_num_queries(6):
        client.get(BROWSE)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_much_was_signed(
    client, count, robin, django_assert_num_queries
):
    InsightFactory.create_batch(count, author=robin)

    with django_assert_num_queries(9):
        client.get(robin.get_absolute_url())


@pytest.mark.parametrize(
    "query", ["q=%25", "q=_", "q='", "q=" + "x" * 5000, "page=-1", "page=NaN", "page=99999999"]
)
def test_odd_questions_get_an_answer(client, robin, query):
    assert client.get(f"{BROWSE}?{query}").status_code == 200


def test_a_byte_of_zero_is_a_bad_request(client):
    assert client.get(f"{BROWSE}?q=%00").status_code == 400
