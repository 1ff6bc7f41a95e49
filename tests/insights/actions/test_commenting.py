"""Commenting: signed and held as insights are, and never a trace of an unlinked author."""

import pytest

from community.models import AuditEntry
from insights.actions import commenting, editing
from insights.actions.commenting import Remark
from insights.enums import Attribution, State
from insights.models import Comment
from members.enums import Sector
from tests.factories import CommentFactory, InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL)


def remark(author, attribution=Attribution.SECTOR, **fields):
    return Remark(body="We met this too.", attribution=attribution, hat=author.hats[0], **fields)


@pytest.mark.parametrize("attribution", [Attribution.SECTOR, Attribution.WITHOUT])
def test_comment_unlinked_is_held_and_keeps_no_author(author, attribution):
    InsightFactory.create_batch(3, author=author)

    words = commenting.comment(
        InsightFactory(), remark(author, attribution), by=author, form_key="k"
    )

    row = Comment.objects.values().get(pk=words.pk)
    assert (row["author_id"], row["state"], row["published_on"]) == (None, State.HELD, None)
    assert [row[f"byline_{part}"] for part in ("name", "role", "organisation")] == ["", "", ""]
    assert words.is_owned_by(author)
    assert AuditEntry.objects.count() == 0


def test_comment_linked_is_held_until_two_of_the_author_are_published(author):
    insight = InsightFactory()
    InsightFactory(author=author)

    first = commenting.comment(insight, remark(author, Attribution.NAMED), by=author, form_key="a")
    CommentFactory(author=author)
    later = commenting.comment(insight, remark(author, Attribution.NAMED), by=author, form_key="b")

    assert (first.state, later.state) == (State.HELD, State.PUBLISHED)


def test_comment_sent_twice_is_stored_once(author):
    insight = InsightFactory()

    first = commenting.comment(insight, remark(author), by=author, form_key="k")
    again = commenting.comment(insight, remark(author), by=author, form_key="k")

    assert (again, Comment.objects.count()) == (first, 1)


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_withdraw_is_the_authors_alone(author, ownership):
    words = CommentFactory(**{ownership: author})

    with pytest.raises(editing.NotYours):
        commenting.withdraw(words, by=MemberFactory(facilitator=True, administrator=True))
    commenting.withdraw(words, by=author)

    words.refresh_from_db()
    assert words.state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("ownership", "was", "becomes"),
    [
        ("author", State.PUBLISHED, State.PUBLISHED),
        ("author", State.RETURNED, State.HELD),
        ("author", State.WITHDRAWN, State.HELD),
        ("unlinked_by", State.PUBLISHED, State.HELD),
        ("unlinked_by", State.RETURNED, State.HELD),
    ],
)
def test_edit_keeps_the_old_words_and_holds_what_must_be_read_again(
    author, ownership, was, becomes
):
    words = CommentFactory(body="Before", state=was, **{ownership: author})

    commenting.edit(words, "After", version=1, by=author)

    words.refresh_from_db()
    assert (words.body, words.version, words.state) == ("After", 2, becomes)
    assert [(kept.number, kept.body) for kept in words.versions.all()] == [(1, "Before")]
    assert (words.is_owned_by(author), AuditEntry.objects.count()) == (True, 0)


def test_edit_from_a_stale_version_changes_nothing(author):
    words = CommentFactory(unlinked_by=author, version=3, body="Theirs")

    with pytest.raises(editing.StaleEdit):
        commenting.edit(words, "Mine", version=2, by=author)

    words.refresh_from_db()
    assert (words.body, words.version, words.versions.count()) == ("Theirs", 3, 0)


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_edit_is_the_authors_alone_and_not_of_what_was_removed(author, ownership):
    words = CommentFactory(body="Theirs", **{ownership: author})
    removed = CommentFactory(body="Gone", state=State.REMOVED, **{ownership: author})

    for comment, by in [(words, MemberFactory(facilitator=True)), (removed, author)]:
        with pytest.raises(editing.NotYours):
            commenting.edit(comment, "Mine", version=1, by=by)

    assert sorted(Comment.objects.values_list("body", flat=True)) == ["Gone", "Theirs"]
