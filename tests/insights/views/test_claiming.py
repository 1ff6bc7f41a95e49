"""Taking and letting go by the pages: who has what is told to those who may read it, and to nobody else."""

import pytest
from django.test import Client

from insights.actions import claiming
from insights.enums import Act, Audience, ReportRule
from insights.models import Appeal, Claim, Reason
from members.enums import OrganisationState, Sector
from tests.addresses import declined
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ReportFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


@pytest.fixture
def fay():
    return MemberFactory(facilitator=True, name="Fay Silitator")


@pytest.fixture
def ben():
    return MemberFactory(facilitator=True, name="Ben Moderator")


def browser(member):
    client = Client()
    client.force_login(member)
    return client


THINGS = {
    "insights": lambda: InsightFactory(held=True),
    "comments": lambda: CommentFactory(held=True),
    "reports": ReportFactory,
    "appeals": lambda: Appeal.objects.create(
        decision=declined(MemberFactory()), words="Look again."
    ),
    "tags": TagFactory,
    "organisations": lambda: OrganisationFactory(state=OrganisationState.PROPOSED),
}


def made(family):
    thing = THINGS[family]()
    key = thing.reference if family in ("insights", "reports") else thing.pk
    return thing, f"{QUEUE}{family}/{key}/"


@pytest.mark.parametrize("family", THINGS)
def test_opening_a_line_takes_it_and_leads_to_its_page(fay, ben, family):
    thing, page = made(family)

    [line] = browser(fay).get(QUEUE).context["page"]
    response = browser(fay).post(line.take)

    assert (line.url, response.status_code, response.url) == (page, 303, page)
    assert claiming.claim_on(thing).by == fay
    assert "It is yours until" in browser(fay).get(page).text
    assert "Fay Silitator has it until" in browser(ben).get(page).text
    assert "Fay Silitator has it until" in browser(ben).get(QUEUE).text


@pytest.mark.parametrize("family", THINGS)
def test_what_another_has_can_be_looked_at_and_not_decided_on(fay, ben, family):
    thing, page = made(family)
    claiming.take(thing, by=fay)

    looked = browser(ben).get(page)
    response = browser(ben).post(page, {"sentence": "Words I would be sorry to lose."})

    thing.refresh_from_db()
    assert (looked.status_code, response.status_code) == (200, 409)
    assert ("Fay Silitator has it until" in response.text, "sorry to lose" in response.text) == (
        True,
        True,
    )
    assert claiming.claim_on(thing).by == fay


@pytest.mark.parametrize("family", THINGS)
def test_letting_go_frees_it(fay, ben, family):
    thing, page = made(family)
    claiming.take(thing, by=fay)

    response = browser(fay).post(f"{page}release/")
    browser(ben).post(f"{page}take/")

    assert (response.status_code, claiming.claim_on(thing).by) == (303, ben)


def test_taking_what_another_has_says_who_and_changes_nothing(fay, ben):
    thing, page = made("insights")
    claiming.take(thing, by=fay)

    response = browser(ben).post(f"{page}take/", follow=True)

    assert "Fay Silitator has it until" in response.text
    assert claiming.claim_on(thing).by == fay


def test_nobody_can_take_a_report_about_safety(fay, ben):
    """A claim is shown to others, and not even that there is such a report may be."""
    lead = MemberFactory(facilitator=True, is_safeguarding_lead=True)
    report = ReportFactory(rule=ReportRule.SAFETY)
    page = f"{QUEUE}reports/{report.reference}/"
    [line] = browser(lead).get(QUEUE).context["page"]

    answers = [browser(member).post(f"{page}take/").status_code for member in (lead, fay)]

    assert (line.url, line.can_be_taken, answers) == (page, False, [403, 303])
    assert "Take it for" not in browser(lead).get(page).text
    assert (Claim.objects.count(), list(browser(ben).get(QUEUE).context["page"])) == (0, [])


def test_looking_takes_nothing(fay):
    _thing, page = made("insights")

    browser(fay).get(page)

    assert Claim.objects.count() == 0


def test_taking_what_was_decided_meanwhile_says_who_decided(fay, ben):
    _thing, page = made("insights")
    [line] = browser(ben).get(QUEUE).context["page"]
    reason = Reason.objects.filter(act=Act.RETURN).first()
    sent = {"seen": "held-1", "choice": f"return:{reason.pk}", "sentence": "So."}
    browser(fay).post(page, sent)

    response = browser(ben).post(line.take, follow=True)

    assert (response.status_code, "Fay Silitator decided" in response.text) == (409, True)


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_ones_own_words_are_not_offered_to_be_taken_and_refused(fay, ownership):
    insight = InsightFactory(held=True, **{ownership: fay})
    page = f"{QUEUE}insights/{insight.reference}/"

    offered = "take/" in browser(fay).get(QUEUE).text + browser(fay).get(page).text
    response = browser(fay).post(f"{page}take/")

    assert (offered, response.status_code, Claim.objects.count()) == (False, 403, 0)


@pytest.mark.parametrize("verb", ["take", "release"])
@pytest.mark.parametrize(
    "who", [{}, {"organiser": True}, {"administrator": True}, {"hat": Sector.FUNDER}]
)
def test_claims_do_not_exist_for_others(who, verb):
    _thing, page = made("insights")

    response = browser(MemberFactory(**who)).post(f"{page}{verb}/")

    assert (response.status_code, Claim.objects.count()) == (404, 0)


@pytest.mark.parametrize("key", ["CH-22222", "nothing", "%00", "9" * 40])
@pytest.mark.parametrize("family", [*THINGS, "cats"])
def test_taking_what_never_was_leads_nowhere(fay, family, key):
    response = browser(fay).post(f"{QUEUE}{family}/{key}/take/", follow=True)

    assert (response.status_code in (400, 404), Claim.objects.count()) == (True, 0)


def test_a_claim_tells_a_funder_nothing_of_what_they_may_not_read(fay):
    insight = InsightFactory(held=True, audience=Audience.PRACTITIONERS)
    page = f"{QUEUE}insights/{insight.reference}/"
    never = f"{QUEUE}insights/CH-22222/"
    funder = browser(MemberFactory(facilitator=True, hat=Sector.FUNDER))
    claiming.take(insight, by=fay)

    answers = [
        (funder.post(f"{it}{verb}/").status_code, funder.get(it).status_code)
        for it in (page, never)
        for verb in ("take", "release")
    ]

    assert set(answers) == {(303, 404)}
    assert "Fay Silitator" not in funder.get(QUEUE).text
    assert claiming.claim_on(insight).by == fay


def test_a_facilitator_it_is_kept_from_can_neither_see_nor_take_it(fay, ben):
    insight = InsightFactory(held=True)
    hat = ben.affiliations.create(organisation=OrganisationFactory(), started_on="2024-01-01")
    insight.kept_from_rows.create(organisation=hat.organisation)
    claiming.take(insight, by=fay)
    browser(ben).post(f"{QUEUE}insights/{insight.reference}/take/")

    page = browser(ben).get(QUEUE)

    assert (list(page.context["page"]), "Fay Silitator" in page.text) == ([], False)
    assert claiming.claim_on(insight).by == fay


@pytest.mark.parametrize("count", [1, 3])
def test_queue_costs_the_same_however_much_is_taken(fay, ben, count, django_assert_num_queries):
    for _ in range(count):
        for family in THINGS:
            claiming.take(made(family)[0], by=ben)
    client = browser(fay)

    with django_assert_num_queries(11):
        lines = client.get(QUEUE).context["page"]

    assert {line.claim.by for line in lines} == {ben}
