"""One's own pages: what is kept, and what others may see, ticked one thing at a time."""

import datetime as dt

import pytest
from django.urls import reverse

from members.enums import Sector
from members.models import Affiliation, Member
from tests.factories import AffiliationFactory, MemberFactory

PROFILE = reverse("members:profile")
TICKS = ["listed", "show_organisation", "show_role", "show_places", "show_about"]


@pytest.fixture
def client(signed_in, member):
    return signed_in(member)


def seen(client):
    return client.get(PROFILE).context["form"]["seen"].value()


def ticked(member):
    fresh = Member.objects.get(pk=member.pk)
    return [name for name in TICKS if getattr(fresh, name)]


def test_nothing_is_shown_until_it_is_ticked(member):
    assert ticked(member) == []


@pytest.mark.parametrize("tick", TICKS)
def test_each_tick_shows_one_thing(client, member, tick):
    client.post(PROFILE, {"seen": seen(client), "name": "Kim", tick: "on"})

    assert ticked(member) == [tick]


def test_an_old_page_cannot_widen_what_a_newer_one_narrowed(client, member):
    client.post(PROFILE, {"seen": seen(client), "name": "Kim", "listed": "on"})
    old = seen(client)
    client.post(PROFILE, {"seen": old, "name": "Kim"})
    answer = client.post(PROFILE, {"seen": old, "name": "Kim", "listed": "on", "about": "Mine"})
    again = client.post(
        PROFILE, {"seen": answer.context["form"]["seen"].value(), "name": "Kim", "about": "Mine"}
    )

    assert answer.status_code == 200
    assert answer.context["form"]["about"].value() == "Mine"
    assert (again.status_code, ticked(member)) == (303, [])


def test_fields_that_are_not_on_the_page_are_ignored(client, member):
    extra = {"is_administrator": "on", "is_facilitator": "on", "email": "x@y.example", "code": "x"}
    client.post(PROFILE, {"seen": seen(client), "name": "Kim", **extra})
    kept = Member.objects.get(pk=member.pk)

    assert (kept.name, kept.is_administrator, kept.is_facilitator) == ("Kim", False, False)
    assert (kept.email, kept.code) == (member.email, member.code)


def test_too_long_about_is_told_and_kept(client, member):
    answer = client.post(PROFILE, {"seen": seen(client), "name": "Kim", "about": "x" * 501})

    assert list(answer.context["form"].errors) == ["about"]
    assert answer.context["form"]["about"].value() == "x" * 501


def test_places_are_chosen_again(client, member):
    client.post("/me/places/", {"places": ["E08000035"]})
    client.post("/me/places/", {"places": ["W06000015"]})

    assert [place.name for place in member.places.all()] == ["Cardiff"]


def test_a_second_hat_is_added_and_the_same_one_is_not_added_twice(client, member):
    for role_title in ("Trustee", "Chair"):
        client.post("/me/hats/new/", {"organisation": "resident", "role_title": role_title})

    hats = [(hat.sector, hat.role_title) for hat in member.affiliations.order_by("pk")]
    assert hats == [("council", "Officer"), ("resident", "Chair")]


def test_a_hat_ends_with_its_last_day(client, member):
    hat = member.affiliations.get()
    fields = {"role_title": "Officer", "started_on": "2024-01-01", "ended_on": "2025-06-30"}
    answer = client.post(f"/me/hats/{hat.pk}/", fields)
    page = client.get("/me/hats/").context

    assert (answer.status_code, answer.url) == (303, "/me/hats/")
    assert (list(page["worn"]), list(page["before"])) == ([], [hat])
    assert Affiliation.objects.get().ended_on == dt.date(2025, 6, 30)


@pytest.mark.parametrize(
    ("started_on", "ended_on", "field"),
    [
        ("2024-01-01", "2023-12-31", "ended_on"),
        ("0001-01-01", "", "started_on"),
        ("2024-01-01", "9999-12-31", "ended_on"),
        ("yesterday", "", "started_on"),
        ("", "", "started_on"),
    ],
)
def test_days_that_cannot_be_are_told(client, member, started_on, ended_on, field):
    hat = member.affiliations.get()
    answer = client.post(f"/me/hats/{hat.pk}/", {"started_on": started_on, "ended_on": ended_on})

    assert list(answer.context["form"].errors) == [field]


def test_a_hat_cannot_be_worn_again_while_it_is_worn(client, member):
    worn = member.affiliations.get()
    before = AffiliationFactory(
        member=member, organisation=worn.organisation, ended_on=dt.date(2024, 2, 1)
    )
    answer = client.post(f"/me/hats/{before.pk}/", {"started_on": "2024-01-01", "ended_on": ""})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["ended_on"]


def test_another_members_hat_does_not_exist(client):
    theirs = AffiliationFactory()

    assert client.post(f"/me/hats/{theirs.pk}/", {"ended_on": "2025-01-01"}).status_code == 404
    assert Affiliation.objects.get(pk=theirs.pk).ended_on is None


def test_the_hub_says_what_is_kept_and_costs_the_same_with_more(
    signed_in, member, django_assert_num_queries
):
    busy = MemberFactory(hat=Sector.COUNCIL)
    AffiliationFactory.create_batch(3, member=busy)
    for each in (member, busy):
        browser = signed_in(each)
        with django_assert_num_queries(8):
            assert each.email in browser.get("/me/").content.decode()
