"""The administration pages: for administrators, through the site's own door, each change recorded."""

import pytest
from django.urls import reverse

from community.models import AuditEntry
from members.enums import OrganisationState, Sector
from members.models import GroundRules, Member, Organisation
from tests.factories import MemberFactory, OrganisationFactory
from tests.members.conftest import PASSWORD

INDEX = reverse("admin:index")


@pytest.fixture
def administrator(client, sam):
    """Signed in and asked again who they are."""
    Member.objects.filter(pk=sam.pk).update(is_administrator=True)
    client.post(reverse("account_login"), {"login": sam.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def recorded():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "thing", "details"))


def test_signing_in_to_the_administration_is_signing_in_to_the_site(client, db):
    answer = client.get(INDEX, follow=True)

    assert answer.redirect_chain[-1][0] == f"{reverse('account_login')}?next=%2Fadmin%2F"


@pytest.mark.parametrize("role", ["is_facilitator", "is_organiser"])
def test_other_roles_have_no_way_in(signed_in, db, role):
    browser = signed_in(MemberFactory(**{role: True}))

    assert browser.get(INDEX, follow=True).status_code == 403


def test_nothing_anyone_wrote_is_there(administrator):
    apps = administrator.get(INDEX).context["app_list"]

    assert [model["object_name"] for app in apps for model in app["models"]] == [
        "Reason",
        "Tag",
        "GroundRules",
        "Member",
        "Organisation",
    ]


def test_a_role_is_given_and_recorded_without_a_name(administrator):
    other = MemberFactory(name="Robin Vale")
    url = reverse("admin:members_member_change", args=[other.pk])

    answer = administrator.post(url, {"is_facilitator": "on", "is_active": "on"})

    assert answer.status_code == 302
    assert Member.objects.get(pk=other.pk).is_facilitator
    assert recorded() == [
        ("member.opened", other.code, {}),
        ("member.roles", other.code, {"is_facilitator": True}),
    ]


def test_a_role_is_given_only_by_someone_just_asked_who_they_are(signed_in, sam):
    Member.objects.filter(pk=sam.pk).update(is_administrator=True)
    other = MemberFactory()
    url = reverse("admin:members_member_change", args=[other.pk])

    answer = signed_in(sam).post(url, {"is_facilitator": "on", "is_active": "on"})

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not Member.objects.get(pk=other.pk).is_facilitator


def test_nothing_else_of_a_member_can_be_changed(administrator):
    other = MemberFactory(name="Robin Vale", email="robin@vale.example")
    url = reverse("admin:members_member_change", args=[other.pk])

    administrator.post(
        url, {"is_active": "on", "email": "mine@evil.example", "name": "X", "password": "x"}
    )

    kept = Member.objects.get(pk=other.pk)
    assert (kept.email, kept.name, kept.password) == ("robin@vale.example", "Robin Vale", "!")


def test_administrators_cannot_change_their_own_roles(administrator, sam):
    url = reverse("admin:members_member_change", args=[sam.pk])

    assert administrator.post(url, {"is_active": "on"}).status_code == 403
    assert Member.objects.get(pk=sam.pk).is_administrator


def test_organisations_are_confirmed_together_and_each_recorded(administrator):
    one, two = OrganisationFactory.create_batch(2, state=OrganisationState.PROPOSED)
    url = reverse("admin:members_organisation_changelist")

    administrator.post(url, {"action": "confirm", "_selected_action": [one.pk, two.pk]})

    assert Organisation.objects.confirmed().filter(pk__in=[one.pk, two.pk]).count() == 2
    assert sorted(recorded()) == sorted(
        ("organisation.confirmed", f"organisation {each.pk}", {}) for each in (one, two)
    )


@pytest.mark.parametrize(("domain", "stored"), [("@North.example", 1), ("gmail.com", 0), ("x", 0)])
def test_a_domain_is_the_organisations_own(administrator, domain, stored):
    organisation = OrganisationFactory(name="North Council")
    url = reverse("admin:members_organisation_change", args=[organisation.pk])

    administrator.post(
        url,
        {
            "name": "North Council",
            "sector": Sector.COUNCIL,
            "state": OrganisationState.CONFIRMED,
            "domains-TOTAL_FORMS": 1,
            "domains-INITIAL_FORMS": 0,
            "domains-0-domain": domain,
        },
    )

    assert organisation.domains.filter(domain="north.example").count() == stored


def test_new_ground_rules_are_the_next_version_and_old_ones_stay(administrator):
    first = GroundRules.objects.newest()

    administrator.post(reverse("admin:members_groundrules_add"), {"text": "1. Be kind."})

    assert GroundRules.objects.newest().version == first.version + 1
    assert recorded() == [("ground_rules.published", f"version {first.version + 1}", {})]
    change = reverse("admin:members_groundrules_change", args=[first.pk])
    assert administrator.post(change, {"text": "x"}).status_code == 403
