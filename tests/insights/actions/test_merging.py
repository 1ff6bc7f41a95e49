"""Putting insights together loses nothing, widens nothing, and undoing is as if it had never been."""

import datetime as dt
from itertools import permutations

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.models import AuditEntry, OutboxMessage
from insights.actions import appealing, counting, merging, moderation, recording, splitting
from insights.actions.splitting import Cut
from insights.enums import Act, AppealState, Attribution, Audience, Kind, State
from insights.models import Appeal, Decision, Finding, Insight, Lineage, Response, Variant
from insights.models.insights import KeptFrom
from members.enums import Sector
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ResponseFactory,
    SpaceFactory,
)
from tests.insights.merging import together
from tests.tables import every_table

pytestmark = pytest.mark.django_db
OF_THE_RECORD = {
    "community_auditentry",
    "community_outboxmessage",
    "insights_librarystamp",
    "procrastinate_jobs",  # mail that goes out
    "procrastinate_events",
}


def everything_but_the_log():
    return {name: rows for name, rows in every_table().items() if name not in OF_THE_RECORD}


def a_community():
    """Insights of every way of signing and several audiences, with what was said of them."""
    kept_out, space = OrganisationFactory(), SpaceFactory()
    insights = [
        InsightFactory(),
        InsightFactory(unlinked_by=MemberFactory()),
        InsightFactory(audience=Audience.EVERYONE),
        InsightFactory(audience=Audience.PRACTITIONERS, unlinked_by=MemberFactory()),
        InsightFactory(audience=Audience.EVENT, space=space),
        InsightFactory(kind=Kind.SUPPORT_NEED),
    ]
    KeptFrom.objects.create(insight=insights[0], organisation=kept_out)
    answerer = MemberFactory()
    for insight in insights:
        CommentFactory(insight=insight, unlinked_by=MemberFactory())
        ResponseFactory(insight=insight, member=answerer)
    return insights


