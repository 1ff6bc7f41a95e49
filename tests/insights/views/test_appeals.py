"""Appeals: one for each decision, by the author alone, decided by somebody else, in time."""

import datetime as dt

import pytest
import time_machine

from community.models import AuditEntry, OutboxMessage
from insights.actions import moderation
from insights.enums import Act, AppealState, Attribution, Audience, State
from insights.models import Appeal, Comment, Decision, Insight, Reason
from insights.models.appeals import working_days_after
from insights.models.insights import KeptFrom
from members.enums import Sector
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    SpaceFactory,
    SpaceMemberFactory,
)
from tests.test_trust_review import every_table, tables_touched

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-23T12:00:00+00:00"


@pytest.fixture
def first():
    return MemberFactory(facilitator=True)


def decided(first, act=Act.DECLINE, make=InsightFactory, **changes):
    made = make(**({"held": True} if act != Act.REMOVE else {}), **changes)
    reason = Reason.objects.filter(act=act).first()
    moderation.decide(made, act, reason=reason, sentence="Too plain.", by=first)
    return Decision.objects.latest("pk")


def address(decision):
    return f"/contributions/decisions/{decision.pk}/appeal/"


def appealed(client, author, decision, words="Please look again."):
    client.force_login(author)
    response = client.post(address(decision), {"words": words})
    assert response.status_code == 303
    return Appeal.objects.get(decision=decision)


def settle(client, appeal, member, state=AppealState.ALLOWED):
    client.force_login(member)
    return client.post(
        f"/moderation/appeals/{appeal.pk}/", {"state": state, "sentence": "It is clear enough."}
    )


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
@pytest.mark.parametrize("make", [InsightFactory, CommentFactory])
@pytest.mark.parametrize("act", [Act.RETURN, Act.DECLINE, Act.REMOVE])
def test_the_author_appeals_and_another_facilitator_publishes(client, first, make, act, ownership):
    author = MemberFactory(hat=Sector.COUNCIL)
    decision = decided(first, act, make, **{ownership: author})
    page = "/contributions/" if make is InsightFactory else "/contributions/comments/"
    client.force_login(author)
    assert address(decision) in client.get(page).text

    appeal = appealed(client, author, decision)
    assert "Another facilitator decides by" in client.get(page).text
    response = settle(client, appeal, MemberFactory(facilitator=True))

    thing = (Insight if make is InsightFactory else Comment).objects.get(pk=appeal.thing.pk)
    assert (response.status_code, thing.state) == (303, State.PUBLISHED)
    client.force_login(author)
    told = client.get(page).text
    assert ("Your appeal was allowed." in told, "It is clear enough." in told) == (True, True)
    mailed = [author.email] * 2 if ownership == "author" else []
    assert [message.to for message in OutboxMessage.objects.all()] == mailed


def test_not_allowed_the_decision_stands_and_cannot_be_appealed_again(client, first):
    author = MemberFactory()
    decision = decided(first, author=author)
    settle(client, appealed(client, author, decision), MemberFactory(facilitator=True), "dismissed")

    client.force_login(author)
    page = client.get("/contributions/").text
    client.post(address(decision), {"words": "Again."})

    assert ("the decision stands" in page, address(decision) in page) == (True, False)
    assert [it.words for it in Appeal.objects.all()] == ["Please look again."]
    assert Insight.objects.get().state == State.DECLINED


def test_sent_twice_the_first_stands(client, first):
    author = MemberFactory()
    decision = decided(first, author=author)

    for words in ("First.", "Second."):
        appealed(client, author, decision, words)

    assert [it.words for it in Appeal.objects.all()] == ["First."]


def test_nobody_but_the_author_appeals(client, first):
    decision = decided(first, unlinked_by=MemberFactory())
    codes = []
    for member in (MemberFactory(), first, MemberFactory(administrator=True)):
        client.force_login(member)
        codes += [
            client.get(address(decision)).status_code,
            client.post(address(decision), {"words": "Mine."}).status_code,
        ]

    assert (codes, Appeal.objects.count()) == ([404] * 6, 0)


@pytest.mark.parametrize("act", [Act.PUBLISH, Act.HOLD])
def test_only_what_went_against_the_author_can_be_appealed(client, first, act):
    author = MemberFactory()
    insight = InsightFactory(author=author, held=act == Act.PUBLISH)
    moderation.decide(insight, act, reason=None, sentence="", by=first)
    client.force_login(author)

    client.post(address(Decision.objects.get()), {"words": "Please."})

    assert Appeal.objects.count() == 0


def test_the_decider_the_author_and_whom_the_audience_shuts_out_never_see_it(client, first):
    author = MemberFactory(facilitator=True)
    decision = decided(first, unlinked_by=author, audience=Audience.PRACTITIONERS)
    appeal = appealed(client, author, decision)
    funder = MemberFactory(facilitator=True, hat=Sector.FUNDER)

    for member in (first, author, funder, MemberFactory()):
        assert settle(client, appeal, member).status_code == 404
        assert f"/moderation/appeals/{appeal.pk}/" not in client.get("/moderation/").text

    appeal.refresh_from_db()
    assert appeal.state == AppealState.OPEN


