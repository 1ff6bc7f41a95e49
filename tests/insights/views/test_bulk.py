"""The pages of a bulk: it decides on what was shown, tells what became of each, and leaks nothing."""

import pytest
from django.test import Client

from insights.actions import claiming, deciding_many
from insights.enums import Act, Audience, Kind, ReportRule, State
from insights.models import Bulk, Decision, Insight, Reason
from members.enums import Sector
from tests.factories import (
    AffiliationFactory,
    CommentFactory,
    InsightFactory,
    MemberFactory,
    SpaceMemberFactory,
)
from tests.insights.readers import world

pytestmark = pytest.mark.django_db
PAGE = "/moderation/bulk/"


@pytest.fixture
def fay():
    return MemberFactory(facilitator=True)


@pytest.fixture
def signed_in(client, fay):
    client.force_login(fay)
    return client


def form_of(client, query=""):
    return client.get(f"{PAGE}?{query}").context["form"]


def sent(client, act=Act.PUBLISH, query="", **changes):
    form = form_of(client, query)
    reason = Reason.objects.filter(act=act).first()
    return {
        "seen": form["seen"].value(), "form_key": form["form_key"].value(),
        "choice": f"{act}:{reason.pk}", "sentence": "Thank you.",
    } | changes  # fmt: skip


def titles(client, query=""):
    return [label for _pk, label in form_of(client, query).fields["leave_out"].choices]


def test_it_shows_and_counts_what_the_filters_find(signed_in):
    wanted = InsightFactory(held=True, title="One", kind=Kind.PRINCIPLE)
    InsightFactory(held=True, kind=Kind.CHALLENGE)
    InsightFactory()

    response = signed_in.get(f"{PAGE}?kind=principle")

    assert response.context["count"] == 1
    assert titles(signed_in, "kind=principle") == [f"{wanted.reference} · One"]


def test_it_decides_on_all_but_what_is_left_out(signed_in):
    out = InsightFactory(held=True, title="Out")
    InsightFactory.create_batch(2, held=True)

    response = signed_in.post(PAGE, sent(signed_in, leave_out=[str(out.pk)]))
    page = signed_in.get(response.url)

    out.refresh_from_db()
    assert (response.status_code, out.state) == (303, State.HELD)
    assert (page.context["counts"], page.context["working"]) == ([("Decided", 2)], False)


def test_what_changed_since_it_was_shown_is_shown_again_and_nothing_is_done(signed_in):
    InsightFactory(held=True)
    data = sent(signed_in, sentence="Words I would be sorry to lose.")
    InsightFactory(held=True)

    response = signed_in.post(PAGE, data)

    assert (response.status_code, Bulk.objects.count()) == (409, 0)
    assert response.context["form"]["sentence"].value() == "Words I would be sorry to lose."
    again = signed_in.post(PAGE, sent(signed_in))
    assert (again.status_code, Insight.objects.published().count()) == (303, 2)


def test_the_same_form_twice_leads_to_the_same_page(signed_in):
    InsightFactory(held=True)
    data = sent(signed_in)

    answers = [signed_in.post(PAGE, data).url for _ in range(2)]

    assert (len(set(answers)), Bulk.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"choice": ""}, "choice"),
        ({"choice": "remove:"}, "choice"),
        ({"sentence": ""}, "sentence"),
        ({"leave_out": "all"}, "leave_out"),
    ],
)
def test_an_error_keeps_what_was_typed_and_does_nothing(signed_in, changes, field):
    insight = InsightFactory(held=True)
    changes = {"leave_out": [str(insight.pk)]} if "leave_out" in changes else changes

    response = signed_in.post(PAGE, sent(signed_in, Act.DECLINE, **changes))

    assert (list(response.context["form"].errors), Bulk.objects.count()) == ([field], 0)


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_own_words_are_not_among_them(signed_in, fay, ownership):
    mine = InsightFactory(held=True, title="Mine", **{ownership: fay})
    InsightFactory(held=True, title="Theirs")

    shown = titles(signed_in)
    signed_in.post(PAGE, sent(signed_in))

    mine.refresh_from_db()
    assert ([it.partition(" · ")[2] for it in shown], mine.state) == (["Theirs"], State.HELD)


def test_what_another_has_is_counted_and_left_out(signed_in):
    taken = InsightFactory(held=True)
    claiming.take(taken, by=MemberFactory(facilitator=True))
    InsightFactory(held=True)

    response = signed_in.get(PAGE)

    assert (response.context["count"], response.context["others"]) == (1, 1)


def test_taking_it_back_is_one_press(signed_in):
    InsightFactory.create_batch(2, held=True)
    page = signed_in.post(PAGE, sent(signed_in)).url

    offered = signed_in.get(page).context["can_undo"]
    response = signed_in.post(f"{page}undo/")
    after = signed_in.get(page).context

    assert (offered, response.status_code, after["can_undo"]) == (True, 303, False)
    assert after["counts"] == [("Taken back: it waits again", 2)]
    assert Insight.objects.published().count() == 0


