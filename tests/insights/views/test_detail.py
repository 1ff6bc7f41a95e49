"""An insight's page: what it says, to whom, and what it costs."""

import re

import pytest
from django.test import Client

from insights.actions.recording import set_places, set_tags
from insights.commonality.counts import GroupCount
from insights.commonality.publication import to_data
from insights.commonality.readings import read_all
from insights.enums import Attribution, Audience, Kind, Origin
from insights.models import Finding, InsightVersion, Source, Tag
from insights.models.insights import KeptFrom
from members.enums import Sector
from members.models import Place
from tests.factories import (
    AffiliationFactory,
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ResponseFactory,
    SpaceFactory,
)

pytestmark = pytest.mark.django_db

SENTENCE = "Shared across"


def text(response):
    return response.content.decode()


def everyone(**fields):
    return InsightFactory(audience=Audience.EVERYONE, **fields)


def signed_in(member=None):
    client = Client()
    client.force_login(member or MemberFactory(hat=Sector.COUNCIL))
    return client


def agreed(insight):
    """A snapshot found it shared by councils and health organisations."""
    counts = tuple(GroupCount(sector, 18, 1, 1, 40) for sector in ("council", "health"))
    [reading] = read_all({insight.reference: counts}, {"council": 40, "health": 40})
    Finding.objects.create(insight=insight, verdict=reading.verdict, display=to_data(reading))
    return insight


@pytest.mark.parametrize("change", [str.lower, str.title])
def test_any_case_of_a_reference_leads_to_one_address(client, change):
    insight = everyone()

    answer = client.get(f"/insights/{change(insight.reference)}/?results=show")

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"{insight.get_absolute_url()}?results=show",
    )


@pytest.mark.parametrize("path", ["PR-22222", "pr-22222/edit-me", "nothing", "PR-2222222"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"/insights/{path}/", follow=True).status_code == 404


def test_an_editors_entry_shows_its_sources(client):
    insight = everyone(
        origin=Origin.EDITORS, attribution=Attribution.WITHOUT, author=None, byline_name=""
    )
    Source.objects.create(insight=insight, title="A report", url="https://example.org/report")

    page = text(client.get(insight.get_absolute_url()))

    assert '<a href="https://example.org/report" rel="noopener noreferrer">A report</a>' in page
    assert "Drawn from published sources by the editors" in page


def test_an_events_theme_says_what_it_rests_on(client):
    insight = everyone(
        origin=Origin.EVENT,
        attribution=Attribution.WITHOUT,
        author=None,
        byline_name="",
        space=SpaceFactory(),
        note_count=14,
        table_count=5,
        checked_by=11,
        people_there=23,
    )
    sentence = (
        "From 14 notes at 5 tables, May 2026. Facilitator’s summary. "
        "Checked by 11 of 23 people there."
    )

    assert sentence in text(client.get(insight.get_absolute_url()))
    assert sentence in text(client.get("/insights/"))


def test_who_may_read_it_is_said_in_words_and_whom_it_is_kept_from_to_its_author_alone():
    author = MemberFactory()
    insight = InsightFactory(unlinked_by=author)
    KeptFrom.objects.create(insight=insight, organisation=OrganisationFactory(name="Big Trust"))

    own = text(signed_in(author).get(insight.get_absolute_url()))
    other = text(signed_in().get(insight.get_absolute_url()))

    assert "Only members can read this." in own
    assert ("Big Trust" in own, "Big Trust" in other) == (True, False)
    assert "Please do not pass it on." in other


def test_the_citation_names_nobody_the_byline_does_not(client):
    insight = everyone(unlinked_by=MemberFactory(name="Wyn Pryce"), title="Short money")

    page = text(client.get(insight.get_absolute_url()))

    assert (
        f"“Short money” (challenge {insight.reference}). A council officer. "
        f"Commonality, 2 May 2026. http://testserver{insight.get_absolute_url()}"
    ) in page


def test_results_are_hidden_from_a_member_until_they_answer_or_ask():
    insight, member = agreed(everyone()), MemberFactory(hat=Sector.COUNCIL)
    client, page = signed_in(member), insight.get_absolute_url()

    hidden = text(client.get(page))
    asked = text(client.get(f"{page}?results=show"))
    hidden_in_list = text(client.get("/insights/"))
    ResponseFactory(insight=insight, member=member)
    answered = text(client.get(page))

    assert [SENTENCE in it for it in (hidden, asked, hidden_in_list, answered)] == [
        False,
        True,
        False,
        True,
    ]
    assert SENTENCE in text(client.get("/insights/"))


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_an_author_is_not_asked_and_sees_the_result(ownership):
    author = MemberFactory(hat=Sector.COUNCIL)
    insight = agreed(everyone(**{ownership: author}))

    page = text(signed_in(author).get(insight.get_absolute_url()))

    assert "the author is not counted" in page
    assert (SENTENCE in page, 'name="answer"' in page) == (True, False)


def test_a_visitor_sees_the_result_and_bands_but_no_count(client):
    insight = agreed(everyone())
    ResponseFactory.create_batch(3, insight=insight, context="Quietly said")

    page = text(client.get(insight.get_absolute_url()))

    assert SENTENCE in page
    assert "Quietly said" not in page
    assert re.search(r"\b(36|18)\b", re.sub(r"<[^>]+>", "", page.partition("<main")[2])) is None


def test_a_support_need_says_where_it_stands_and_other_kinds_do_not(client):
    need, principle = everyone(kind=Kind.SUPPORT_NEED), everyone(kind=Kind.PRINCIPLE)

    assert "All support needs" in text(client.get(need.get_absolute_url()))
    assert "All support needs" not in text(client.get(principle.get_absolute_url()))


def test_an_author_sees_the_earlier_words():
    author = MemberFactory()
    insight = everyone(unlinked_by=author)
    InsightVersion.objects.create(insight=insight, number=1, title="Before", body="Old words")

    page = text(signed_in(author).get(f"{insight.get_absolute_url()}versions/"))

    assert "Old words" in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("who", ["visitor", "member", "facilitator"])
def test_a_page_costs_the_same_however_much_hangs_on_it(django_assert_max_num_queries, count, who):
    insight = agreed(everyone(title="Trust takes time to grow"))
    set_tags(insight, list(Tag.objects.all()[:count]))
    set_places(insight, list(Place.objects.select_related("parent__parent")[:count]))
    for _ in range(count):
        everyone(title="Trust takes time to grow here")
        parent = CommentFactory(insight=insight)
        CommentFactory(insight=insight, parent=parent)
    busy = MemberFactory(facilitator=True)
    AffiliationFactory.create_batch(count, member=busy)
    CommentFactory(insight=insight, author=busy, body="Said by the busy one.")
    clients = {"visitor": Client, "member": signed_in, "facilitator": lambda: signed_in(busy)}
    client = clients[who]()

    with django_assert_max_num_queries(12):
        answer = client.get(insight.get_absolute_url())

    assert text(answer).count("We met this too.") == 2 * count
