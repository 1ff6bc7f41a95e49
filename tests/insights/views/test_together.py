"""What is read under another: whoever may read both reads it once, and nobody reads more than before."""

import re

import pytest
from django.test import Client

from insights.actions import merging, moderation, recording
from insights.enums import Act, Attribution, Audience, State
from insights.models import Insight, Reason, Response, Variant
from insights.models.insights import KeptFrom
from members.enums import Sector
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ResponseFactory,
)
from tests.insights.merging import together
from tests.tables import every_table

pytestmark = pytest.mark.django_db


def browser(member=None):
    client = Client()
    if member:
        client.force_login(member)
    return client


@pytest.fixture
def candid():
    """(a practitioners’ insight, under one that all members may read)."""
    return together(
        InsightFactory(
            audience=Audience.PRACTITIONERS,
            title="Gatekept budgets",
            body="Ymlaen the funder counts hours.",
            unlinked_by=MemberFactory(),
        ),
        InsightFactory(title="Budgets of hours", body="Hours are counted."),
    )


def said(response):
    """A page without its token and its form’s key, which are others each time."""
    return re.sub(r'value="[\w-]{22,}"', "", response.text)


def practitioner():
    return browser(MemberFactory(hat=Sector.COUNCIL))


def funder():
    return browser(MemberFactory(hat=Sector.FUNDER))


def listed(client, address):
    page = client.get(address).text
    return {it.title for it in Insight.objects.all() if it.get_absolute_url() in page}


def test_whoever_may_read_both_finds_it_once_and_reads_both(candid):
    variant, stays = candid
    client = practitioner()

    moved, page = client.get(variant.get_absolute_url()), client.get(stays.get_absolute_url())

    assert (moved.status_code, moved.url) == (302, stays.get_absolute_url())
    assert listed(client, "/insights/") == {stays.title}
    assert "1 insight" in client.get("/insights/").text
    assert [it.insight.reference for it in page.context["variants"]] == [variant.reference]
    assert "Ymlaen the funder counts hours." in page.text


def test_whoever_may_not_read_it_sees_the_other_exactly_as_before(candid):
    variant, stays = candid
    client = funder()
    page = client.get(stays.get_absolute_url())
    library = client.get("/insights/")
    gone, never = (client.get(f"/insights/{it}/") for it in (variant.reference, "CH-22222"))
    merging.take_apart(variant, by=MemberFactory(facilitator=True))

    assert variant.reference not in page.text
    assert (gone.status_code, said(gone)) == (404, said(never))
    assert said(client.get(stays.get_absolute_url())) == said(page)
    assert said(client.get("/insights/")) == said(library)


@pytest.mark.parametrize("asked", ["ymlaen", "reference"])
def test_a_word_only_in_the_variant_finds_the_other_for_those_who_may_read_it(candid, asked):
    variant, stays = candid
    address = f"/insights/?q={variant.reference if asked == 'reference' else asked}"

    assert listed(practitioner(), address) == {stays.title}
    assert listed(funder(), address) == set()
    assert "0 insights" in funder().get(address).text


def test_a_word_in_both_finds_the_one_that_stays_once():
    variant, stays = together(InsightFactory(body="quorum"), InsightFactory(body="quorum"))

    page = practitioner().get("/insights/?q=quorum").text

    assert ("1 insight" in page, stays.get_absolute_url() in page) == (True, True)
    assert variant.reference not in page


def test_what_the_one_that_stays_is_kept_from_does_not_hide_the_variant():
    """Its author keeps the one that stays from an organisation afterwards: the variant stands by itself there."""
    variant, stays = together()
    kept_out = OrganisationFactory()
    KeptFrom.objects.create(insight=stays, organisation=kept_out)
    member = MemberFactory()
    member.affiliations.create(organisation=kept_out, role_title="", started_on="2024-01-01")
    client = browser(member)

    assert listed(client, "/insights/") == {variant.title}
    assert client.get(variant.get_absolute_url()).status_code == 200
    assert client.get(stays.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.HELD, State.REMOVED])
def test_once_the_one_that_stays_is_gone_the_other_is_there_again(state):
    variant, stays = together()
    Insight.objects.filter(pk=stays.pk).update(state=state)
    client = practitioner()

    assert listed(client, "/insights/") == {variant.title}
    assert client.get(variant.get_absolute_url()).status_code == 200


