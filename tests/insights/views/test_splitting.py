"""Split in two: what its author is shown and may send, and what everybody else is told of it."""

import datetime as dt

import pytest

from insights import copies
from insights.actions import splitting
from insights.actions.pausing import pause
from insights.actions.splitting import Cut
from insights.enums import Audience, State
from insights.models import Insight, InsightVersion, Lineage
from insights.models.insights import KeptFrom
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db
OWN_PAGE = 6
SECOND = "Trust is slow to grow"


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


@pytest.fixture(params=["author", "unlinked_by"])
def insight(request, member):
    """One's own, linked and unlinked."""
    return InsightFactory(
        **{request.param: member}, title="Both", body="Money and trust.", what_helped="Time."
    )


def url(insight):
    return f"/insights/{insight.reference}/split/"


def sent(**changes):
    return {
        "version": 1,
        "form_key": "k",
        "first_title": "One",
        "first_body": "Money.",
        "first_what_helped": "Time.",
        "second_title": SECOND,
        "second_body": "Trust.",
        "second_what_helped": "",
    } | changes


def split(author, **traits):
    """(whole, part), of a linked insight, both published."""
    InsightFactory.create_batch(2, author=author)
    whole = InsightFactory(author=author, title="Both", body="Money and trust.", **traits)
    cut = Cut(
        version=1,
        first={"title": "One", "body": "Money.", "what_helped": ""},
        second={"title": SECOND, "body": "Trust.", "what_helped": ""},
    )
    part = splitting.split(whole, cut, by=author, form_key="k")
    whole.refresh_from_db()
    return whole, part


def test_both_parts_start_with_all_the_words(signed_in, insight):
    form = signed_in.get(url(insight)).context["form"]

    assert [[field.value() for field in part] for part in form.parts] == [
        ["Both", "Money and trust.", "Time."]
    ] * 2


def test_sending_it_makes_two_and_leads_on(signed_in, insight):
    response = signed_in.post(url(insight), sent())

    insight.refresh_from_db()
    leads_to = "/insights/sent/" if insight.is_unlinked else insight.get_absolute_url()
    assert (response.status_code, response.url) == (303, leads_to)
    assert sorted(Insight.objects.values_list("title", flat=True)) == ["One", SECOND]


def test_of_unlinked_parts_nothing_is_put_in_the_session(signed_in, member):
    insight = InsightFactory(unlinked_by=member)
    signed_in.get(url(insight))
    before = dict(signed_in.session.items())

    signed_in.post(url(insight), sent())

    assert dict(signed_in.session.items()) == before


def test_both_parts_are_among_my_contributions(signed_in, insight):
    signed_in.post(url(insight), sent())

    page = signed_in.get("/contributions/").context["page"]

    assert {it.title for it in page} == {"One", SECOND}


def test_sent_twice_it_is_split_once_with_the_same_answer(signed_in, insight):
    answers = [signed_in.post(url(insight), sent()) for _ in range(2)]

    assert len({(answer.status_code, answer.url) for answer in answers}) == 1
    assert (Insight.objects.count(), InsightVersion.objects.count()) == (2, 1)


def test_a_stale_version_answers_409_with_every_word(signed_in, insight):
    Insight.objects.filter(pk=insight.pk).update(version=2, title="Changed meanwhile")

    response = signed_in.post(url(insight), sent())
    page = response.content.decode()

    assert response.status_code == 409
    assert [word in page for word in ("One", "Money.", SECOND, "Trust.", "Changed meanwhile")] == [
        True
    ] * 5
    assert Insight.objects.count() == 1


def test_from_that_page_it_is_sent_again_and_split(signed_in, insight):
    Insight.objects.filter(pk=insight.pk).update(version=2)
    conflict = signed_in.post(url(insight), sent())
    assert conflict.status_code == 409

    response = signed_in.post(url(insight), sent(version=2))

    assert (response.status_code, Insight.objects.count()) == (303, 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_title": "x" * 141}, "first_title"),
        ({"second_title": "x" * 141}, "second_title"),
        ({"first_body": "x" * 10_001}, "first_body"),
        ({"second_what_helped": "x" * 10_001}, "second_what_helped"),
        ({"second_title": ""}, "second_title"),
        ({"second_body": " "}, "second_body"),
        (
            {"second_title": "One", "second_body": "Money.", "second_what_helped": "Time."},
            "second_body",
        ),
    ],
)
def test_what_cannot_be_is_said_next_to_its_field_and_the_words_stay(
    signed_in, insight, changes, field
):
    typed = sent(**changes)

    response = signed_in.post(url(insight), typed)

    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (200, [field])
    assert {name: form[name].value() for name in form.fields} == {
        name: str(value) if name != "version" else "1" for name, value in typed.items()
    }
    assert Insight.objects.count() == 1


def test_a_pause_is_told_and_the_words_stay(signed_in, member):
    insight = InsightFactory(unlinked_by=member)
    by = MemberFactory(facilitator=True)
    pause(insight, dt.date(2999, 1, 1), sentence="Enough for now.", by=by)

    response = signed_in.post(url(insight), sent())

    assert response.context["form"]["second_body"].value() == "Trust."
    assert ("Enough for now." in response.content.decode(), Insight.objects.count()) == (True, 1)


ANSWERED = {
    "visitor": (302, 403),
    "member": (403, 403),
    "funder": (404, 404),
    "facilitator": (403, 403),
    "kept from": (404, 404),
}


def viewer(who, member):
    made = {
        "visitor": lambda: None,
        "author": lambda: member,
        "member": MemberFactory,
        "funder": lambda: MemberFactory(hat=Sector.FUNDER),
        "facilitator": lambda: MemberFactory(facilitator=True),
        "kept from": lambda: MemberFactory(hat=Sector.COUNCIL),
    }
    return made[who]()


