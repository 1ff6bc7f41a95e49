"""The first steps: one page at a time, each kept, and nothing typed is lost."""

import pytest
from django.urls import reverse

from members import policies
from members.enums import OrganisationState, Sector
from members.models import GroundRules, Member, Organisation, OrganisationDomain, Place
from tests.factories import MemberFactory, OrganisationFactory

WORK = reverse("members:welcome-work")
PLACES = reverse("members:welcome-places")
RULES = reverse("members:welcome-rules")
LONG = "x" * 10_000


@pytest.fixture
def newcomer(db):
    return MemberFactory(name="", agreed_to=None, email="kim@north.example")


@pytest.fixture
def client(newcomer, signed_in):
    return signed_in(newcomer)


def worn(member):
    rows = Member.objects.get(pk=member.pk).affiliations.select_related("organisation")
    return [(hat.organisation and hat.organisation.name, hat.role_title) for hat in rows]


def test_the_steps_lead_from_one_to_the_next_and_end_ready(client, newcomer):
    council = OrganisationFactory(name="North Council")
    leeds = Place.objects.get(name="Leeds")
    sent = [
        ("members:welcome-name", {"name": "Kim Tal"}),
        ("members:welcome-work", {"organisation": council.pk, "role_title": "Officer"}),
        ("members:welcome-places", {"places": [leeds.code]}),
        ("members:welcome-rules", {"version": 1, "accepted": "on"}),
    ]
    answers = [client.post(reverse(name), fields) for name, fields in sent]
    kim = Member.objects.get(pk=newcomer.pk)

    assert [answer.status_code for answer in answers] == [303] * 4
    assert [answer.url for answer in answers] == [WORK, PLACES, RULES, "/welcome/"]
    assert (kim.name, worn(kim), list(kim.places.all())) == (
        "Kim Tal",
        [("North Council", "Officer")],
        [leeds],
    )
    assert policies.may_post(kim)
    assert client.get("/welcome/").context["next_step"] is None


def test_places_may_be_left_out(client, newcomer):
    client.post(PLACES, {})

    assert [step.name for step in client.get("/welcome/").context["steps"] if step.must] == [
        "welcome-name",
        "welcome-work",
        "welcome-rules",
    ]


@pytest.mark.parametrize("name", ["", "   ", "\u202e\u200f", LONG])
def test_a_name_that_is_none_is_asked_for_again_and_kept(client, newcomer, name):
    answer = client.post(reverse("members:welcome-name"), {"name": name})

    assert answer.status_code == 200
    assert answer.context["form"]["name"].value() == name
    assert Member.objects.get(pk=newcomer.pk).name == ""


def test_a_name_is_kept_without_what_nobody_sees(client, newcomer):
    client.post(reverse("members:welcome-name"), {"name": " Kim\u202e \t Tal\u200b\r\n"})

    assert Member.objects.get(pk=newcomer.pk).name == "Kim Tal"


def test_a_byte_of_zero_is_a_bad_request(client):
    assert client.post(reverse("members:welcome-name"), {"name": "Kim\0"}).status_code == 400


def test_finding_an_organisation_keeps_what_is_typed_and_saves_nothing(client, newcomer):
    OrganisationFactory(name="North Council")
    OrganisationFactory(name="North Trust", state=OrganisationState.PROPOSED)
    OrganisationFactory(name="South Council")
    typed = {"organisation_find": "north", "organisation_search": "1", "role_title": "Officer"}
    answer = client.post(WORK, typed)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert answer.context["form"]["role_title"].value() == "Officer"
    assert not answer.context["form"].errors
    assert [name in page for name in ("North Council", "North Trust", "South Council")] == [
        True,
        False,
        False,
    ]
    assert worn(newcomer) == []


def test_an_organisation_is_found_by_address_too(client):
    OrganisationFactory(name="North Council")

    assert b"North Council" in client.get(f"{WORK}?q=north").content
    assert b"North Council" not in client.get(WORK).content


def test_words_never_looked_up_are_looked_up_before_anything_is_saved(client, newcomer):
    typed = {"organisation_find": "north", "organisation_found": "", "organisation": "resident"}
    first = client.post(WORK, typed)
    second = client.post(WORK, typed | {"organisation_found": "north"})

    assert (first.status_code, second.status_code) == (200, 303)


