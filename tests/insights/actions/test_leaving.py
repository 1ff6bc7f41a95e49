"""What becomes of words when their author leaves: by choice when linked, unprovable when not."""

import pytest
from django.db import connection

from insights.actions import leaving
from insights.enums import Attribution, Kind, OfferState, State, SupportState
from insights.models import Comment, Insight, Offer, Report
from members.enums import LeftWords
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    ReportFactory,
    ResponseFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin():
    return MemberFactory(name="Robin Quillfeather")


def written_by(table):
    """Which transaction wrote each row last."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, xmin::text FROM {table}")  # noqa: S608 - our own table
        return dict(cursor.fetchall())


def test_unlinked_words_stay_as_they_are_and_nobody_can_prove_them_any_more(robin):
    other = MemberFactory()
    theirs, others = InsightFactory(unlinked_by=robin), InsightFactory(unlinked_by=other)
    remark = CommentFactory(unlinked_by=robin)
    kept = {it.pk: (it.title, it.body, it.state, it.published_on) for it in (theirs, others)}

    leaving.let_go_of_proofs([robin])

    assert {
        it.pk: (it.title, it.body, it.state, it.published_on)
        for it in Insight.objects.filter(pk__in=kept)
    } == kept
    assert list(Insight.objects.owned_by(robin)) == list(Comment.objects.owned_by(robin)) == []
    assert list(Insight.objects.owned_by(other)) == [others]
    assert Comment.objects.get(pk=remark.pk).body == remark.body


def test_a_proof_let_go_looks_like_any_other(robin):
    theirs, others = InsightFactory(unlinked_by=robin), InsightFactory(unlinked_by=MemberFactory())
    before = theirs.owner_proof

    leaving.let_go_of_proofs([robin])

    theirs.refresh_from_db()
    others.refresh_from_db()
    assert theirs.owner_proof != before
    assert [len(it.owner_proof) for it in (theirs, others)] == [64, 64]
    assert set(theirs.owner_proof) <= set("0123456789abcdef")


def test_every_unlinked_row_is_written_in_one_transaction_that_wrote_nothing_else(robin):
    for author in (robin, robin, MemberFactory(), MemberFactory()):
        InsightFactory(unlinked_by=author)
    named = InsightFactory(author=robin)

    leaving.let_go_of_proofs([robin])
    leaving.take_out(robin, LeftWords.KEEP)

    by = written_by("insights_insight")
    nameless = by.pop(named.pk)
    assert len(set(by.values())) == 1
    assert nameless not in by.values()


def test_an_unlinked_need_goes_on_taking_offers_so_that_nothing_shows_who_left(robin):
    need = InsightFactory(unlinked_by=robin, kind=Kind.SUPPORT_NEED)
    offer = Offer.objects.create(insight=need, helper=MemberFactory(), message="I can help.")

    leaving.let_go_of_proofs([robin])
    leaving.take_out(robin, LeftWords.REMOVE)

    offer.refresh_from_db()
    need.refresh_from_db()
    assert (offer.state, need.state, need.title) == (
        OfferState.OFFERED,
        State.PUBLISHED,
        need.title,
    )


def test_kept_words_stay_without_name_role_and_organisation(robin):
    named = InsightFactory(
        author=robin, byline_role="Director", byline_organisation="North Council"
    )
    by_organisation = InsightFactory(
        author=robin,
        attribution=Attribution.ORGANISATION,
        byline_organisation="North Council",
    )
    remark = CommentFactory(author=robin)

    leaving.take_out(robin, LeftWords.KEEP)

    for words in (named, by_organisation, remark):
        words.refresh_from_db()
    assert [it.byline for it in (named, by_organisation, remark)] == [
        "Former member",
        "North Council",
        "Former member",
    ]
    assert [it.author for it in (named, by_organisation, remark)] == [None] * 3
    assert (named.body, named.state) == ("What is happening.", State.PUBLISHED)


@pytest.mark.parametrize("state", [State.RETURNED, State.DECLINED, State.WITHDRAWN])
def test_words_only_their_author_could_read_are_never_kept(robin, state):
    insight = InsightFactory(author=robin, state=state)

    leaving.take_out(robin, LeftWords.KEEP)

    insight.refresh_from_db()
    assert (insight.title, insight.body, insight.author) == ("", "", None)


def test_removed_words_are_empty_and_what_others_wrote_on_them_is_theirs_still(robin):
    insight = InsightFactory(author=robin, title="Zebrafish")
    insight.tags.add(TagFactory(name="Zebrafish"))
    answer = CommentFactory(insight=insight)
    counted = ResponseFactory(insight=insight)

    leaving.take_out(robin, LeftWords.REMOVE)

    insight.refresh_from_db()
    answer.refresh_from_db()
    assert (insight.state, insight.title, insight.body, insight.search) == (
        State.WITHDRAWN,
        "",
        "",
        "",
    )
    assert (insight.taggings.count(), answer.body) == (0, "We met this too.")
    assert list(insight.responses.all()) == [counted]


def test_a_closed_need_can_be_emptied(robin):
    need = InsightFactory(
        author=robin, kind=Kind.SUPPORT_NEED, support_state=SupportState.CLOSED, outcome="It ended."
    )

    leaving.take_out(robin, LeftWords.REMOVE)

    need.refresh_from_db()
    assert (need.support_state, need.outcome) == (SupportState.OPEN, "")


def test_offers_on_a_need_nobody_is_there_to_answer_are_not_taken_up(robin):
    need = InsightFactory(author=robin, kind=Kind.SUPPORT_NEED, support_state=SupportState.OFFERED)
    offer = Offer.objects.create(insight=need, helper=MemberFactory(), message="I can help.")

    leaving.take_out(robin, LeftWords.KEEP)

    offer.refresh_from_db()
    need.refresh_from_db()
    assert (offer.state, need.support_state) == (OfferState.DECLINED, SupportState.OPEN)


def test_a_need_follows_when_its_only_helper_leaves(robin):
    need = InsightFactory(kind=Kind.SUPPORT_NEED, support_state=SupportState.OFFERED)
    Offer.objects.create(insight=need, helper=robin, message="I can help.")

    leaving.take_out(robin, LeftWords.KEEP)

    need.refresh_from_db()
    assert (need.support_state, need.offers.count()) == (SupportState.OPEN, 0)


def test_an_open_report_waits_for_its_answer_without_its_reporter(robin):
    waiting = ReportFactory(reporter=robin, words="It names my neighbour.")
    answered = ReportFactory(reporter=robin, words="It names my neighbour.", state="upheld")

    leaving.take_out(robin, LeftWords.KEEP)

    assert dict(Report.objects.values_list("pk", "words")) == {
        waiting.pk: "It names my neighbour.",
        answered.pk: "",
    }
    assert not Report.objects.filter(reporter=robin).exists()
