"""My contributions: each with its state and what happened, for its author alone."""

import pytest

from insights import ledger
from insights.actions import moderation, recording
from insights.actions.recording import Words
from insights.enums import Act, State
from insights.models import Draft, Reason
from tests.factories import CommentFactory, InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db
PAGES = ["/contributions/", "/contributions/comments/", "/contributions/drafts/"]


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


def decide(thing, act, sentence="Who is meant?"):
    reason = Reason.objects.filter(act=act).first()
    by = MemberFactory(facilitator=True)
    return moderation.decide(thing, act, reason=reason, sentence=sentence, by=by)


@pytest.mark.parametrize("address", PAGES)
def test_contributions_say_what_to_do_when_there_are_none(signed_in, address):
    InsightFactory()
    CommentFactory()

    response = signed_in.get(address)

    assert (response.status_code, response.context["page"].paginator.count) == (200, 0)


@pytest.mark.parametrize("address", PAGES)
def test_contributions_ask_visitors_to_sign_in(client, address):
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_contributions_tell_the_reason_and_the_sentence_but_never_who(signed_in, member, ownership):
    insight = InsightFactory(held=True, **{ownership: member})
    decide(insight, Act.RETURN)

    response = signed_in.get(PAGES[0])

    [shown] = response.context["contributions"]
    assert [(entry.sentence, entry.note) for entry in shown.history] == [
        ("You wrote it.", ""),
        ("A facilitator returned it to you.", "It may identify someone: Who is meant?"),
    ]
    assert shown.sentence == "Returned to you. Edit it, and it goes back to a facilitator."
    assert "Member Number" not in response.text.replace(member.name, "")


def test_contributions_tell_the_whole_story_in_order(signed_in, member):
    insight = InsightFactory(held=True, author=member)
    decide(insight, Act.RETURN)
    words = Words(kind=insight.kind, title="Better", body="Better.")
    insight = recording.edit(insight, words, version=1, by=member)
    decide(insight, Act.PUBLISH, sentence="")

    [shown] = signed_in.get(PAGES[0]).context["contributions"]

    assert [entry.sentence for entry in shown.history] == [
        "You wrote it.",
        "A facilitator returned it to you.",
        "You edited it.",
        "A facilitator published it.",
    ]


@pytest.mark.parametrize("state", list(State))
def test_contributions_say_every_state_in_a_sentence(signed_in, member, state):
    InsightFactory(author=member, state=state)

    [shown] = signed_in.get(PAGES[0]).context["contributions"]

    assert (shown.label, "%" in shown.sentence) == (State(state).label, False)


def test_contributions_say_what_they_were_used_in(signed_in, member, monkeypatch):
    insight = InsightFactory(author=member)
    monkeypatch.setattr(ledger.used_in, "_functions", [])
    ledger.used_in.add(lambda keys: {insight.pk: ["Used in the summary of May."]})

    [shown] = signed_in.get(PAGES[0]).context["contributions"]

    assert shown.uses == ["Used in the summary of May."]


def test_comments_name_only_what_may_still_be_read(signed_in, member):
    readable = CommentFactory(author=member, insight__title="Plain to see")
    CommentFactory(author=member, insight__title="Gone from sight", insight__state=State.WITHDRAWN)

    response = signed_in.get(PAGES[1])

    assert response.context["page"].paginator.count == 2
    assert readable.insight.title in response.text
    assert "Gone from sight" not in response.text


def test_drafts_can_be_discarded_by_their_owner_alone(signed_in, member):
    mine, theirs = (
        Draft.objects.create(member=who, fields={"attribution": "named"})
        for who in (member, MemberFactory())
    )

    for draft in (mine, theirs):
        signed_in.post(f"/insights/drafts/{draft.pk}/discard/")

    assert list(Draft.objects.all()) == [theirs]


def write(member, count):
    for _ in range(count):
        insight = InsightFactory(author=member, held=True)
        decide(insight, Act.RETURN)
        CommentFactory(author=member, insight=insight)
        Draft.objects.create(member=member, fields={"attribution": "named"})


@pytest.mark.parametrize("count", [1, 3])
def test_contributions_cost_the_same_however_many(
    signed_in, member, django_assert_num_queries, count
):
    write(member, count)

    for address, queries in zip(PAGES, [9, 9, 4], strict=True):
        with django_assert_num_queries(queries):
            signed_in.get(address)