def test_a_withdrawn_variant_leaves_the_page_and_nothing_else(candid):
    variant, stays = candid
    Insight.objects.filter(pk=variant.pk).update(state=State.WITHDRAWN)
    client = practitioner()

    page = client.get(stays.get_absolute_url())

    assert (list(page.context["variants"]), variant.reference in page.text) == ([], False)
    assert client.get(variant.get_absolute_url()).status_code == 404


def test_each_stands_signed_as_it_was_with_its_own_comments():
    author = MemberFactory(name="Ada Lovelace")
    variant = InsightFactory(author=author)
    CommentFactory(insight=variant, body="Met in Leeds.")
    CommentFactory(insight=variant, body="Not read yet.", held=True)
    _variant, stays = together(variant)

    page = practitioner().get(stays.get_absolute_url())

    shown = page.context["variants"][0]
    assert (shown.insight.byline, shown.discussion.count) == ("Ada Lovelace", 1)
    assert ("Met in Leeds." in page.text, "Not read yet." in page.text) == (True, False)


@pytest.mark.parametrize("unlinked", [False, True])
def test_its_author_still_reads_edits_and_withdraws_it_at_its_own_address(unlinked):
    author = MemberFactory(hat=Sector.COUNCIL)
    variant, stays = together(InsightFactory(**{"unlinked_by" if unlinked else "author": author}))
    client = browser(author)

    page = client.get(variant.get_absolute_url())
    history = client.get("/contributions/").text
    client.post(f"{variant.get_absolute_url()}withdraw/")

    variant.refresh_from_db()
    assert (page.status_code, page.context["put_under"]) == (200, stays.reference)
    assert "A facilitator put it with another that says much the same." in history
    assert "They say the same." in history
    assert variant.state == State.WITHDRAWN


def test_an_author_who_may_not_read_the_other_is_not_told_which():
    author = MemberFactory(hat=Sector.FUNDER)
    variant = InsightFactory(audience=Audience.PRACTITIONERS, unlinked_by=author)
    _variant, stays = together(variant, InsightFactory(audience=Audience.PRACTITIONERS))

    page = browser(author).get(variant.get_absolute_url())

    assert (page.status_code, page.context["put_under"]) == (200, "")
    assert stays.reference not in page.text


def test_an_answer_to_the_variant_can_be_taken_back_where_it_is_read(candid):
    variant, stays = candid
    member = MemberFactory(hat=Sector.COUNCIL)
    ResponseFactory(insight=variant, member=member)
    client = browser(member)

    assert "You answered “True here” to these words." in client.get(stays.get_absolute_url()).text
    client.post(f"{variant.get_absolute_url()}answer/take-back/")

    assert Response.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_in_itself_however_many_stand_under_it(
    count, django_assert_num_queries
):
    """One more for each: its comments, which are kept for whoever comes next."""
    stays = InsightFactory()
    for _ in range(count):
        together(InsightFactory(), stays)
    client = practitioner()

    with django_assert_num_queries(17 + count):
        client.get(stays.get_absolute_url())


# The facilitator’s side.


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True, hat=Sector.COUNCIL)


def page_of(variant, stays=None):
    into = f"?into={stays.reference}" if stays else ""
    return f"/moderation/insights/{variant.reference}/merge/{into}"


def sent(variant, stays, **changes):
    seen = f"published-1 {stays.reference}-published-1"
    reason = Reason.objects.filter(act=Act.MERGE).first().pk
    return {"seen": seen, "reason": reason, "sentence": "They say the same."} | changes


@pytest.mark.parametrize("role", [{}, {"organiser": True}, {"administrator": True}])
def test_nobody_but_facilitators_has_these_pages(role):
    variant, stays = InsightFactory(), InsightFactory()
    client = browser(MemberFactory(hat=Sector.COUNCIL, **role))

    answers = [
        client.get(page_of(variant, stays)),
        client.post(page_of(variant, stays), sent(variant, stays)),
        client.post(f"/moderation/insights/{variant.reference}/apart/"),
    ]

    assert [it.status_code for it in answers] == [404, 404, 404]


def test_what_a_facilitator_may_not_read_is_not_put_together_nor_named(candid):
    """With a funder hat they see neither the practitioners’ insight nor that it is under another."""
    variant, stays = candid
    other = InsightFactory()
    client = browser(MemberFactory(facilitator=True, hat=Sector.FUNDER))

    unread, never = (
        client.get(f"{page_of(other)}?into={it}").context["form"].errors["into"]
        for it in (variant.reference, "CH-22222")
    )
    page = client.get(f"/moderation/insights/{stays.reference}/")

    assert unread == never == ["There is no published insight of this reference."]
    assert client.get(page_of(variant)).status_code == 404
    assert client.post(f"/moderation/insights/{variant.reference}/apart/").status_code == 404
    assert variant.reference not in page.text


