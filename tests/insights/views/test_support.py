"""The support board, offers and introductions in the browser: no name and no address before both agree."""

import pytest

from insights.actions import support
from insights.enums import SupportState
from insights.models import Offer, Tag, Tagging
from members.enums import Sector
from members.models import Session
from tests.factories import InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db
BOARD, MINE = "/support/", "/support/offers/"


@pytest.fixture
def asker():
    return MemberFactory(name="Ash Kerr", email="ash@example.org", hat=Sector.COUNCIL)


@pytest.fixture
def helper():
    return MemberFactory(name="Hal Per", email="hal@example.org", hat=Sector.HEALTH)


@pytest.fixture
def need(asker):
    return InsightFactory(
        kind="support_need", author=asker, attribution="organisation", title="A second pair of eyes"
    )


@pytest.fixture
def unlinked(asker):
    return InsightFactory(kind="support_need", unlinked_by=asker, title="Somewhere to talk")


def as_member(client, member):
    client.force_login(member)
    return client


def url(need, verb):
    return f"/insights/{need.reference}/{verb}/"


def told(response, *people):
    page = response.content.decode()
    return [word in page for person in people for word in (person.name, person.email)]


def test_nobody_sees_a_name_or_an_address_before_both_agree(client, asker, helper, need, unlinked):
    for each in (need, unlinked):
        support.offer(each, "I can help", by=helper)

    for each in (need, unlinked):
        as_member(client, asker)
        for page in (BOARD, url(each, "offers"), f"/insights/{each.reference}/"):
            assert told(client.get(page), helper) == [False, False], page
        as_member(client, helper)
        for page in (BOARD, MINE, url(each, "offer")):
            assert told(client.get(page), asker) == [False, False], page


def test_accepting_shows_each_the_other_when_the_asker_signed(client, asker, helper, need):
    offer = support.offer(need, "I can help", by=helper)

    response = as_member(client, asker).post(url(need, f"offers/{offer.pk}/accept"))

    assert (response.status_code, response.url) == (303, url(need, "offers"))
    assert told(client.get(response.url), helper) == [True, True]
    assert told(as_member(client, helper).get(MINE), asker) == [True, True]


def test_accepting_shows_only_the_asker_when_they_did_not_sign(client, asker, helper, unlinked):
    offer = support.offer(unlinked, "I can help", by=helper)
    as_member(client, asker)
    sessions = list(Session.objects.values())

    client.post(url(unlinked, f"offers/{offer.pk}/accept"))

    assert list(Session.objects.values()) == sessions
    assert told(client.get(url(unlinked, "offers")), helper) == [True, True]
    page = as_member(client, helper).get(MINE)
    assert told(page, asker) == [False, False]
    assert "will write to you if they choose" in page.content.decode()


def test_narrowing_a_signature_takes_the_address_off_the_helpers_list(client, asker, helper, need):
    offer = support.offer(need, "I can help", by=helper)
    support.accept(offer, by=asker)
    need.author, need.attribution, need.byline_organisation = None, "sector", ""
    need.save()

    assert told(as_member(client, helper).get(MINE), asker) == [False, False]


@pytest.mark.parametrize("verb", ["offers", "settle", "reopen"])
def test_the_askers_pages_do_not_exist_for_others(client, helper, need, unlinked, verb):
    facilitator = MemberFactory(facilitator=True)
    for each in (need, unlinked):
        for other in (helper, facilitator):
            as_member(client, other)
            method = client.get if verb == "offers" else client.post
            assert method(url(each, verb)).status_code == 404


def test_answering_anothers_offer_does_not_exist(client, asker, helper, need, unlinked):
    offer = support.offer(need, "I can help", by=helper)
    as_member(client, helper)

    assert client.post(url(need, f"offers/{offer.pk}/accept")).status_code == 404
    as_member(client, asker)
    assert client.post(url(unlinked, f"offers/{offer.pk}/accept")).status_code == 404
    assert Offer.objects.get().state == "offered"


def test_accepting_twice_gives_the_same_page(client, asker, helper, need):
    offer = support.offer(need, "I can help", by=helper)
    as_member(client, asker)

    answers = [client.post(url(need, f"offers/{offer.pk}/accept")) for _ in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (303, url(need, "offers"))
    ] * 2


def test_a_helpers_sector_is_said_only_where_it_hides_them(client, asker, helper, need):
    support.offer(need, "I can help", by=helper)
    alone = as_member(client, asker).get(url(need, "offers")).context["offers"][0].helper
    MemberFactory.create_batch(3, hat=Sector.HEALTH)

    crowd = client.get(url(need, "offers")).context["offers"][0].helper

    assert (alone, crowd) == ("a member", "a health worker")


def test_offering_says_what_will_be_shown_before_the_button(client, helper, need):
    page = as_member(client, helper).get(url(need, "offer")).content.decode()

    assert page.index("If they accept, your name") < page.index("Send the offer")


def test_offering_leads_to_ones_own_list(client, helper, need):
    as_member(client, helper)

    response = client.post(url(need, "offer"), {"message": "I can help\x07"})

    assert (response.status_code, response.url) == (303, MINE)
    assert [offer.message for offer in client.get(MINE).context["offers"]] == ["I can help"]


@pytest.mark.parametrize("message", ["", "x" * 1_001])
def test_an_offer_that_cannot_be_sent_keeps_its_text(client, helper, need, message):
    response = as_member(client, helper).post(url(need, "offer"), {"message": message})

    assert response.context["form"]["message"].value() == message
    assert Offer.objects.count() == 0


