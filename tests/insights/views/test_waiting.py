"""The queue's filters: what fits, how many, in an address that can be sent to somebody."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from insights.actions import claiming, moderation, reporting
from insights.enums import Act, Attribution, Audience, Kind, ReportRule, State
from insights.models import Appeal, Claim, Decision, Reason
from insights.reportable import of_insight
from members.enums import OrganisationState, Sector
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ReportFactory,
    SpaceFactory,
    SpaceMemberFactory,
    TagFactory,
)
from tests.insights.readers import ROLES, world

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True)


@pytest.fixture
def signed_in(client, facilitator):
    client.force_login(facilitator)
    return client


def shown(client, query=""):
    return [line.title for line in client.get(f"{QUEUE}?{query}").context["page"]]


def hidden_by_a_facilitator(title):
    insight = InsightFactory(title=title)
    moderation.decide(
        insight, Act.HOLD, reason=None, sentence="", by=MemberFactory(facilitator=True)
    )


def held_by_reports(title, rule):
    insight = InsightFactory(title=title)
    reporting.hold(of_insight(insight), rule)
    return insight


def appealed(title, **fields):
    insight = InsightFactory(title=title, state=State.DECLINED, **fields)
    decision = Decision.objects.create(insight=insight, act=Act.DECLINE, by=MemberFactory())
    return Appeal.objects.create(decision=decision, words="Look again.")


@pytest.fixture
def one_for_each_reason(signed_in):
    InsightFactory(held=True, title="first")
    InsightFactory(held=True, title="unlinked", unlinked_by=MemberFactory())
    InsightFactory(held=True, title="changed", version=2)
    InsightFactory(held=True, title="changed unlinked", version=2, unlinked_by=MemberFactory())
    held_by_reports("reported", ReportRule.UNKIND)
    appealed("appealed")
    ReportFactory(insight__title="open", rule=ReportRule.UNLAWFUL)
    hidden_by_a_facilitator("hidden")
    TagFactory(name="proposed")
    OrganisationFactory(name="proposed too", state=OrganisationState.PROPOSED)


@pytest.mark.parametrize(
    ("why", "titles"),
    [
        ("first", ["first"]),
        ("unlinked", ["unlinked"]),
        ("changed", ["changed", "changed unlinked"]),
        ("reported", ["On “open”", "reported"]),
        ("unlawful", ["On “open”"]),
        ("unkind", ["reported"]),
        ("appealed", ["On “appealed”"]),
        ("safety", []),
        ("hidden", ["hidden"]),
        ("proposed", ["proposed", "proposed too"]),
    ],
)
def test_queue_is_narrowed_by_why_it_waits(signed_in, one_for_each_reason, why, titles):
    response = signed_in.get(f"{QUEUE}?why={why}")

    assert sorted(line.title for line in response.context["page"]) == titles
    assert response.context["parts"][0]["count"] == len(titles)


def test_a_rule_finds_what_such_reports_took_out_of_sight(signed_in):
    insight = held_by_reports("Held", ReportRule.UNKIND)
    ReportFactory(insight=insight, rule=ReportRule.UNKIND)

    assert sorted(shown(signed_in, "why=unkind")) == ["Held", "On “Held”"]


@pytest.mark.parametrize("own", [True, False])
def test_a_report_that_has_held_nothing_is_no_reason(signed_in, facilitator, own):
    """About safety nobody but the lead is to know of it, and of the others not the author."""
    rule = ReportRule.UNKIND if own else ReportRule.SAFETY
    insight = InsightFactory(
        held=True, title="Held", author=facilitator if own else MemberFactory()
    )
    before = [seen(signed_in, f"why={why}") for why in ("", "first", "reported", rule)]

    ReportFactory(insight=insight, rule=rule)

    assert [seen(signed_in, f"why={why}") for why in ("", "first", "reported", rule)] == before


@pytest.mark.parametrize("attribution", [Attribution.SECTOR, Attribution.WITHOUT])
@pytest.mark.parametrize("experience", [0, 5])
def test_nothing_tells_whether_an_unlinked_author_is_new(signed_in, attribution, experience):
    """The same line, under the same filters and no others, for a newcomer and an old hand."""
    author = MemberFactory()
    InsightFactory.create_batch(experience, author=author)
    InsightFactory(held=True, title="Mine", unlinked_by=author, attribution=attribution)

    reasons = ["first", "unlinked", "changed", "reported", "hidden", "proposed"]
    [line] = signed_in.get(QUEUE).context["page"]

    assert [why for why in reasons if shown(signed_in, f"why={why}")] == ["unlinked"]
    assert line.why == "Signed without a name: always read before it is published."


@pytest.mark.parametrize(
    ("days", "titles"),
    [("", ["old", "older"]), ("7", ["old"]), ("28", []), ("nonsense", ["old", "older"])],
)
def test_queue_is_narrowed_by_how_long_it_waits(signed_in, days, titles):
    InsightFactory(held=True, title="old", recorded_on=dt.date(2026, 11, 13))
    InsightFactory(held=True, title="older", recorded_on=dt.date(2026, 11, 14))

    with time_machine.travel(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC), tick=False):
        assert shown(signed_in, f"days={days}") == titles


@pytest.mark.parametrize("of", ["kind", "event"])
def test_queue_is_narrowed_by_what_it_is_of_or_on(signed_in, of):
    space = SpaceFactory(title="The Leeds day")
    wanted = {"kind": Kind.PRINCIPLE, "space": space}
    other = {"kind": Kind.CHALLENGE, "space": SpaceFactory()}
    InsightFactory(held=True, title="one", **wanted)
    CommentFactory(held=True, insight=InsightFactory(title="two", **wanted))
    ReportFactory(insight=InsightFactory(title="three", **wanted))
    comment = CommentFactory(insight=InsightFactory(title="four", **wanted))
    ReportFactory(insight=None, comment=comment)
    appealed("five", **wanted)
    appealed("neither", **other)
    InsightFactory(held=True, title="not", **other)
    CommentFactory(held=True, insight=InsightFactory(title="nor", **other))
    TagFactory()

    query = {"kind": "kind=principle", "event": f"event={space.code}"}[of]

    assert sorted(shown(signed_in, query)) == [
        "A comment on “four”",
        "On “five”",
        "On “three”",
        "On “two”",
        "one",
    ]


def test_the_address_holds_every_filter_and_the_sorts_keep_them(signed_in):
    space = SpaceFactory()
    InsightFactory(held=True, title="one", space=space)
    CommentFactory(held=True, insight=InsightFactory(space=space))

    query = f"why=first&kind=challenge&event={space.code}&days=1"
    response = signed_in.get(f"{QUEUE}?sort=insight&{query}")
    urls = {part["label"]: part["url"] for part in response.context["parts"]}

    assert [line.title for line in response.context["page"]] == ["one"]
    assert urls["Comments"] == f"{QUEUE}?sort=comment&{query}"
    assert [part["count"] for part in response.context["parts"]] == [2, 1, 1, 0, 0, 0, 0]
    form = response.context["form"]
    assert [form[name].value() for name in ("why", "kind", "event", "days")] == [
        "first",
        "challenge",
        space.code,
        "1",
    ]


def test_queue_says_when_nothing_fits(signed_in):
    InsightFactory(held=True)

    assert "Nothing that waits fits these filters" in signed_in.get(f"{QUEUE}?why=hidden").text


@pytest.mark.parametrize(
    ("which", "role"),
    [
        ("practitioners", "funder_facilitator"),
        ("kept", "kept_facilitator"),
        ("event", "funder_facilitator"),
        ("event", "kept_facilitator"),
    ],
)
def test_filters_and_counts_are_as_if_it_were_not_there(which, role):
    here = world()
    here.people["kept_facilitator"] = MemberFactory(facilitator=True)
    here.people["kept_facilitator"].affiliations.create(
        organisation=here.kept_out_of, started_on="2024-01-01"
    )
    SpaceMemberFactory(space=here.space, member=MemberFactory(facilitator=True))
    client = here.client(role)
    queries = ["", "why=unlinked", "why=reported", "why=other", "kind=challenge", "days=1"]
    queries += [f"event={here.space.code}", "sort=insight", "sort=comment", "sort=report"]
    before = [seen(client, query) for query in queries]

    here.insight(which, held=True, unlinked_by=MemberFactory())
    published = here.insight(which)
    CommentFactory(held=True, insight=published)
    ReportFactory(insight=published)
    ReportFactory(insight=None, comment=CommentFactory(insight=published))

    assert [seen(client, query) for query in queries] == before
    assert here.space.title not in client.get(QUEUE).text


def seen(client, query):
    context = client.get(f"{QUEUE}?{query}").context
    return [line.title for line in context["page"]], context["parts"]


def test_the_queue_is_for_facilitators_alone():
    here = world()
    clients = {role: here.client(role) for role in ROLES if role != "visitor"}

    found = {role for role, client in clients.items() if client.get(QUEUE).status_code == 200}

    assert found == {"facilitator", "funder_facilitator"}
    assert Client().get(QUEUE).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", ["", "why=first", "why=unlinked", "days=1&kind=challenge"])
def test_queue_costs_at_most_eleven_queries(signed_in, count, query, django_assert_max_num_queries):
    for _ in range(count):
        space = SpaceFactory()
        InsightFactory(held=True, space=space, audience=Audience.MEMBERS)
        CommentFactory(held=True, insight__space=space)
        ReportFactory()
        TagFactory()
        OrganisationFactory(state=OrganisationState.PROPOSED, sector=Sector.COUNCIL)
        appealed("Again")

    with django_assert_max_num_queries(11):
        signed_in.get(f"{QUEUE}?{query}")


def test_the_filters_go_along_to_a_thing_and_back_to_what_is_left(signed_in):
    held, other = (InsightFactory(held=True) for _ in range(2))
    query = "?sort=insight&kind=challenge"
    page = f"/moderation/insights/{held.reference}/"
    reason = Reason.objects.filter(act=Act.PUBLISH).first()

    queue = signed_in.get(f"{QUEUE}{query}").text
    taken = signed_in.post(f"{page}take/{query}")
    form = {"seen": "held-1", "choice": f"publish:{reason.pk}", "sentence": ""}
    decided = signed_in.post(taken.url, form)

    assert f'action="{page}take/?sort=insight&amp;kind=challenge"' in queue
    assert (taken.url, decided.url) == (f"{page}{query}", f"{QUEUE}{query}#next")
    assert other.title in signed_in.get(decided.url).text


def test_only_filters_that_are_understood_go_along(signed_in):
    held = InsightFactory(held=True)

    taken = signed_in.post(f"/moderation/insights/{held.reference}/take/?days=x&to=//evil.example")

    assert taken.url == f"/moderation/insights/{held.reference}/"


def published():
    return Reason.objects.filter(act=Act.PUBLISH).first()


@pytest.mark.parametrize("make", [InsightFactory, CommentFactory])
def test_decided_the_way_back_is_the_filtered_queue_at_the_next_to_be_had(signed_in, make):
    query = f"?sort={make._meta.model._meta.model_name}&days=1"
    decided, left = (make(held=True, recorded_on=f"2026-01-0{day}") for day in (1, 2))
    page = signed_in.get(f"{QUEUE}{query}").context["page"][0].url
    form = {"seen": "held-1", "choice": f"publish:{published().pk}", "sentence": ""}

    response = signed_in.post(f"{page}{query}", form)

    decided.refresh_from_db()
    queue = signed_in.get(f"{QUEUE}{query}")
    assert (response.url, decided.state) == (f"{QUEUE}{query}#next", State.PUBLISHED)
    assert (queue.text.count('id="next"'), str(left.pk) in queue.context["next"]) == (
        1, make is CommentFactory,
    )  # fmt: skip


def test_answered_a_report_leads_back_to_the_filtered_queue(signed_in):
    made = ReportFactory(rule=ReportRule.UNKIND)
    page, query = f"/moderation/reports/{made.reference}/", "?sort=report&why=unkind"
    form = {"seen": "published-1", "choice": "leave", "sentence": "It is within the rules."}

    response = signed_in.post(f"{page}{query}", form)

    assert (response.status_code, response.url) == (303, f"{QUEUE}{query}#next")


def test_decide_and_go_on_leads_to_the_next_that_nobody_has_and_takes_nothing(
    signed_in, facilitator
):
    """What is one's own or another's is passed by; no claim tells anybody what was passed by."""
    first = InsightFactory(held=True, recorded_on="2026-01-01")
    InsightFactory(held=True, recorded_on="2026-01-02", unlinked_by=facilitator)
    taken = InsightFactory(held=True, recorded_on="2026-01-03")
    claiming.take(taken, by=MemberFactory(facilitator=True))
    free = InsightFactory(held=True, recorded_on="2026-01-04")
    query = "?sort=insight"
    form = {"seen": "held-1", "choice": f"publish:{published().pk}", "sentence": ""}

    on = signed_in.post(f"/moderation/insights/{first.reference}/{query}", form | {"then": "next"})
    last = signed_in.post(on.url, form | {"then": "next"})

    assert on.url == f"/moderation/insights/{free.reference}/{query}"
    assert last.url == f"{QUEUE}{query}#next"
    assert [str(claim.key) for claim in Claim.objects.all()] == [str(taken.pk)]


def test_to_go_on_is_offered_only_for_what_waits(signed_in):
    waits, shows = InsightFactory(held=True), InsightFactory()
    pages = [f"/moderation/insights/{each.reference}/" for each in (waits, shows)]

    assert ['value="next"' in signed_in.get(page).text for page in pages] == [True, False]


@pytest.mark.parametrize("make", [InsightFactory, CommentFactory])
def test_a_pause_leads_back_to_the_filtered_queue(signed_in, make):
    thing = make(held=True, unlinked_by=MemberFactory())
    page = f"/moderation/comments/{thing.pk}/"
    if make is InsightFactory:
        page = f"/moderation/insights/{thing.reference}/"
    query = "?why=unlinked&days=1"

    offered = signed_in.get(f"{page}{query}").text
    response = signed_in.post(f"{page}pause/{query}", {"weeks": "1", "sentence": "Rest a while."})

    assert f'href="{page}pause/?why=unlinked&amp;days=1"' in offered
    assert (response.status_code, response.url) == (303, f"{QUEUE}{query}#next")


def test_the_filters_go_along_to_words_taken_out_and_back(signed_in, facilitator):
    """The facilitator is still deciding: the insight waits, and is theirs as before."""
    held = InsightFactory(held=True, body="It was Gwenllian.")
    page, query = f"/moderation/insights/{held.reference}/", "?sort=insight&kind=challenge"
    claiming.take(held, by=facilitator)
    reason = Reason.objects.filter(act=Act.REDACT).first()
    form = {"seen": "held-1", "words": "Gwenllian", "reason": reason.pk, "sentence": "A name."}

    offered = signed_in.get(f"{page}{query}").text
    asked = signed_in.get(f"{page}redact/{query}").text
    done = signed_in.post(f"{page}redact/{query}", form)
    again = signed_in.post(f"{page}redact/{query}", form)

    shown = query.replace("&", "&amp;")
    assert f'href="{page}redact/{shown}"' in offered
    assert (f'href="{page}{shown}"' in asked, f'href="{QUEUE}{shown}"' in asked) == (True, True)
    assert (done.status_code, done.url) == (303, f"{page}{query}")
    assert (again.status_code, f'href="{QUEUE}{shown}"' in again.text) == (409, True)
    assert list(Claim.objects.live().values_list("key", "by")) == [(str(held.pk), facilitator.pk)]


def test_the_filters_go_along_to_two_put_together_and_back(signed_in):
    one, other = (InsightFactory(title="Ymlaen quorum counts hours") for _ in range(2))
    home, query = "/moderation/insights/", "?sort=report&days=1"
    reason = Reason.objects.filter(act=Act.MERGE).first()
    seen = f"published-1 {other.reference}-published-1"

    which = signed_in.get(f"{home}{one.reference}/merge/{query}")
    ((_candidate, address),) = which.context["candidates"]
    preview = signed_in.get(address)
    form = {"seen": seen, "reason": reason.pk, "sentence": "They say the same."}
    made = signed_in.post(address, form)
    apart = signed_in.post(f"{home}{one.reference}/apart/{query}")

    into = f"{home}%s/merge/{query}&into=%s"
    assert '<input type="hidden" name="days" value="1">' in which.text
    assert address == into % (one.reference, other.reference)
    assert preview.context["swap"] == into % (other.reference, one.reference)
    assert (made.status_code, made.url) == (303, f"{home}{other.reference}/{query}")
    assert (apart.status_code, apart.url) == (303, f"{home}{one.reference}/{query}")