def test_the_preview_says_what_each_reader_will_see(facilitator):
    variant = InsightFactory(audience=Audience.PRACTITIONERS)
    stays = InsightFactory()

    page = browser(facilitator).get(page_of(variant, stays))

    said = (
        f"All others who may read {stays.reference} see it as before, and nothing tells them that"
    )
    assert (page.status_code, said in page.text) == (200, True)
    assert (page.context["same_readers"], page.context["swap"]) == (False, "")


def test_confirming_puts_them_together_and_undoing_takes_them_apart(facilitator):
    variant, stays = InsightFactory(), InsightFactory()
    client = browser(facilitator)

    made = client.post(page_of(variant, stays), sent(variant, stays))
    there = list(Variant.objects.values_list("insight", "stays"))
    page = client.get(f"/moderation/insights/{variant.reference}/")
    undone = client.post(f"/moderation/insights/{variant.reference}/apart/")

    assert (made.status_code, made.url) == (303, f"/moderation/insights/{stays.reference}/")
    assert there == [(variant.pk, stays.pk)]
    assert "Take them apart again" in page.text
    assert (undone.status_code, Variant.objects.count()) == (303, 0)


def test_words_changed_since_the_preview_answer_409(facilitator):
    variant, stays = InsightFactory(), InsightFactory()
    form = sent(variant, stays)
    Insight.objects.filter(pk=stays.pk).update(version=2)

    response = browser(facilitator).post(page_of(variant, stays), form)

    assert (response.status_code, Variant.objects.count()) == (409, 0)


@pytest.mark.parametrize("missing", ["reason", "sentence"])
def test_a_reason_and_a_sentence_are_needed(facilitator, missing):
    variant, stays = InsightFactory(), InsightFactory()

    page = browser(facilitator).post(page_of(variant, stays), sent(variant, stays, **{missing: ""}))

    assert (list(page.context["form"].errors), Variant.objects.count()) == ([missing], 0)


@pytest.mark.parametrize("unlinked", [False, True])
def test_a_facilitators_own_words_are_neither_offered_nor_taken(facilitator, unlinked):
    title = "Commissioners counting volunteer hours"
    own = InsightFactory(title=title, **{"unlinked_by" if unlinked else "author": facilitator})
    other, like = InsightFactory(title=title), InsightFactory(title=title)
    client = browser(facilitator)

    offered = client.get(page_of(other)).context["candidates"]
    refused = client.get(page_of(other, own)).context["form"].errors

    assert [it for it, _address in offered] == [like]
    assert refused == {"into": ["These words are yours: another facilitator decides."]}
    assert client.get(page_of(own)).status_code == 403


def test_nothing_a_facilitator_is_refused_for_their_own_words_is_kept(facilitator):
    own = InsightFactory(unlinked_by=facilitator, attribution=Attribution.WITHOUT)
    other, client = InsightFactory(), browser(facilitator)
    client.get(page_of(other))
    before = every_table()

    client.get(page_of(other, own))

    assert every_table() == before


def test_an_edit_of_the_variant_is_read_where_it_stands(candid):
    _variant, stays = candid
    linked = InsightFactory(author=MemberFactory(hat=Sector.COUNCIL), body="Before.")
    together(linked, stays)
    words = recording.Words(kind=linked.kind, title="After", body="Afterwards.")
    recording.edit(linked, words, version=1, by=linked.author)

    assert "Afterwards." in practitioner().get(stays.get_absolute_url()).text


def test_what_is_held_again_leaves_the_page_until_it_is_decided(candid):
    variant, stays = candid
    facilitator = MemberFactory(facilitator=True)
    moderation.decide(variant, Act.HOLD, reason=None, sentence="Look.", by=facilitator)

    before = practitioner().get(stays.get_absolute_url()).context["variants"]
    variant.refresh_from_db()
    moderation.decide(variant, Act.PUBLISH, reason=None, sentence="", by=facilitator)
    after = practitioner().get(stays.get_absolute_url()).context["variants"]

    assert (len(before), [it.insight for it in after]) == (0, [variant])