STEPS = st.lists(
    st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=12
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_undoing_is_the_identity_whatever_was_put_together_and_taken_apart(db, steps):
    """In any order: in the end every row of every table is what it was, the log and mail aside."""
    with transaction.atomic():
        insights, facilitator = a_community(), MemberFactory(facilitator=True)
        at_first, standing = everything_but_the_log(), []
        for puts, one, other in steps:
            if puts:
                try:
                    together(insights[one], insights[other], by=facilitator)
                except merging.Hindered:
                    continue
                standing.append(insights[one])
            elif standing:
                merging.take_apart(standing.pop(one % len(standing)), by=facilitator)
            assert Variant.objects.count() == len(standing)
        for insight in standing:
            merging.take_apart(insight, by=facilitator)

        assert everything_but_the_log() == at_first
        transaction.set_rollback(True)


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_parts_of_a_split_are_put_together_and_taken_apart_as_any_others(client, ownership):
    """The line between linked parts stays; split again meanwhile, what is new stands by itself."""
    author, facilitator = MemberFactory(), MemberFactory(facilitator=True)
    whole = InsightFactory(**{ownership: author})
    part = split(whole, author, "One", "Two")
    Insight.objects.update(state=State.PUBLISHED, published_on="2026-01-01")
    whole.refresh_from_db()
    part.refresh_from_db()
    client.force_login(MemberFactory())
    before = everything_but_the_log()

    together(part, whole, by=facilitator)
    read = client.get(whole.get_absolute_url())
    moved = client.get(part.get_absolute_url())
    merging.take_apart(part, by=facilitator)
    after = everything_but_the_log()
    together(part, whole, by=facilitator)
    third = split(part, author, "Three", "Four")
    merging.take_apart(part, by=facilitator)

    part.refresh_from_db()
    assert after == before
    assert (read.status_code, moved.status_code, moved.url) == (200, 302, whole.get_absolute_url())
    assert (part.title, third.title, Variant.objects.count()) == ("Three", "Four", 0)
    assert Lineage.objects.count() == (2 if ownership == "author" else 0)


def split(whole, author, *titles):
    first, second = ({"title": it, "body": it, "what_helped": ""} for it in titles)
    cut = Cut(version=whole.version, first=first, second=second)
    return splitting.split(whole, cut, by=author, form_key="k")


def test_put_together_neither_insight_is_written_to():
    variant, stays = InsightFactory(unlinked_by=MemberFactory()), InsightFactory()
    before = list(Insight.objects.order_by("pk").values())

    together(variant, stays)

    assert list(Insight.objects.order_by("pk").values()) == before


def test_the_log_keeps_both_putting_together_and_taking_apart():
    facilitator = MemberFactory(facilitator=True)
    variant, stays = together(by=facilitator)
    merging.take_apart(variant, by=facilitator)

    assert list(AuditEntry.objects.order_by("pk").values_list("verb", "thing", "actor")) == [
        ("insight.merge", f"{variant.reference} under {stays.reference}", facilitator.pk),
        ("insight.apart", f"{variant.reference} under {stays.reference}", facilitator.pk),
    ]


@pytest.mark.parametrize("whose", ["variant", "stays"])
@pytest.mark.parametrize("unlinked", [False, True])
def test_facilitators_put_nothing_of_their_own_together(whose, unlinked):
    facilitator = MemberFactory(facilitator=True)
    own = InsightFactory(**{"unlinked_by" if unlinked else "author": facilitator})

    with pytest.raises(moderation.OwnWords):
        together(**{whose: own}, by=facilitator)

    assert (Variant.objects.count(), Decision.objects.count()) == (0, 0)


def test_words_changed_meanwhile_are_not_put_together():
    variant, stays = InsightFactory(), InsightFactory()
    Insight.objects.filter(pk=stays.pk).update(version=2)

    with pytest.raises(moderation.AlreadyDecided):
        together(variant, stays)


def test_the_same_both_of_two_kinds_and_the_unpublished_are_left_apart():
    one = InsightFactory()
    need, held = InsightFactory(kind=Kind.SUPPORT_NEED), InsightFactory(held=True)

    for other in (one, need, held):
        with pytest.raises(merging.Hindered):
            together(one, other)


def test_what_is_under_another_or_holds_another_is_not_put_under_a_third():
    variant, stays = together()

    for pair in [(stays, None), (variant, None), (None, variant)]:
        with pytest.raises(merging.Hindered):
            together(*pair)

    assert Variant.objects.count() == 1


def test_the_database_refuses_an_insight_under_itself():
    variant, _stays = together()

    with pytest.raises(IntegrityError, match="variant_of_another_insight"), transaction.atomic():
        Variant.objects.update(stays=variant)


@pytest.mark.parametrize("put", ["under what is under another", "over what holds another"])
def test_the_database_refuses_a_chain(put):
    variant, stays = together()
    third, fourth = InsightFactory(), InsightFactory()
    decision = Decision.objects.create(insight=third, act=Act.MERGE)
    one, other = (third, variant) if put.startswith("under") else (stays, third)
    apart = Variant.objects.create(insight=third, stays=fourth, decision=decision)

    for refused in (
        lambda: Variant.objects.filter(pk=apart.pk).update(insight=one, stays=other),
        lambda: _insert(one, other, decision),
    ):
        with pytest.raises(IntegrityError, match="has none under it"), transaction.atomic():
            refused()

    assert set(Variant.objects.values_list("insight", "stays")) == {
        (variant.pk, stays.pk), (third.pk, fourth.pk),
    }  # fmt: skip


def _insert(insight, stays, decision):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO insights_variant (insight_id, stays_id, decision_id) VALUES (%s, %s, %s)",
            [insight.pk, stays.pk, decision.pk],
        )


