"""The library: what is found, in what order, what each choice leaves, and what a page costs."""

import re
from html import unescape

import pytest
from django.test import Client

from insights.actions.recording import set_places, set_tags
from insights.enums import Kind
from insights.models import Tag
from members.enums import Sector
from members.models import Place
from tests.factories import InsightFactory, MemberFactory, SpaceFactory
from tests.insights.readers import world

pytestmark = pytest.mark.django_db

LINK = re.compile(
    r'class="facet-link" href="([^"]*)"[^>]*?( aria-current="true")?><span>(.*?)</span> '
    r'<span class="facet-count">(\d+)</span>'
)
TOTAL = re.compile(r'class="count"[^>]*>(\d+) insight')


def text(response):
    return response.content.decode()


def titles(response):
    return [
        unescape(re.sub("<[^>]+>", "", it))
        for it in re.findall(r"<bdi>(.*?)</bdi></a></h3>", text(response))
    ]


def total(response):
    return int(TOTAL.search(text(response))[1])


def facet(page, name):
    """The facet's choices as {label: count}."""
    part = re.search(rf'id="facet-{name}">.*?</section>', page, re.DOTALL)[0]
    return {re.sub("<.*", "", label): int(count) for _, _, label, count in LINK.findall(part)}


def everyone(**fields):
    return InsightFactory(audience="everyone", **fields)


def place(name):
    return Place.objects.select_related("parent__parent").get(name=name)


@pytest.fixture
def crowded():
    """Insights that differ in everything, for every audience."""
    here = world()
    tags = list(Tag.objects.all()[:3])
    places = [place("Leeds"), place("York"), place("Cardiff")]
    kinds, sectors = list(Kind), [Sector.COUNCIL, Sector.FUNDER, Sector.HEALTH]
    for number, which in enumerate(["everyone", "members", "practitioners", "event", "kept"] * 3):
        insight = here.insight(
            which,
            kind=kinds[number % 3],
            title=f"Trust and money {number}",
            byline_sector=sectors[number % 2],
            published_on=f"202{4 + number % 3}-05-02",
            space=here.space if which == "event" or number % 4 == 0 else None,
        )
        set_tags(insight, tags[: 1 + number % 3])
        set_places(insight, [places[number % 3]])
    return here


ADDRESSES = [
    "",
    "?q=trust",
    "?q=money&sort=newest",
    "?kind=challenge",
    "?tag=policy-and-rules&sector=council",
    "?place=region-yorkshire-and-the-humber&year=2025",
    "?q=trust&place=nation-england&tag=money-and-resources",
]


@pytest.mark.parametrize("role", ["visitor", "funder", "attendee", "facilitator"])
def test_every_count_is_what_following_its_link_gives(crowded, role):
    client = crowded.client(role)

    for address in ADDRESSES:
        page = client.get(f"/insights/{address}")
        for url, chosen, label, count in LINK.findall(text(page)):
            if not chosen:
                followed = client.get(f"/insights/{unescape(url)}")
                assert (label, total(followed)) == (label, int(count))
        assert total(page) == len(titles(page))


@pytest.mark.parametrize("role", ["visitor", "funder", "attendee"])
def test_only_events_within_reach_are_offered(crowded, role):
    hidden = SpaceFactory(title="Behind closed doors")
    InsightFactory(audience="event", space=hidden)

    page = text(crowded.client(role).get("/insights/"))

    assert "Behind closed doors" not in page


def test_a_chosen_facet_still_offers_its_other_values(client):
    everyone(kind=Kind.PRINCIPLE)
    everyone(kind=Kind.CHALLENGE)

    page = text(client.get("/insights/?kind=challenge"))

    assert facet(page, "kind") == {"Challenge": 1, "Principle": 1}


def test_tags_narrow_one_another(client):
    power, purpose = Tag.objects.get(slug="power"), Tag.objects.get(slug="purpose-and-vision")
    set_tags(everyone(), [power])
    set_tags(everyone(), [power, purpose])

    page = text(client.get("/insights/?tag=power"))

    assert facet(page, "tag") == {"Power": 2, "Purpose and vision": 1}
    assert total(client.get("/insights/?tag=power&tag=purpose-and-vision")) == 1


def test_places_open_as_they_are_chosen(client):
    set_places(everyone(), [place("Leeds")])
    set_places(everyone(), [place("Cardiff")])

    whole = facet(text(client.get("/insights/")), "place")
    region = facet(text(client.get("/insights/?place=region-yorkshire-and-the-humber")), "place")

    assert whole == {"England": 1, "Yorkshire and The Humber": 1, "Wales": 1}
    assert region == whole | {"Leeds": 1}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kitchen", ["Kitchen tables"]),
        ("KITCHENS", ["Kitchen tables"]),
        ("behind the curtain", ["Kitchen tables"]),
        ('"curtain behind"', []),
        ("kitchen -tables", []),
        ("kitchen or ysgol", ["Kitchen tables", "Ŷsgol leol"]),
        ("ysgol", ["Ŷsgol leol"]),
        ("YSGÔL", ["Ŷsgol leol"]),
        ("red tape", ["Ŷsgol leol"]),
        ("the", []),
    ],
)
def test_search_looks_in_title_body_tags_and_their_other_names(client, words, found):
    everyone(title="Kitchen tables", body="What happens **behind** the curtain.")
    set_tags(everyone(title="Ŷsgol leol"), [Tag.objects.get(slug="policy-and-rules")])

    assert sorted(titles(client.get("/insights/", {"q": words}))) == found