def test_the_email_domain_proposes_its_organisation(client):
    north = OrganisationFactory(name="North Council")
    OrganisationDomain.objects.create(organisation=north, domain="north.example")

    assert client.get(WORK).context["form"]["organisation"].value() == north.pk


def test_a_resident_speaks_for_no_organisation(client, newcomer):
    client.post(WORK, {"organisation": "resident"})

    assert worn(newcomer) == [(None, "")]


def test_a_new_organisation_waits_to_be_confirmed(client, newcomer):
    new = {"organisation": "new", "new_name": "Mill Works", "new_sector": Sector.FUNDER}
    client.post(WORK, new)

    assert list(Organisation.objects.values_list("name", "sector", "state")) == [
        ("Mill Works", "funder", "proposed")
    ]
    assert Member.objects.get(pk=newcomer.pk).wears_funder_hat


@pytest.mark.parametrize("name", ["Mill Works", "MILL WORKS", "Mill\u200b  Works", "Ｍill Works"])
def test_the_same_organisation_named_again_is_the_same_one(client, newcomer, signed_in, name):
    new = {"organisation": "new", "new_sector": Sector.FUNDER}
    signed_in(MemberFactory()).post(WORK, new | {"new_name": "Mill Works"})
    for _twice in range(2):
        client.post(WORK, new | {"new_name": name})

    assert Organisation.objects.count() == 1
    assert worn(newcomer) == [("Mill Works", "")]


def test_naming_one_that_is_in_the_list_offers_it(client, newcomer):
    north = OrganisationFactory(name="North Council")
    typed = {"organisation": "new", "new_name": "north council", "new_sector": Sector.COUNCIL}
    answer = client.post(WORK, typed | {"role_title": "Officer"})

    assert answer.context["form"].errors["organisation"] == [
        "It is in the list already: choose it there."
    ]
    assert f'value="{north.pk}"' in answer.content.decode()
    assert answer.context["form"]["role_title"].value() == "Officer"


@pytest.mark.parametrize("value", ["", "0", "-1", "99999999999999999999", "²", "x"])
def test_an_organisation_that_is_none_is_refused(client, newcomer, value):
    assert client.post(WORK, {"organisation": value}).status_code == 200
    assert worn(newcomer) == []


def test_an_organisation_another_member_proposed_cannot_be_chosen(client, newcomer):
    theirs = OrganisationFactory(name="Quiet Trust", state=OrganisationState.PROPOSED)
    answer = client.post(WORK, {"organisation": theirs.pk})

    assert b"Quiet Trust" not in answer.content
    assert worn(newcomer) == []


@pytest.mark.parametrize("field", ["new_name", "role_title", "organisation_find"])
def test_ten_thousand_characters_break_nothing(client, newcomer, field):
    typed = {"organisation": "new", "new_name": "Mill", "new_sector": Sector.FUNDER, field: LONG}

    assert client.post(WORK, typed).status_code == 200
    assert worn(newcomer) == []


def test_rules_that_changed_meanwhile_are_shown_before_they_are_accepted(client, newcomer):
    GroundRules.objects.create(version=2, text="1. Be **kind**.")
    stale = client.post(RULES, {"version": 1, "accepted": "on"})
    again = client.post(RULES, {"version": 2, "accepted": "on"})

    assert stale.status_code == 200
    assert stale.context["form"]["version"].value() == "2"
    assert b"<strong>kind</strong>" in stale.content
    assert (again.status_code, Member.objects.get(pk=newcomer.pk).agreed_to.version) == (303, 2)


def test_a_new_version_stops_writing_until_it_is_accepted_and_leads_back(signed_in, member):
    GroundRules.objects.create(version=2, text="1. Be kind.")
    fresh = Member.objects.get(pk=member.pk)
    browser = signed_in(member)
    stopped = policies.may_post(fresh)
    answer = browser.post("/me/rules/", {"version": 2, "accepted": "on", "next": "/insights/new/"})
    elsewhere = browser.post(
        "/me/rules/", {"version": 2, "accepted": "on", "next": "//evil.example"}
    )

    assert not stopped
    assert (answer.url, elsewhere.url) == ("/insights/new/", "/me/")
    assert policies.may_post(Member.objects.get(pk=member.pk))
    assert list(member.agreements.values_list("rules__version", flat=True)) == [2]