AUDIENCES = [Audience.EVERYONE, Audience.MEMBERS, Audience.PRACTITIONERS, Audience.EVENT]
ADMITTING = {
    (Audience.EVERYONE, Audience.MEMBERS),
    (Audience.EVERYONE, Audience.PRACTITIONERS),
    (Audience.EVERYONE, Audience.EVENT),
    (Audience.MEMBERS, Audience.PRACTITIONERS),
    (Audience.MEMBERS, Audience.EVENT),
}


@pytest.mark.parametrize(("stays", "variant"), list(permutations(AUDIENCES, 2)))
def test_the_one_more_people_may_read_stays(stays, variant):
    space = SpaceFactory()
    pair = [InsightFactory(audience=audience, space=space) for audience in (variant, stays)]

    if (stays, variant) in ADMITTING:
        together(*pair)
    else:
        with pytest.raises(merging.Hindered):
            together(*pair)

    assert Variant.objects.exists() == ((stays, variant) in ADMITTING)


def test_people_at_two_events_are_not_put_together():
    pair = [InsightFactory(audience=Audience.EVENT, space=SpaceFactory()) for _ in range(2)]

    with pytest.raises(merging.Hindered):
        together(*pair)


def test_what_is_kept_from_an_organisation_does_not_stay_over_what_is_not():
    kept, free = InsightFactory(), InsightFactory()
    KeptFrom.objects.create(insight=kept, organisation=OrganisationFactory())

    with pytest.raises(merging.Hindered):
        together(free, kept)
    together(kept, free)

    assert list(Variant.objects.values_list("insight", "stays")) == [(kept.pk, free.pk)]


def test_it_can_be_undone_for_thirty_days_by_any_facilitator_who_wrote_neither():
    variant, stays = InsightFactory(), InsightFactory(author=MemberFactory(facilitator=True))
    together(variant, stays)

    with pytest.raises(merging.CannotUndo):
        merging.take_apart(variant, by=stays.author)
    late = time_machine.travel(timezone.now() + dt.timedelta(days=30), tick=False)
    with late, pytest.raises(merging.CannotUndo):
        merging.take_apart(variant, by=MemberFactory(facilitator=True))
    merging.take_apart(variant, by=MemberFactory(facilitator=True))

    assert Variant.objects.count() == 0


def test_taken_apart_twice_is_refused_the_second_time():
    variant, _stays = together()
    merging.take_apart(variant, by=MemberFactory(facilitator=True))

    with pytest.raises(merging.CannotUndo):
        merging.take_apart(variant, by=MemberFactory(facilitator=True))


@pytest.mark.parametrize("unlinked", [False, True])
def test_its_author_appeals_and_another_facilitator_takes_them_apart(unlinked):
    author = MemberFactory()
    variant = InsightFactory(**{"unlinked_by" if unlinked else "author": author})
    together(variant)
    made = appealing.appeal(variant.decisions.get(), "It says another thing.", by=author)

    with pytest.raises(merging.CannotUndo):  # it is with another now
        merging.take_apart(variant, by=MemberFactory(facilitator=True))
    other = MemberFactory(facilitator=True)
    appealing.settle(made, AppealState.ALLOWED, sentence="They differ.", by=other)

    variant.refresh_from_db()
    assert (Variant.objects.count(), variant.state, variant.decisions.count()) == (
        0,
        State.PUBLISHED,
        1,
    )


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_whoever_wrote_the_one_that_stays_does_not_settle_the_appeal(client, ownership):
    side = MemberFactory(facilitator=True)
    variant, _stays = together(
        InsightFactory(author=MemberFactory()), InsightFactory(**{ownership: side})
    )
    made = appealing.appeal(variant.decisions.get(), "It says another thing.", by=variant.author)
    client.force_login(side)
    page = f"/moderation/appeals/{made.pk}/"

    shown = [client.get(page).status_code, client.post(page, {"state": "dismissed"}).status_code]
    with pytest.raises(moderation.OwnWords):
        appealing.settle(made, AppealState.DISMISSED, sentence="No.", by=side)

    queue = client.get("/moderation/?sort=appeal").context["page"]
    assert (shown, list(queue)) == ([404, 404], [])
    other = MemberFactory(facilitator=True)
    assert Appeal.objects.visible_to(side).count() == 0
    assert Appeal.objects.visible_to(other).get() == made