@pytest.mark.parametrize("who", ANSWERED)
def test_nobody_else_may_split_it(client, insight, member, who):
    insight.audience = Audience.PRACTITIONERS
    insight.save()
    if someone := viewer(who, member):
        client.force_login(someone)
        if who == "kept from":
            organisation = someone.affiliations.get().organisation
            KeptFrom.objects.create(insight=insight, organisation=organisation)

    got, posted = client.get(url(insight)), client.post(url(insight), sent())

    assert (got.status_code, posted.status_code) == ANSWERED[who]
    assert Insight.objects.count() == 1


@pytest.mark.parametrize("state", [State.HELD, State.DECLINED, State.WITHDRAWN])
def test_what_waits_or_is_gone_is_not_split(signed_in, insight, state):
    insight.state = state
    insight.save()

    got, posted = signed_in.get(url(insight)), signed_in.post(url(insight), sent())
    offered = url(insight) in signed_in.get(insight.get_absolute_url()).content.decode()

    assert (got.status_code, posted.status_code, offered) == (403, 403, False)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.RETURNED])
def test_its_page_and_my_contributions_offer_it(signed_in, insight, state):
    insight.state = state
    insight.save()

    pages = [signed_in.get(page) for page in (insight.get_absolute_url(), "/contributions/")]

    assert [url(insight) in page.content.decode() for page in pages] == [True, True]


def told(client, insight):
    """What its page tells of the other."""
    return [
        (it.reference, it.is_whole) for it in client.get(insight.get_absolute_url()).context["kin"]
    ]


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("visitor", False),
        ("member", True),
        ("funder", False),
        ("facilitator", True),
        ("author", True),
    ],
)
def test_each_page_tells_of_the_other_only_those_who_may_read_it(client, member, who, reads):
    """The whole is for everyone, the part only for practitioners: narrowed by hand, as a test."""
    whole, part = split(member, audience=Audience.EVERYONE)
    Insight.objects.filter(pk=part.pk).update(audience=Audience.PRACTITIONERS)
    if someone := viewer(who, member):
        client.force_login(someone)

    page = client.get(whole.get_absolute_url())

    expected = [(part.reference, False)] if reads else []
    assert [(it.reference, it.is_whole) for it in page.context["kin"]] == expected
    assert (part.reference in page.content.decode(), SECOND in page.content.decode()) == (
        reads,
        reads,
    )
    if reads:
        assert told(client, part) == [(whole.reference, True)]


@pytest.mark.parametrize("who", ["visitor", "member", "funder", "author"])
@pytest.mark.parametrize("state", [State.HELD, State.RETURNED, State.WITHDRAWN, State.REMOVED])
def test_what_is_not_published_is_told_its_author_alone(client, member, who, state):
    whole, part = split(member, audience=Audience.EVERYONE)
    Insight.objects.filter(pk=part.pk).update(state=state)
    if someone := viewer(who, member):
        client.force_login(someone)

    assert told(client, whole) == ([(part.reference, False)] if who == "author" else [])


def test_a_page_kept_for_visitors_is_made_again_when_a_lineage_comes_and_goes(client, member):
    InsightFactory.create_batch(2, author=member)
    whole = InsightFactory(author=member, audience=Audience.EVERYONE)
    part = InsightFactory(author=member, audience=Audience.EVERYONE, title=SECOND)
    page = whole.get_absolute_url()
    seen = [SECOND in client.get(page).content.decode().partition("Part of it")[2]]

    Lineage.objects.create(part=part, whole=whole, version=1)
    seen.append(SECOND in client.get(page).content.decode().partition("Part of it")[2])
    Lineage.objects.all().delete()
    seen.append(SECOND in client.get(page).content.decode().partition("Part of it")[2])

    assert seen == [False, True, False]


def moderated(client, insight):
    return client.get(f"/moderation/insights/{insight.reference}/")


def test_a_facilitator_sees_what_it_was_split_from_and_what_became_of_the_words(client, member):
    whole, part = split(member)
    Insight.objects.filter(pk=part.pk).update(state=State.HELD, published_on=None)
    client.force_login(MemberFactory(facilitator=True))

    context = moderated(client, part).context

    assert [it.reference for it in context["kin"]] == [whole.reference]
    assert [
        (label, [(it.text, it.what) for it in pieces if it.what != "same"])
        for label, pieces in context["since_split"]
    ] == [
        ("Title", [("Both", "went"), (SECOND, "came")]),
        ("What is happening", [("Money and trust.", "went"), ("Trust.", "came")]),
    ]


def test_a_facilitator_who_may_not_read_the_whole_sees_neither(client, member):
    whole, part = split(member)
    fay = MemberFactory(facilitator=True, hat=Sector.COUNCIL)
    KeptFrom.objects.create(insight=whole, organisation=fay.affiliations.get().organisation)
    client.force_login(fay)

    response = moderated(client, part)

    assert (response.context["kin"], response.context["since_split"]) == ((), [])
    assert whole.reference not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_however_many_parts(
    client, member, count, django_assert_num_queries
):
    InsightFactory.create_batch(2, author=member)
    whole = InsightFactory(author=member)
    for part in InsightFactory.create_batch(count, author=member):
        Lineage.objects.create(part=part, whole=whole, version=1)
    client.force_login(member)
    client.get(whole.get_absolute_url())

    with django_assert_num_queries(OWN_PAGE):
        shown = told(client, whole)

    assert len(shown) == count


def test_my_data_says_what_was_split_from_what(member):
    whole, part = split(member)

    rows = {row["reference"]: row["split_from"] for row in copies.own_insights(member).rows}

    assert (rows[whole.reference], rows[part.reference]) == ("", whole.reference)