def test_search_marks_what_it_found_in_plain_words(client):
    everyone(title="A <b>kitchen</b> table", body="Round *the* kitchen’s & <script>table</script>.")

    page = text(client.get("/insights/?q=kitchen"))

    assert "A &lt;b&gt;<mark>kitchen</mark>&lt;/b&gt; table" in page
    assert "Round the <mark>kitchen</mark>’s &amp; &lt;script&gt;table&lt;/script&gt;." in page


def test_search_marks_words_whose_accents_were_not_typed(client):
    everyone(title="Tŷ bach", body="Yn y tŷ.")

    assert "<mark>Tŷ</mark> bach" in text(client.get("/insights/?q=ty"))


def test_search_finds_a_reference_in_any_case(client):
    insight = everyone(title="Cited")
    everyone()

    assert titles(client.get("/insights/", {"q": insight.reference.lower()})) == ["Cited"]


def test_relevance_comes_first_and_newest_when_asked(client):
    everyone(title="Trust, trust, trust", published_on="2024-01-01")
    everyone(title="Other", body="Some trust.", published_on="2026-01-01")

    assert titles(client.get("/insights/?q=trust")) == ["Trust, trust, trust", "Other"]
    assert titles(client.get("/insights/?q=trust&sort=newest")) == ["Other", "Trust, trust, trust"]


HOSTILE = [
    "a" * 5_000,
    "word " * 1_000,
    " OR ".join(["trust"] * 200),
    '"unbalanced',
    '"' * 300,
    "%" * 50,
    "%_\\",
    "- - - -",
    "!!! & | ( ) :* <-> '",
    "trust" + "\u0301" * 500,
    "-trust",
    "\u202etrust",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_searches_are_answered_by_bounded_work(
    client, words, django_assert_max_num_queries
):
    InsightFactory.create_batch(20, audience="everyone", body="Trust takes time. " * 100)

    with django_assert_max_num_queries(12):
        answer = client.get("/insights/", {"q": words})

    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["?q=%00", "?q=a%00b", "?q=%ff%fe"])
def test_what_cannot_be_read_is_refused(client, address):
    assert client.get(f"/insights/{address}").status_code == 400


@pytest.mark.parametrize("page", ["-1", "NaN", "0", "999999999", "²", ""])
def test_any_page_number_is_answered(client, page):
    everyone()

    assert client.get("/insights/", {"page": page}).status_code == 200


@pytest.mark.parametrize(
    "address", ["?kind=x", "?tag=x", "?place=x", "?event=x", "?year=x", "?year=99999", "?sort=x"]
)
def test_a_filter_nobody_knows_is_left_out_and_said_so(client, address):
    everyone(title="Still here")

    answer = client.get(f"/insights/{address}")

    assert titles(answer) == ["Still here"]
    assert "We did not recognise one of the filters" in text(answer)


def test_a_long_search_is_cut_and_said_so(client):
    assert "That search was long" in text(client.get("/insights/", {"q": "word " * 31}))
    assert "That search was long" not in text(client.get("/insights/", {"q": "word " * 30}))


def test_pages_are_numbered_and_end_at_the_fiftieth(client, monkeypatch):
    monkeypatch.setattr("insights.views.listing.LAST_PAGE", 2)
    InsightFactory.create_batch(41, audience="everyone")

    first, last = client.get("/insights/"), client.get("/insights/?page=3")

    assert (len(titles(first)), len(titles(last))) == (20, 20)
    assert "There are more than we list" in text(last)
    assert not set(titles(first)) & set(titles(last))


EVERYTHING = "?q=trust&kind=challenge&tag=power&place=leeds&year=2026&sector=council"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("", 9), ("?q=trust", 10), (EVERYTHING, 12)])
def test_a_page_costs_the_same_however_many_insights(
    client, django_assert_num_queries, count, address, queries
):
    for _ in range(count):
        insight = everyone(title="Trust")
        set_tags(insight, [Tag.objects.get(slug="power")])
        set_places(insight, [place("Leeds")])
    client.force_login(MemberFactory(hat=Sector.COUNCIL))

    with django_assert_num_queries(queries):
        answer = client.get(f"/insights/{address}")

    assert total(answer) == count


def test_the_library_keeps_what_it_worked_out_until_something_changes(django_assert_num_queries):
    member, neighbour = MemberFactory(hat=Sector.COUNCIL), MemberFactory(hat=Sector.COUNCIL)
    first, second = Client(), Client()
    first.force_login(member)
    second.force_login(neighbour)
    everyone()
    first.get("/insights/")

    with django_assert_num_queries(4):
        assert total(second.get("/insights/")) == 1
    everyone()

    assert total(second.get("/insights/")) == 2
