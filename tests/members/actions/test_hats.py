"""Where a member works, and whether anybody but they say so."""

import pytest
from django.urls import reverse

from community.models import AuditEntry
from insights.enums import Attribution, Audience, Kind
from insights.models import Insight
from members.actions import hats, running
from members.models import Affiliation, Member, OrganisationDomain
from tests.factories import AffiliationFactory, MemberFactory, OrganisationFactory
from tests.members.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    north = OrganisationFactory(name="North Council")
    OrganisationDomain.objects.create(organisation=north, domain="north.example")
    return north


@pytest.fixture
def administrator():
    return MemberFactory(administrator=True)


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("kim@north.example", "North Council"),
        ("kim@NORTH.example", "North Council"),
        ("kim@gmail.com", "North Council (unverified)"),
        ("kim@not-north.example", "North Council (unverified)"),
        ("north.example@gmail.com", "North Council (unverified)"),
    ],
)
def test_an_organisation_claimed_from_another_domain_is_shown_as_unverified(north, email, shown):
    kim = MemberFactory(email=email)

    assert hats.put_on(north, role_title="Officer", by=kim).organisation_shown == shown


def test_one_that_nobody_else_has_named_is_unverified_too():
    kim = MemberFactory(email="kim@north.example")
    proposed = hats.propose_organisation("North Council", sector="council", by=kim)

    assert hats.put_on(proposed, role_title="", by=kim).organisation_shown == (
        "North Council (unverified)"
    )


def test_a_resident_claims_nothing():
    assert hats.put_on(None, role_title="", by=MemberFactory()).organisation_shown == ""


def test_the_longest_name_still_fits():
    long = OrganisationFactory(name="N" * 120)
    shown = hats.put_on(long, role_title="", by=MemberFactory()).organisation_shown

    assert (len(shown), shown[-13:]) == (120, " (unverified)")


def test_an_administrator_confirms_it_once_and_that_is_recorded(north, administrator):
    kim = MemberFactory(email="kim@gmail.com")
    hat = hats.put_on(north, role_title="Officer", by=kim)
    counts = [running.verify_hats(kim, by=administrator) for _twice in range(2)]
    hat.refresh_from_db()

    assert (counts, hat.organisation_shown) == ([1, 0], "North Council")
    assert list(AuditEntry.objects.values_list("verb", "thing", "details")) == [
        ("member.hats_verified", kim.code, {"count": 1})
    ]


def test_nobody_confirms_their_own(administrator):
    with pytest.raises(running.OwnRoles):
        running.verify_hats(administrator, by=administrator)


def test_a_domain_added_later_verifies_those_who_write_from_it(north, administrator):
    hats_of = {
        email: AffiliationFactory(organisation=north, member__email=email, verified=False)
        for email in ("kim@mill.example", "robin@windmill.example", "jo@gmail.com")
    }
    OrganisationDomain.objects.create(organisation=north, domain="mill.example")
    running.verify_by_domain(north, by=administrator)

    verified = Affiliation.objects.filter(verified=True)
    assert list(verified) == [hats_of["kim@mill.example"]]


def test_an_administrator_ticks_members_and_adds_domains_in_the_administration(client, sam, north):
    Member.objects.filter(pk=sam.pk).update(is_administrator=True)
    kim, robin = MemberFactory(email="kim@gmail.com"), MemberFactory(email="robin@mill.example")
    for member in (kim, robin, sam):
        member.affiliations.all().delete()
        AffiliationFactory(member=member, organisation=north, verified=False)
    client.post(reverse("account_login"), {"login": sam.email, "password": PASSWORD})
    ticked = {"action": "verify", "_selected_action": [kim.pk, sam.pk]}
    client.post(reverse("admin:members_member_changelist"), ticked)
    by_tick = list(Affiliation.objects.filter(verified=True).values_list("member", flat=True))
    sent = {
        "name": "North Council", "sector": "council", "state": "confirmed",
        "domains-TOTAL_FORMS": 1, "domains-INITIAL_FORMS": 0, "domains-0-domain": "mill.example",
    }  # fmt: skip
    OrganisationDomain.objects.all().delete()
    client.post(reverse("admin:members_organisation_change", args=[north.pk]), sent)

    assert by_tick == [kim.pk]
    assert set(Affiliation.objects.filter(verified=True).values_list("member", flat=True)) == {
        kim.pk,
        robin.pk,
    }


@pytest.mark.parametrize(
    ("attribution", "byline"),
    [
        (Attribution.NAMED, "Kim Tal, Officer, North Council (unverified)"),
        (Attribution.ORGANISATION, "North Council (unverified)"),
        (Attribution.SECTOR, "a council officer"),
    ],
)
def test_what_is_signed_says_so_for_good(north, administrator, attribution, byline):
    kim = MemberFactory(name="Kim Tal", email="kim@gmail.com")
    hat = hats.put_on(north, role_title="Officer", by=kim)
    words = Insight(kind=Kind.CHALLENGE, audience=Audience.MEMBERS, attribution=attribution)
    words.sign(by=kim, hat=hat, show_sector=True)
    running.verify_hats(kim, by=administrator)

    assert words.byline == byline


def test_the_directory_and_ones_own_page_say_so(client, north, member):
    kim = MemberFactory(email="kim@gmail.com", listed=True, show_organisation=True)
    hats.put_on(north, role_title="Officer", by=kim)
    client.force_login(member)
    page = client.get(kim.get_absolute_url()).content.decode()
    client.force_login(kim)
    own = client.get(reverse("members:hats")).content.decode()

    assert "North Council (unverified)" in page
    assert "shown as unverified" in own
