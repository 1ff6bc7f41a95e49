"""Moderating: one queue for those who may read it, one decision, never on one's own words."""

import datetime as dt

import pytest

from community.models import AuditEntry, OutboxMessage
from insights.enums import Act, Audience, ReportRule, State
from insights.models import Reason, Tag
from members.enums import OrganisationState, Sector
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True, name="Fay Silitator")


@pytest.fixture
def signed_in(client, facilitator):
    client.force_login(facilitator)
    return client


def one_of_each():
    """Five things that wait, on five days."""
    InsightFactory(held=True, title="A held insight", recorded_on=dt.date(2026, 5, 1))
    CommentFactory(held=True, insight__title="Commented on", recorded_on=dt.date(2026, 5, 2))
    ReportFactory(insight__title="Reported")
    Tag.objects.create(name="A new tag", slug="new-1")
    OrganisationFactory(name="A new charity", state=OrganisationState.PROPOSED)


def page_of(thing):
    return f"/moderation/insights/{thing.reference}/"


def choice(act):
    return f"{act}:{Reason.objects.filter(act=act).first().pk}"


def decision(thing, act, **changes):
    seen = f"{thing.state}-{thing.version}"
    return {"seen": seen, "choice": choice(act), "sentence": "Because."} | changes


def test_queue_holds_every_sort_of_thing_oldest_first(signed_in):
    one_of_each()

    page = signed_in.get(QUEUE).context["page"]

    assert [(line.sort, line.title) for line in page] == [
        ("insight", "A held insight"),
        ("comment", "On “Commented on”"),
        ("organisation", "A new charity"),
        ("report", "On “Reported”"),
        ("tag", "A new tag"),
    ]


def test_queue_puts_worries_about_safety_first_for_a_safeguarding_lead(signed_in, facilitator):
    one_of_each()
    assert len(signed_in.get(QUEUE).context["page"]) == 5
    facilitator.is_safeguarding_lead = True
    facilitator.save()
    ReportFactory(insight__title="Worrying", rule=ReportRule.SAFETY)

    page = signed_in.get(QUEUE).context["page"]

    assert (page[0].title, page[0].is_urgent) == ("On “Worrying”", True)


@pytest.mark.parametrize("sort", ["insight", "comment", "report", "tag", "organisation"])
def test_queue_can_be_narrowed_to_one_sort(signed_in, sort):
    one_of_each()

    response = signed_in.get(QUEUE, {"sort": sort})

    assert [line.sort for line in response.context["page"]] == [sort]
    assert [part["count"] for part in response.context["parts"]] == [5, 1, 1, 1, 0, 1, 1]


@pytest.mark.parametrize("asked", ["sort=nonsense", "page=-1", "page=NaN", "page=999999"])
def test_queue_answers_whatever_is_asked(signed_in, asked):
    one_of_each()

    assert len(signed_in.get(f"{QUEUE}?{asked}").context["page"].object_list) == 5


def test_queue_says_when_nothing_waits(signed_in):
    assert "Nothing is waiting" in signed_in.get(QUEUE).text


def test_queue_does_not_show_what_a_funder_may_not_read(client):
    funder = MemberFactory(facilitator=True, hat=Sector.FUNDER)
    hidden = InsightFactory(held=True, title="For practitioners", audience=Audience.PRACTITIONERS)
    CommentFactory(held=True, insight__audience=Audience.PRACTITIONERS)
    ReportFactory(insight__audience=Audience.PRACTITIONERS)
    tag = Tag.objects.create(name="Telling", slug="new-1")
    hidden.taggings.create(tag=tag)
    client.force_login(funder)

    response = client.get(QUEUE)

    assert list(response.context["page"]) == []
    assert [part["count"] for part in response.context["parts"]] == [0] * 7
    assert client.get(page_of(hidden)).status_code == 404
    assert client.get(f"/moderation/tags/{tag.pk}/").status_code == 404


@pytest.mark.parametrize(
    "who", [{}, {"organiser": True}, {"administrator": True}, {"hat": Sector.FUNDER}]
)
def test_moderation_does_not_exist_for_others(client, who):
    insight = InsightFactory()
    client.force_login(MemberFactory(**who))

    codes = {client.get(url).status_code for url in (QUEUE, page_of(insight))}
    codes.add(client.post(page_of(insight), decision(insight, Act.REMOVE)).status_code)

    assert codes == {404}


def test_moderation_asks_visitors_to_sign_in_and_keeps_what_they_typed(client):
    insight = InsightFactory(held=True)

    assert client.get(QUEUE).status_code == 302
    response = client.post(page_of(insight), decision(insight, Act.PUBLISH))
    assert response.status_code == 403
    assert ("sentence", "Because.") in response.context["typed"]


