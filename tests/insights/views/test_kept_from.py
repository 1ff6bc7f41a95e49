"""An insight kept from an organisation does not exist for anybody who works there, facilitators included."""

import re
import uuid

import pytest
from django.test import Client

from insights.enums import Audience, State
from insights.models import Insight
from insights.models.insights import KeptFrom
from members.enums import Sector
from tests.factories import (
    AffiliationFactory,
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ReportFactory,
    SpaceFactory,
    SpaceMemberFactory,
)
from tests.insights.views.test_recording import URL, typed

pytestmark = pytest.mark.django_db
TOKENS = re.compile(r'(csrfmiddlewaretoken" value="|form_key" value=")[^"]+')


@pytest.fixture
def trust():
    return OrganisationFactory(name="Big Trust", sector=Sector.FUNDER)


@pytest.fixture
def facilitator(trust):
    """Works for the trust, among others."""
    member = MemberFactory(facilitator=True, hat=Sector.COUNCIL)
    AffiliationFactory(member=member, organisation=trust)
    return member


@pytest.fixture
def author(client):
    member = MemberFactory(hat=Sector.COUNCIL)
    client.force_login(member)
    return member


def browser(member):
    client = Client()
    client.force_login(member)
    return client


def page(client, address):
    answer = client.get(address)
    return answer.status_code, TOKENS.sub("", answer.text)


def kept(insight, organisation):
    KeptFrom.objects.create(insight=insight, organisation=organisation)
    return insight


LISTS = [
    "/", "/insights/", "/insights/?q=zebra", "/insights/?sort=newest", "/tags/", "/support/", "/commonality/",
    "/moderation/", "/moderation/?sort=insight", "/moderation/?sort=comment",
    "/moderation/?sort=report", "/moderation/log/",
]  # fmt: skip


@pytest.mark.parametrize("state", [State.HELD, State.PUBLISHED, State.REMOVED])
def test_for_a_facilitator_who_works_there_everything_is_as_if_it_did_not_exist(
    facilitator, trust, state
):
    client = browser(facilitator)
    before = {address: page(client, address) for address in LISTS}

    insight = InsightFactory(state=state, title="Zebra crossings", kind="support_need")
    kept(insight, trust)
    comment = CommentFactory(insight=insight, state=State.HELD)
    report = ReportFactory(insight=insight)

    assert {address: page(client, address) for address in LISTS} == before
    for address, there, nowhere in (
        ("/insights/{}/", insight.reference, "CH-22222"),
        ("/insights/{}/report/", insight.reference, "CH-22222"),
        ("/moderation/insights/{}/", insight.reference, "CH-22222"),
        ("/moderation/comments/{}/", comment.pk, uuid.uuid4()),
        ("/moderation/reports/{}/", report.reference, "RP-222222"),
    ):
        missing = page(client, address.format(nowhere))
        assert (missing[0], page(client, address.format(there))) == (404, missing)


def test_another_facilitator_finds_it_in_the_queue(trust):
    insight = kept(InsightFactory(held=True, title="Zebra crossings"), trust)
    client = browser(MemberFactory(facilitator=True))

    assert "Zebra crossings" in client.get("/moderation/").text
    assert client.get(f"/moderation/insights/{insight.reference}/").status_code == 200


def test_a_facilitator_who_works_there_decides_nothing_by_its_number(facilitator, trust):
    insight = kept(InsightFactory(held=True), trust)

    answer = browser(facilitator).post(
        f"/moderation/insights/{insight.reference}/", {"choice": "publish:", "seen": "held-1"}
    )

    assert (answer.status_code, Insight.objects.get().state) == (404, State.HELD)


def warned(client, **changes):
    """What is said of facilitators kept out, and whether nobody is left."""
    context = client.post(URL, typed(step="preview", **changes)).context
    return context["kept_out"], context["nobody_reviews"]


KEPT_OUT = (
    "A facilitator works for Big Trust. You keep it from them too: they will not see it, "
    "neither before it is published nor after."
)


def test_preview_warns_when_a_facilitator_works_where_it_is_kept_from(
    client, author, trust, facilitator
):
    MemberFactory(facilitator=True)

    assert warned(client, kept_from=[trust.pk]) == (KEPT_OUT, False)
    assert warned(client) == ("", False)


def test_preview_warns_when_no_facilitator_is_left(client, author, trust, facilitator):
    assert warned(client, kept_from=[trust.pk]) == (KEPT_OUT, True)
    assert warned(client, audience=Audience.PRACTITIONERS) == ("", True)


def test_preview_counts_neither_former_facilitators_nor_ended_hats_nor_the_author(
    client, author, trust
):
    AffiliationFactory(member=MemberFactory(), organisation=trust)
    former = MemberFactory(facilitator=True, is_active=False)
    AffiliationFactory(member=former, organisation=trust)
    once_there = MemberFactory(facilitator=True)
    AffiliationFactory(member=once_there, organisation=trust, ended_on="2024-06-01")
    author.is_facilitator = True
    author.save()

    assert warned(client, kept_from=[trust.pk]) == ("", False)
    once_there.delete()
    assert warned(client, kept_from=[trust.pk]) == ("", True)


def test_preview_for_an_event_nobody_facilitates_asks_for_one_without_a_funder_hat(client, author):
    there = SpaceFactory()
    MemberFactory(facilitator=True, hat=Sector.FUNDER)
    SpaceMemberFactory(space=there, member=author)
    event = {"audience": Audience.EVENT, "space": there.pk}

    assert warned(client, **event) == ("", True)
    MemberFactory(facilitator=True)
    assert warned(client, **event) == ("", False)