def test_more_than_a_few_show_how_far_it_is(signed_in):
    InsightFactory.create_batch(deciding_many.FEW + 1, held=True)
    page = signed_in.post(PAGE, sent(signed_in)).url

    before = signed_in.get(page)
    deciding_many.work_through(Bulk.objects.get().pk)
    after = signed_in.get(page)

    assert ("You can leave this page" in before.text, before.context["settled"]) == (True, 0)
    assert ("You can leave this page" in after.text, after.context["settled"]) == (False, 21)


@pytest.mark.parametrize(
    "who", [{}, {"organiser": True}, {"administrator": True}, {"hat": Sector.FUNDER}]
)
def test_bulks_do_not_exist_for_others(client, fay, who):
    bulk = Bulk.objects.create(act=Act.PUBLISH, by=fay, form_key="k")
    client.force_login(MemberFactory(**who))
    page = bulk.get_absolute_url()

    codes = {client.get(PAGE).status_code, client.post(PAGE).status_code}
    codes |= {client.get(page).status_code, client.post(f"{page}undo/").status_code}

    assert codes == {404}


def test_anothers_bulk_does_not_exist(signed_in):
    """What is missing from it could point at their own words."""
    other = MemberFactory(facilitator=True)
    page = Bulk.objects.create(act=Act.PUBLISH, by=other, form_key="k").get_absolute_url()

    assert [signed_in.get(page).status_code, signed_in.post(f"{page}undo/").status_code] == [
        404
    ] * 2
    assert list(signed_in.get(PAGE).context["recent"]) == []


@pytest.mark.parametrize(
    ("which", "role"),
    [
        ("practitioners", "funder_facilitator"),
        ("event", "funder_facilitator"),
        ("kept", "kept_facilitator"),
        ("event", "kept_facilitator"),
    ],
)
def test_preview_counts_and_bulk_are_as_if_it_were_not_there(which, role):
    here = world()
    here.people["kept_facilitator"] = MemberFactory(facilitator=True)
    AffiliationFactory(member=here.people["kept_facilitator"], organisation=here.kept_out_of)
    SpaceMemberFactory(space=here.space, member=MemberFactory(facilitator=True))
    client = here.client(role)
    InsightFactory(held=True, title="Plain")
    before = seen(client)

    hidden = here.insight(which, held=True, unlinked_by=MemberFactory())
    comment = CommentFactory(held=True, insight=here.insight(which))

    assert seen(client) == before
    client.post(PAGE, sent(client))
    hidden.refresh_from_db()
    comment.refresh_from_db()
    assert (hidden.state, comment.state) == (State.HELD, State.HELD)


def seen(client):
    context = client.get(PAGE).context
    return context["count"], context["others"], context["form"]["seen"].value(), titles(client)


def test_results_hide_what_a_new_funder_hat_hides(signed_in, fay):
    candid = InsightFactory(held=True, audience=Audience.PRACTITIONERS)
    plain = InsightFactory(held=True)
    page = signed_in.post(PAGE, sent(signed_in)).url
    AffiliationFactory(member=fay, organisation__sector=Sector.FUNDER)

    answer = signed_in.get(page)

    assert (candid.reference in answer.text, plain.reference in answer.text) == (False, True)
    assert (answer.context["total"], answer.context["counts"]) == (1, [("Decided", 1)])


def test_the_log_of_a_bulk_tells_a_funder_no_reference_and_no_number(signed_in, client):
    candid = InsightFactory(held=True, audience=Audience.PRACTITIONERS)
    page = signed_in.post(PAGE, sent(signed_in)).url
    signed_in.post(f"{page}undo/")
    funder = Client()
    funder.force_login(MemberFactory(facilitator=True, hat=Sector.FUNDER))

    for address in ("/moderation/log/", "/moderation/log/?what=bulk", "/moderation/log.csv"):
        assert candid.reference not in funder.get(address).getvalue().decode()


@pytest.mark.parametrize("count", [1, 3])
def test_preview_costs_the_same_however_many(signed_in, count, django_assert_num_queries):
    for _ in range(count):
        InsightFactory(held=True)
        CommentFactory(held=True)

    with django_assert_num_queries(9):
        signed_in.get(PAGE)


@pytest.mark.parametrize("count", [1, 3])
def test_results_cost_the_same_however_many(signed_in, count, django_assert_num_queries):
    for _ in range(count):
        InsightFactory(held=True)
        CommentFactory(held=True)
    page = signed_in.post(PAGE, sent(signed_in)).url

    with django_assert_num_queries(8):
        signed_in.get(page)


def test_what_the_safeguarding_lead_took_out_of_sight_is_in_no_bulk(signed_in):
    free, worrying = InsightFactory(held=True, title="Free"), InsightFactory(held=True)
    Decision.objects.create(insight=worrying, act=Act.HOLD, rule=ReportRule.SAFETY)

    assert titles(signed_in) == [f"{free.reference} · Free"]