def test_an_offer_too_late_keeps_its_text(client, asker, helper, need):
    support.settle(need, "met", outcome="", by=asker)

    response = as_member(client, helper).post(url(need, "offer"), {"message": "I could come"})

    assert response.status_code == 409
    assert "I could come" in response.content.decode()


def test_an_offer_signed_out_is_handed_back(client, need):
    need.audience = "everyone"
    need.save()

    response = client.post(url(need, "offer"), {"message": "I could come"})

    assert response.status_code == 403
    assert "I could come" in response.content.decode()


def test_offers_cannot_be_made_on_what_one_may_not_read(client, asker):
    need = InsightFactory(kind="support_need", author=asker, audience="practitioners")
    as_member(client, MemberFactory(hat=Sector.FUNDER))

    assert client.get(url(need, "offer")).status_code == 404


def test_ones_own_list_forgets_the_title_of_what_one_may_no_longer_read(client, helper, need):
    support.offer(need, "I can help", by=helper)
    need.state = "withdrawn"
    need.save()

    assert "A second pair" not in as_member(client, helper).get(MINE).content.decode()


def test_taking_back_is_for_the_helper_alone(client, asker, helper, need):
    offer = support.offer(need, "I can help", by=helper)
    address = f"{MINE}{offer.pk}/take-back/"

    assert as_member(client, asker).post(address).status_code == 404
    assert as_member(client, helper).post(address).status_code == 303
    assert Offer.objects.get().state == "withdrawn"


def test_closing_needs_a_sentence_and_keeps_what_was_chosen(client, asker, need):
    as_member(client, asker)

    refused = client.post(url(need, "settle"), {"state": "closed", "outcome": " "})
    closed = client.post(url(need, "settle"), {"state": "closed", "outcome": "We moved on."})

    assert list(refused.context["form"].errors) == ["outcome"]
    assert refused.context["form"]["state"].value() == "closed"
    assert closed.status_code == 303
    need.refresh_from_db()
    assert (need.support_state, need.outcome) == (SupportState.CLOSED, "We moved on.")


def test_board_shows_what_the_viewer_may_read_and_counts_only_that(client, helper, need):
    InsightFactory(kind="support_need", audience="practitioners", title="Not for funders")
    InsightFactory(kind="support_need", audience="everyone", support_state="met", outcome="Met it.")
    InsightFactory(kind="challenge")

    shown = {}
    for name, member in (("practitioner", helper), ("funder", MemberFactory(hat=Sector.FUNDER))):
        response = as_member(client, member).get(BOARD)
        shown[name] = [state["count"] for state in response.context["states"]]
    client.logout()
    visitor = client.get(BOARD)

    assert shown == {"practitioner": [3, 2, 0, 1, 0], "funder": [2, 1, 0, 1, 0]}
    assert [state["count"] for state in visitor.context["states"]] == [1, 0, 0, 1, 0]
    assert "Met it." in visitor.content.decode()


def test_board_narrows_by_state_and_tag(client, helper, need):
    tag = Tag.objects.accepted().first()
    tagged = InsightFactory(kind="support_need", support_state="offered")
    Tagging.objects.create(tag=tag, content_object=tagged)
    as_member(client, helper)

    def found(query):
        return [each.insight for each in client.get(f"{BOARD}?{query}").context["needs"]]

    assert found("") == [need, tagged]
    assert found("state=offered") == [tagged]
    assert found(f"tag={tag.slug}") == [tagged]
    assert found(f"state=open&tag={tag.slug}") == []
    assert found("state=zzz&tag=zzz&page=NaN") == [need, tagged]


@pytest.mark.parametrize("count", [1, 3])
def test_board_costs_the_same_however_many_needs(
    client, helper, count, django_assert_max_num_queries
):
    tag = Tag.objects.accepted().first()
    for need in InsightFactory.create_batch(count, kind="support_need"):
        Tagging.objects.create(tag=tag, content_object=need)
    as_member(client, helper)

    with django_assert_max_num_queries(10):
        client.get(BOARD)


@pytest.mark.parametrize("count", [1, 3])
def test_offers_cost_the_same_however_many(
    client, helper, need, count, django_assert_max_num_queries
):
    for member in MemberFactory.create_batch(count, hat=Sector.HEALTH):
        support.offer(need, "I can help", by=member)
        support.offer(InsightFactory(kind="support_need"), "I can help", by=helper)

    as_member(client, need.author)
    with django_assert_max_num_queries(9):
        client.get(url(need, "offers"))
    as_member(client, helper)
    with django_assert_max_num_queries(9):
        client.get(MINE)


def test_board_lets_a_visitor_sign_in_to_offer(client, need):
    need.audience = "everyone"
    need.save()

    assert url(need, "offer") in client.get(BOARD).content.decode()
    assert client.get(url(need, "offer")).url == f"/accounts/login/?next={url(need, 'offer')}"


def test_board_offers_nothing_where_nobody_asks(client, helper):
    drawn = InsightFactory(
        kind="support_need", origin="editors", attribution="without", author=None
    )
    as_member(client, helper)

    assert url(drawn, "offer") not in client.get(BOARD).content.decode()
    assert "nobody to introduce you to" in client.get(url(drawn, "offer")).content.decode()