def test_a_second_answer_changes_nothing(client, first):
    author = MemberFactory()
    appeal = appealed(client, author, decided(first, author=author))
    settle(client, appeal, MemberFactory(facilitator=True, name="Fay"), "dismissed")

    late = settle(client, appeal, MemberFactory(facilitator=True))

    assert (late.status_code, "Fay" in late.text) == (409, True)
    assert Insight.objects.get().state == State.DECLINED


def test_sent_again_or_withdrawn_the_appeal_lapses(client, first):
    author = MemberFactory()
    appeal = appealed(client, author, decided(first, author=author))
    Insight.objects.update(state=State.WITHDRAWN)

    late = settle(client, appeal, MemberFactory(facilitator=True))

    assert (late.status_code, Insight.objects.get().state) == (409, State.WITHDRAWN)


def test_the_queue_shows_the_clock(client, first):
    author = MemberFactory()
    other = MemberFactory(facilitator=True)
    with time_machine.travel(MONDAY):
        appealed(client, author, decided(first, author=author))
        client.force_login(other)
        on_time = client.get("/moderation/?sort=appeal").text
    with time_machine.travel("2026-12-08T12:00:00+00:00"):
        client.force_login(other)
        late = client.get("/moderation/?sort=appeal").text

    assert "To be decided by 7 December 2026." in on_time
    assert "Overdue since 7 December 2026." in late


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [((2026, 11, 23), 10, (2026, 12, 7)), ((2026, 11, 27), 1, (2026, 11, 30)), ((2026, 11, 28), 1, (2026, 11, 30))],
)  # fmt: skip
def test_working_days_after_skips_weekends(day, count, then):
    assert working_days_after(dt.date(*day), count) == dt.date(*then)


def test_an_appeal_on_unlinked_words_touches_no_table_but_its_own(client, first):
    author = MemberFactory(hat=Sector.COUNCIL)
    decision = decided(first, unlinked_by=author, attribution=Attribution.WITHOUT)
    client.force_login(author)
    client.get(address(decision))
    before = every_table()

    client.post(address(decision), {"words": "Please look again."})
    client.get("/contributions/")

    after = every_table()
    assert tables_touched(before, after) == {"insights_appeal"}
    assert {field.name for field in Appeal._meta.fields if field.is_relation} == {
        *("decision", "kept", "by")
    }
    assert Appeal.objects.get().by is None
    assert AuditEntry.objects.filter(actor=author).count() == 0


def queue_of(client, member):
    client.force_login(member)
    return [line.url for line in client.get("/moderation/?sort=appeal").context["page"]]


@pytest.mark.parametrize("make", [InsightFactory, CommentFactory])
def test_at_an_event_with_no_other_facilitator_one_of_the_community_decides(client, first, make):
    """Unless a funder, or kept out. The author is told before they send it."""
    space, author = SpaceFactory(), MemberFactory()
    SpaceMemberFactory(space=space, member=first)
    at = {"audience": Audience.EVENT, "space": space}
    of = at if make is InsightFactory else {"insight": InsightFactory(**at)}
    decision = decided(first, make=make, unlinked_by=author, **of)
    client.force_login(author)
    told = client.get(address(decision)).text
    appeal = appealed(client, author, decision)
    funder = MemberFactory(facilitator=True, hat=Sector.FUNDER)
    kept_out = MemberFactory(facilitator=True, hat=Sector.COUNCIL)
    of_it = appeal.thing if make is InsightFactory else appeal.thing.insight
    KeptFrom.objects.create(insight=of_it, organisation=kept_out.affiliations.get().organisation)
    other, page = MemberFactory(facilitator=True), f"/moderation/appeals/{appeal.pk}/"

    found = [queue_of(client, it) for it in (first, funder, kept_out, other)]
    answer = settle(client, appeal, other)

    appeal.refresh_from_db()
    assert "If it has no other" in told
    assert found == [[], [], [], [page]]
    assert (answer.status_code, appeal.thing.state) == (303, State.PUBLISHED)


def test_where_another_facilitates_the_event_it_is_theirs_until_it_is_overdue(client, first):
    """Whether the other wrote the words changes nothing: else being let in would say so."""
    space, outsider = SpaceFactory(), MemberFactory(facilitator=True)
    second = MemberFactory(facilitator=True)
    for facilitator in (first, second):
        SpaceMemberFactory(space=space, member=facilitator)
    with time_machine.travel(MONDAY):
        made = [
            appealed(
                client,
                author,
                decided(first, audience=Audience.EVENT, space=space, unlinked_by=author),
            )
            for author in (MemberFactory(), second)
        ]
        pages = [f"/moderation/appeals/{appeal.pk}/" for appeal in made]
        in_time = [queue_of(client, it) for it in (second, outsider)]
    with time_machine.travel("2026-12-08T12:00:00+00:00"):
        overdue = [queue_of(client, it) for it in (second, outsider)]

    assert in_time == [pages[:1], []]
    assert overdue == [pages[:1], pages]
