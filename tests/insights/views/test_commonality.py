"""The three questions: counted rarely, said in sentences, and never of what one may not read."""

import re

import pytest

from insights.actions import counting
from insights.models import Finding, Insight
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory, ResponseFactory

pytestmark = pytest.mark.django_db
URL = "/commonality/"


def answered(sectors=(Sector.COUNCIL, Sector.HEALTH), each=8, **traits):
    insight = InsightFactory(**traits)
    for sector in sectors:
        for _ in range(each):
            ResponseFactory(insight=insight, sector=sector, member__hat=sector)
    return insight


def text_of(response):
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.split())


def rows_of(response):
    return [
        row.reference
        for section in response.context["sections"]
        for group in section.groups
        for row in group.rows
    ]


def test_commonality_answers_the_three_questions(client):
    principle = answered(kind="principle", audience="everyone", title="Trust comes first")
    answered(kind="challenge", audience="everyone")
    InsightFactory(kind="support_need", audience="everyone")
    counting.take()

    response = client.get(URL)

    assert [section.question.answer for section in response.context["sections"]] == [
        "Largely: 1 of the 1 principle with enough answers is shared across sectors.",
        "Largely: of 1 challenges with enough answers, 1 met everywhere, 0 different by sector "
        "and 0 met by hardly anybody.",
        "Not so far: of 1 needs for support, none met, 0 offered help, 1 open.",
    ]
    assert rows_of(response)[0] == principle.reference


@pytest.mark.parametrize(
    "address", [URL, f"{URL}?kind=challenge&verdict=shared", f"{URL}verdicts.csv"]
)
def test_commonality_shows_nothing_of_what_the_viewer_may_not_read(client, address):
    hidden = answered(audience="practitioners", title="Softened findings")
    counting.take()
    practitioner = MemberFactory(hat=Sector.COUNCIL)
    funder = MemberFactory(hat=Sector.FUNDER)

    pages = []
    for member in (practitioner, funder):
        client.force_login(member)
        pages.append(client.get(address).content.decode())

    assert [hidden.reference in page for page in pages] == [True, False]
    assert "Softened findings" not in pages[1]


def test_commonality_counts_only_what_the_viewer_may_read(client):
    answered(audience="practitioners")
    counting.take()

    client.force_login(MemberFactory(hat=Sector.FUNDER))
    sections = client.get(URL).context["sections"]

    assert [section.question.tally.insights for section in sections] == [0, 0, 0]
    assert [section.question.tally.judged for section in sections] == [0, 0, 0]


def test_commonality_forgets_a_withdrawn_insight_at_once(client):
    insight = answered(audience="everyone")
    counting.take()
    before = client.get(URL)
    Insight.objects.filter(pk=insight.pk).update(state="withdrawn")

    after = client.get(URL)

    seen = [insight.reference in page.content.decode() for page in (before, after)]
    assert (seen, rows_of(after)) == ([True, False], [])


def test_commonality_follows_the_state_of_needs_and_a_new_count(client):
    need = InsightFactory(kind="support_need", audience="everyone")
    insight = answered(audience="everyone")
    pages = [client.get(URL)]
    counting.take()
    pages.append(client.get(URL))
    need.support_state = "offered"
    need.save()
    pages.append(client.get(URL))

    told = [
        (insight.reference in page.content.decode(), "1 open" in text_of(page)) for page in pages
    ]
    assert told == [(False, True), (True, True), (True, False)]


def test_commonality_has_no_small_cell_in_text_or_picture(client):
    insight = answered(audience="everyone", each=11)
    for _ in range(3):
        ResponseFactory(insight=insight, sector=Sector.FUNDER, member__hat=Sector.FUNDER)
    MemberFactory.create_batch(10, hat=Sector.FUNDER)
    counting.take()

    response = client.get(URL)

    labels = re.findall(r'bands-label"[^>]*>([^<]*)<', response.content.decode())
    assert labels == ["Health organisations", "Councils and funders"]
    assert re.findall(r"\b(3|11|14|25) (?:or more )?people", text_of(response)) == ["25"]


def test_commonality_says_when_it_was_counted(client):
    assert "Nothing has been counted yet" in text_of(client.get(URL))

    day = counting.take().taken_at

    assert f"Counted on {day.day} {day:%B %Y}" in text_of(client.get(URL))


def test_commonality_shows_ten_of_a_group_and_links_to_the_rest(client):
    answered(audience="everyone")
    counting.take()
    first = Finding.objects.get()
    for _ in range(11):
        insight = InsightFactory(audience="everyone")
        Finding.objects.create(insight=insight, verdict="shared", display=first.display)

    overview = client.get(URL)
    rest = client.get(f"{URL}?kind=challenge&verdict=shared&page=2")

    assert len(rows_of(overview)) == 10
    assert "See 2 more like this" in text_of(overview)
    assert len(rest.context["rows"]) == 2


@pytest.mark.parametrize(
    "query", ["kind=zzz&verdict=shared", "verdict=shared", "page=-1", "kind=%00"]
)
def test_commonality_answers_unreadable_addresses(client, query):
    assert client.get(f"{URL}?{query}").status_code in {200, 400}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", ["", "?kind=challenge&verdict=shared"])
def test_commonality_costs_the_same_however_many_rows(
    client, count, query, django_assert_max_num_queries
):
    for _ in range(count):
        answered()
    counting.take()
    client.force_login(MemberFactory(hat=Sector.COUNCIL))

    with django_assert_max_num_queries(9):
        client.get(f"{URL}{query}")


def test_method_prints_every_threshold(client):
    page = text_of(client.get("/commonality/method/"))

    for words in ("0.60", "0.65", "0.30", "fewer than 5", "fewer than 8", "Largely"):
        assert words in page


def test_verdicts_as_a_file_say_the_same_and_calculate_nothing(client):
    answered(audience="everyone", title="=2+2")
    counting.take()

    file = client.get(f"{URL}verdicts.csv").content.decode("utf-8-sig")
    page = client.get(URL)

    row = page.context["sections"][1].groups[0].rows[0]
    assert [row.sentence in file, "'=2+2" in file, ",=2+2" in file] == [True, True, False]