def test_an_appeal_dismissed_leaves_them_together():
    variant, _stays = together()
    made = appealing.appeal(variant.decisions.get(), "It says another thing.", by=variant.author)

    other = MemberFactory(facilitator=True)
    appealing.settle(made, AppealState.DISMISSED, sentence="They agree.", by=other)

    assert Variant.objects.count() == 1


def test_a_variant_withdrawn_by_its_author_goes_alone():
    variant, stays = together(InsightFactory(unlinked_by=(author := MemberFactory())))

    recording.withdraw(variant, by=author)

    states = dict(Insight.objects.values_list("pk", "state"))
    assert states == {variant.pk: State.WITHDRAWN, stays.pk: State.PUBLISHED}


def answered(insight, count, **given):
    return [ResponseFactory(insight=insight, **given) for _ in range(count)]


def figures():
    counting.take()
    return {it.insight_id: it.display["shown"]["total"]["base"]["people"] for it in Finding.objects.all()}  # fmt: skip


def test_answers_count_once_a_member_and_the_latest_stands():
    """Nine people answered: three of them both, first the one and then the other."""
    variant, stays = InsightFactory(), InsightFactory()
    both = [it.member for it in answered(stays, 3, answer="not_here")]
    for member in both:
        ResponseFactory(insight=variant, member=member, answer="true_here")
    answered(variant, 3)
    answered(stays, 3)
    together(variant, stays)

    assert figures() == {stays.pk: 9}
    assert Response.objects.count() == 12
    latest = counting._answers_by_insight()[stays.pk]
    assert [it.value for it in latest] == ["true_here"] * 9


def test_answers_to_what_fewer_may_read_are_counted_apart():
    variant = InsightFactory(audience=Audience.PRACTITIONERS)
    stays = InsightFactory()
    answered(variant, 6)
    answered(stays, 7)

    before = figures()
    together(variant, stays)

    assert figures() == before == {variant.pk: 6, stays.pk: 7}


def test_once_the_one_that_stays_is_gone_the_other_counts_by_itself():
    variant, stays = together()
    answered(variant, 6)
    answered(stays, 7)
    Insight.objects.filter(pk=stays.pk).update(state=State.WITHDRAWN)

    assert figures() == {variant.pk: 6}


def test_taken_apart_each_counts_by_itself_again():
    variant, stays = InsightFactory(), InsightFactory()
    answered(variant, 6)
    answered(stays, 7)
    before = figures()
    together(variant, stays)
    figures()
    merging.take_apart(variant, by=MemberFactory(facilitator=True))

    assert figures() == before


def test_only_a_linked_author_is_told_by_mail():
    together(InsightFactory(unlinked_by=MemberFactory()))
    linked, _stays = together()

    assert list(OutboxMessage.objects.values_list("to", flat=True)) == [linked.author.email]


def test_nothing_written_tells_who_wrote_an_unlinked_variant():
    """Whoever wrote it, the same columns hold the same: everything but what facilitators do is as before."""
    author = MemberFactory(hat=Sector.COUNCIL)
    variant = InsightFactory(unlinked_by=author, attribution=Attribution.WITHOUT)
    stays, facilitator = InsightFactory(), MemberFactory(facilitator=True)
    before = every_table()

    together(variant, stays, by=facilitator)

    changed = {name for name, rows in every_table().items() if rows != before[name]}
    assert changed == {
        "community_auditentry", "insights_decision", "insights_librarystamp", "insights_variant"
    }  # fmt: skip
    decision = Decision.objects.get()
    assert (decision.act, decision.insight_id, decision.by_id) == (
        Act.MERGE, variant.pk, facilitator.pk
    )  # fmt: skip