@pytest.mark.parametrize(
    ("act", "state"),
    [(Act.PUBLISH, State.PUBLISHED), (Act.RETURN, State.RETURNED), (Act.DECLINE, State.DECLINED)],
)
def test_decide_moves_a_held_insight(signed_in, act, state):
    insight = InsightFactory(held=True)

    response = signed_in.post(page_of(insight), decision(insight, act))

    insight.refresh_from_db()
    assert (response.status_code, response.url, insight.state) == (303, f"{QUEUE}#next", state)


def test_remove_and_restore_a_published_insight(signed_in):
    insight = InsightFactory()

    signed_in.post(page_of(insight), decision(insight, Act.REMOVE))
    insight.refresh_from_db()
    removed = insight.state
    signed_in.post(page_of(insight), decision(insight, Act.RESTORE))
    insight.refresh_from_db()

    assert (removed, insight.state) == (State.REMOVED, State.PUBLISHED)


@pytest.mark.parametrize(
    ("changes", "field"), [({"choice": ""}, "choice"), ({"sentence": " "}, "sentence")]
)
def test_decide_with_an_error_keeps_what_was_typed(signed_in, changes, field):
    insight = InsightFactory(held=True)

    response = signed_in.post(page_of(insight), decision(insight, Act.DECLINE, **changes))

    insight.refresh_from_db()
    assert (list(response.context["form"].errors), insight.state) == ([field], State.HELD)


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_decide_on_ones_own_words_is_refused(signed_in, facilitator, ownership):
    insight = InsightFactory(held=True, **{ownership: facilitator})

    page = signed_in.get(QUEUE).context["page"]
    response = signed_in.post(page_of(insight), decision(insight, Act.PUBLISH))

    insight.refresh_from_db()
    assert ([line.is_own for line in page], response.status_code) == ([True], 403)
    assert (insight.state, "These words are yours" in signed_in.get(page_of(insight)).text) == (
        State.HELD,
        True,
    )


@pytest.mark.parametrize("first", [Act.PUBLISH, Act.RETURN])
def test_decide_a_second_time_says_who_decided_and_does_nothing(signed_in, client, first):
    insight = InsightFactory(held=True)
    sent = decision(insight, Act.DECLINE)
    signed_in.post(page_of(insight), decision(insight, first))
    client.force_login(MemberFactory(facilitator=True))

    response = client.post(page_of(insight), sent)

    state = insight.state
    insight.refresh_from_db()
    assert response.status_code == 409
    assert ("Fay Silitator" in response.text, insight.state != state) == (True, True)
    assert insight.decisions.count() == 1
    assert AuditEntry.objects.first().verb == "decision.too_late"


def test_decide_on_words_that_changed_meanwhile_does_nothing(signed_in):
    insight = InsightFactory(held=True)
    sent = decision(insight, Act.PUBLISH)
    type(insight).objects.update(version=2)

    response = signed_in.post(page_of(insight), sent)

    insight.refresh_from_db()
    assert (response.status_code, insight.state) == (409, State.HELD)
    assert "It has changed since you opened it" in response.text


def test_item_shows_the_byline_and_nothing_else_of_its_author(signed_in):
    author = MemberFactory(name="Wyn Pryce", email="wyn@example.org")
    insight = InsightFactory(
        held=True, author=author, attribution="organisation", byline_organisation="Sir Gâr"
    )

    text = signed_in.get(page_of(insight)).text

    assert ("Sir Gâr" in text, "Pryce" in text, "wyn@" in text) == (True, False, False)


def test_item_shows_what_its_author_changed(signed_in):
    insight = InsightFactory(held=True, version=2, body="It ends too soon.")
    insight.versions.create(number=1, title=insight.title, body="It ends.")

    [(label, pieces)] = signed_in.get(page_of(insight)).context["changes"]

    assert label == "What is happening"
    assert "".join(piece.text for piece in pieces if piece.what == "came") == "ends too soon."


def test_comment_is_decided_on_its_own_page(signed_in):
    comment = CommentFactory(held=True)

    response = signed_in.post(f"/moderation/comments/{comment.pk}/", decision(comment, Act.PUBLISH))

    comment.refresh_from_db()
    assert (response.status_code, comment.state) == (303, State.PUBLISHED)
    assert [message.to for message in OutboxMessage.objects.all()] == [comment.author.email]


@pytest.mark.parametrize("count", [1, 3])
def test_queue_costs_the_same_however_much_waits(signed_in, count, django_assert_num_queries):
    for _ in range(count):
        InsightFactory(held=True)
        CommentFactory(held=True)
        ReportFactory()
        Tag.objects.create(name=f"Tag {Tag.objects.count()}", slug=f"t{Tag.objects.count()}")
        OrganisationFactory(state=OrganisationState.PROPOSED)

    with django_assert_num_queries(10):
        signed_in.get(QUEUE)
