"""Splitting: the author cuts their own words in two. Nothing is lost, nothing widens, unlinked parts share nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from insights.actions import editing, leaving, recording, redacting, signing, splitting
from insights.actions.pausing import Paused, pause
from insights.actions.splitting import Cut
from insights.enums import UNLINKED, Attribution, Audience, Kind, State, TagState
from insights.models import Insight, InsightVersion, Lineage, Tag
from insights.models.insights import KeptFrom
from members.enums import LeftWords
from members.models import Place
from tests.factories import (
    CommentFactory,
    InsightFactory,
    MemberFactory,
    OrganisationFactory,
    ResponseFactory,
    SpaceFactory,
)

pytestmark = pytest.mark.django_db
OWNERSHIP = ["author", "unlinked_by"]


@pytest.fixture
def author():
    return MemberFactory()


def cut(**changes):
    first = {"title": "One", "body": "Money.", "what_helped": "Time."}
    second = {"title": "Two", "body": "Trust.", "what_helped": ""}
    return Cut(**{"version": 1, "first": first, "second": second} | changes)


def whole_of(author, ownership="author", **traits):
    words = {"title": "Both", "body": "Money and trust.", "what_helped": "Time."}
    return InsightFactory(**{ownership: author} | words | traits)


def split(whole, author, *, form_key="k", **changes):
    return splitting.split(whole, cut(**changes), by=author, form_key=form_key)


def texts(words):
    return words.title, words.body, words.what_helped


@pytest.mark.parametrize("ownership", OWNERSHIP)
@pytest.mark.parametrize("state", [State.PUBLISHED, State.RETURNED])
def test_split_makes_two_and_keeps_the_words_as_they_were(author, ownership, state):
    whole = whole_of(author, ownership, state=state)

    second = split(whole, author)

    whole.refresh_from_db()
    assert [texts(it) for it in (whole, second, whole.versions.get())] == [
        ("One", "Money.", "Time."),
        ("Two", "Trust.", ""),
        ("Both", "Money and trust.", "Time."),
    ]
    assert (second.is_owned_by(author), second.versions.count()) == (True, 0)


@pytest.mark.parametrize("ownership", OWNERSHIP)
def test_split_takes_over_everything_but_the_words(author, ownership):
    space = SpaceFactory()
    whole = whole_of(
        author, ownership, kind=Kind.SUPPORT_NEED, audience=Audience.EVENT, space=space
    )
    place, organisation = Place.objects.filter(parent=None).first(), OrganisationFactory()
    tag = Tag.objects.accepted().first()
    proposed = Tag.objects.create(name="Tea", slug="tea", state=TagState.PROPOSED)
    recording.set_tags(whole, [tag, proposed])
    recording.set_places(whole, [place])
    KeptFrom.objects.create(insight=whole, organisation=organisation)

    second = split(whole, author)

    taken = [*splitting.TAKEN_OVER, "origin", "support_state", "outcome", "tag_words"]
    whole.refresh_from_db()
    assert [getattr(second, name) for name in taken] == [getattr(whole, name) for name in taken]
    assert [
        (set(it.tags.all()), it.shown_places, list(it.kept_from.all())) for it in (whole, second)
    ] == [({tag, proposed}, [place], [organisation])] * 2


def test_answers_and_comments_stay_with_the_first_part(author):
    whole = whole_of(author)
    answer, comment = ResponseFactory(insight=whole), CommentFactory(insight=whole)

    second = split(whole, author)

    assert (list(whole.responses.all()), list(whole.comments.all())) == ([answer], [comment])
    assert (second.responses.count(), second.comments.count()) == (0, 0)


@pytest.mark.parametrize(
    ("before", "state", "first", "second"),
    [
        (1, State.PUBLISHED, State.PUBLISHED, State.PUBLISHED),
        (0, State.PUBLISHED, State.PUBLISHED, State.HELD),
        (2, State.RETURNED, State.HELD, State.HELD),
    ],
)
def test_linked_parts_are_held_where_the_rules_hold_them(author, before, state, first, second):
    InsightFactory.create_batch(before, author=author)
    whole = whole_of(author, state=state)

    part = split(whole, author)

    whole.refresh_from_db()
    assert (whole.state, part.state) == (first, second)


def test_unlinked_parts_are_both_held(author):
    InsightFactory.create_batch(3, author=author)
    whole = whole_of(author, "unlinked_by")

    part = split(whole, author)

    whole.refresh_from_db()
    assert (whole.state, part.state, part.published_on) == (State.HELD, State.HELD, None)


def test_a_lineage_joins_linked_parts_alone(author):
    named, unlinked = whole_of(author), whole_of(author, "unlinked_by")

    part, _other = split(named, author), split(unlinked, author)

    assert list(Lineage.objects.values_list("whole", "part", "version")) == [(named.pk, part.pk, 1)]


@pytest.mark.parametrize("ownership", OWNERSHIP)
def test_split_is_the_authors_alone(author, ownership):
    whole = whole_of(author, ownership)
    InsightFactory(**{ownership: author})

    for stranger in (MemberFactory(), MemberFactory(facilitator=True)):
        with pytest.raises(editing.NotYours):
            split(whole, stranger)

    assert (Insight.objects.count(), InsightVersion.objects.count()) == (2, 0)


@pytest.mark.parametrize("ownership", OWNERSHIP)
@pytest.mark.parametrize("state", [State.HELD, State.DECLINED, State.WITHDRAWN, State.REMOVED])
def test_only_what_stands_or_came_back_is_split(author, ownership, state):
    whole = whole_of(author, ownership, state=state)

    with pytest.raises(editing.NotYours):
        split(whole, author)

    assert (Insight.objects.count(), InsightVersion.objects.count()) == (1, 0)


@pytest.mark.parametrize("ownership", OWNERSHIP)
def test_the_same_form_sent_again_splits_once_even_after_more_edits(author, ownership):
    whole = whole_of(author, ownership)
    second = split(whole, author)
    once = split(whole, author)
    whole.refresh_from_db()
    words = recording.Words(kind=whole.kind, title="One, again", body="Money.")
    recording.edit(whole, words, version=2, by=author)

    again = split(whole, author)

    assert ({second, once, again}, Insight.objects.count()) == ({second}, 2)


@pytest.mark.parametrize("ownership", OWNERSHIP)
def test_a_stale_version_changes_nothing(author, ownership):
    whole = whole_of(author, ownership, version=2)

    with pytest.raises(editing.StaleEdit):
        split(whole, author)

    assert (Insight.objects.count(), InsightVersion.objects.count()) == (1, 0)


def test_an_unlinked_split_that_stopped_between_goes_on_from_there(author, monkeypatch):
    whole = whole_of(author, "unlinked_by")

    class ServerStops(Exception):
        pass

    def stops(*_args, **_kwargs):
        raise ServerStops

    with monkeypatch.context() as power:
        power.setattr(splitting, "_become_first", stops)
        with pytest.raises(ServerStops):
            split(whole, author)
    whole.refresh_from_db()
    assert texts(whole) == ("Both", "Money and trust.", "Time.")

    second = split(whole, author)

    whole.refresh_from_db()
    assert sorted(texts(it) for it in Insight.objects.all()) == [texts(whole), texts(second)]


def test_of_an_unlinked_split_each_part_is_its_own_transaction(author, monkeypatch):
    whole = whole_of(author, "unlinked_by")
    done = []
    monkeypatch.setattr(
        splitting.recording, "set_tags", note(done, "second", splitting.recording.set_tags)
    )
    monkeypatch.setattr(splitting.editing, "begin", note(done, "first", splitting.editing.begin))

    split(whole, author)

    (second, outer), (first, beside) = done
    assert (second, first, outer, beside) == ("second", "first", beside, outer)


def note(done, what, action):
    """How deep in transactions it is done: neither part is inside what holds the other."""

    def noted(*args, **kwargs):
        done.append((what, len(transaction.get_connection().savepoint_ids)))
        return action(*args, **kwargs)

    return noted


SHARED = {
    "kind",
    "state",
    "origin",
    "attribution",
    "audience",
    "recorded_on",
    "byline_sector",
}


def test_unlinked_parts_share_no_column_that_says_they_were_one(author):
    """Only what hundreds share: how they are signed, who reads them, the day."""
    whole = whole_of(author, "unlinked_by")
    second = split(whole, author)
    whole.refresh_from_db()

    told = [
        field.attname
        for field in Insight._meta.concrete_fields
        if (value := getattr(whole, field.attname)) == getattr(second, field.attname)
        and value not in (None, "")
    ]

    assert set(told) <= SHARED
    assert Lineage.objects.count() == 0


@pytest.mark.parametrize("attribution", UNLINKED)
@pytest.mark.parametrize("side", ["part", "whole"])
def test_the_database_refuses_a_lineage_of_unlinked_words(author, attribution, side):
    words = {"part": InsightFactory(author=author), "whole": InsightFactory(author=author)}
    words[side] = InsightFactory(unlinked_by=author, attribution=attribution)

    with pytest.raises(IntegrityError), transaction.atomic():
        Lineage.objects.create(**words, version=1)


@pytest.mark.parametrize("attribution", UNLINKED)
@pytest.mark.parametrize("side", ["part", "whole"])
def test_the_database_refuses_to_unlink_what_a_lineage_joins(author, attribution, side):
    part = split(whole_of(author), author)
    pk = {"part": part.pk, "whole": part.lineage.whole_id}[side]
    less = {"author": None, "byline_name": "", "byline_role": "", "byline_organisation": ""}

    with pytest.raises(IntegrityError), transaction.atomic():
        Insight.objects.filter(pk=pk).update(attribution=attribution, byline_sector="", **less)


@pytest.mark.parametrize("side", ["part", "whole"])
@pytest.mark.parametrize(
    ("attribution", "left"),
    [(Attribution.ORGANISATION, 1), *[(attribution, 0) for attribution in UNLINKED]],
)
def test_narrowing_to_unlinked_takes_the_lineage_away(author, side, attribution, left):
    part = split(whole_of(author, byline_organisation="Leeds"), author)
    narrowed = {"part": part, "whole": part.lineage.whole}[side]

    signing.narrow(narrowed, attribution, by=author)

    assert Lineage.objects.count() == left


@pytest.mark.parametrize("words", [LeftWords.KEEP, LeftWords.REMOVE])
def test_leaving_takes_the_lineage_away(author, words):
    split(whole_of(author), author)
    stranger = MemberFactory()
    other = split(whole_of(stranger), stranger)

    leaving.take_out(author, words)

    assert list(Lineage.objects.all()) == [other.lineage]


def test_withdrawing_takes_away_one_part_alone(author):
    whole = whole_of(author)
    part = split(whole, author)

    recording.withdraw(part, by=author)

    whole.refresh_from_db()
    assert (whole.state, texts(whole)) == (State.PUBLISHED, ("One", "Money.", "Time."))


def test_words_taken_out_of_a_part_go_from_what_it_was_split_from(author):
    whole = whole_of(author)
    part = split(whole, author)
    fay = MemberFactory(facilitator=True)

    redacting.redact(part, "trust", reason=None, sentence="It names.", by=fay)

    part.refresh_from_db()
    assert (part.body, whole.versions.get().body) == ("[removed].", "Money and [removed].")


def test_who_is_paused_splits_by_name_alone(author):
    unlinked = whole_of(author, "unlinked_by")
    pause(unlinked, dt.date(2999, 1, 1), sentence="Enough.", by=MemberFactory(facilitator=True))

    with pytest.raises(Paused):
        split(unlinked, author)
    split(whole_of(author), author)

    assert Insight.objects.count() == 3
