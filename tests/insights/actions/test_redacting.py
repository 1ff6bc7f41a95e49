"""Redacting: afterwards the words are in no table, index, job or log, and nothing else is gone."""

import pytest

from community.actions import mail
from community.models import AuditEntry, OutboxMessage
from insights.actions import claiming, commenting, moderation, recording, redacting
from insights.actions.editing import StaleEdit
from insights.actions.recording import Words
from insights.enums import Act, Kind, State
from insights.models import Appeal, Bulk, Decision, Insight, Pause, Reason, Tag
from tests.factories import (
    CommentFactory,
    EventFactory,
    InsightFactory,
    MemberFactory,
    NoteBatchFactory,
    NoteFactory,
    ReportFactory,
    ResponseFactory,
    TagFactory,
    ThemeFactory,
)
from tests.scanning import tables_holding

pytestmark = pytest.mark.django_db
NAME = "Gwenllian Prysor"
SAID = f"Everybody knows that {NAME} blocked it, and gwenllian  prysor says so."


@pytest.fixture
def facilitator():
    return MemberFactory(facilitator=True)


def redact(insight, words=NAME, *, by, **changes):
    reason = Reason.objects.filter(act=Act.REDACT).first()
    why = {"reason": reason, "sentence": "It names somebody."} | changes
    return redacting.redact(Insight.objects.get(pk=insight.pk), words, by=by, **why)


@pytest.fixture
def everywhere(facilitator):
    """An insight of an event that says a name in every place there is."""
    event = EventFactory()
    insight = InsightFactory(
        kind=Kind.SUPPORT_NEED, title=f"{NAME} said no", body=SAID, what_helped=SAID, version=2,
        outcome=SAID, space=event.space_ptr, author=MemberFactory(),
    )  # fmt: skip
    insight.versions.create(number=1, title=NAME, body=SAID, what_helped=SAID)
    comment = CommentFactory(insight=insight, body=SAID)
    comment.versions.create(number=1, body=SAID)
    moderation.decide(comment, Act.REMOVE, reason=None, sentence=SAID, by=facilitator)
    held = Decision.objects.create(insight=insight, act=Act.HOLD, sentence=SAID, by=facilitator)
    Appeal.objects.create(decision=held, words=SAID, sentence=SAID)
    Pause.objects.create(comment=comment, until="2099-01-01", sentence=SAID)
    bulk = Bulk.objects.create(act=Act.PUBLISH, sentence=SAID, by=facilitator, form_key="k")
    bulk.items.create(comment=comment, version=1)
    ReportFactory(insight=insight, words=SAID, outcome=SAID)
    ReportFactory(insight=None, comment=comment, words=SAID)
    ResponseFactory(insight=insight, context=SAID)
    insight.offers.create(helper=MemberFactory(), message=SAID)
    mail.post(to="a@example.org", subject=NAME, body=f"{SAID} {insight.reference}")
    insight.taggings.create(tag=TagFactory(name=NAME))
    known = Tag.objects.accepted().first()
    known.aliases.append(NAME)
    known.save()
    recording.set_tags(insight, [*insight.tags.all(), known])
    ThemeFactory(event=event, insight=insight, title=f"{NAME} said no", definition=SAID)
    NoteFactory(event=event, text=SAID, left_out_reason=NAME)
    NoteBatchFactory(event=event, raw=SAID)
    return insight


def test_the_scan_sees_every_place_the_name_is_planted_in(everywhere):
    """Or the test below would prove nothing."""
    assert set(tables_holding("prysor")) == {
        "community_outboxmessage",
        "events_note",
        "events_notebatch",
        "events_theme",
        "insights_appeal",
        "insights_bulk",
        "insights_comment",
        "insights_commentversion",
        "insights_decision",
        "insights_insight",
        "insights_insightversion",
        "insights_offer",
        "insights_pause",
        "insights_report",
        "insights_response",
        "insights_tag",
    }


def test_redact_leaves_the_words_in_no_table_index_job_or_log(everywhere, facilitator, caplog):
    redact(everywhere, by=facilitator)

    assert (tables_holding("prysor"), tables_holding("Gwenllian")) == ([], [])
    assert ("prysor" in caplog.text.lower(), AuditEntry.objects.first().verb) == (
        False,
        "insight.redact",
    )


def test_redact_keeps_every_other_word(facilitator):
    insight = InsightFactory(title=f"{NAME} said no", body=SAID)
    other = InsightFactory(body=SAID)

    redact(insight, by=facilitator)

    insight.refresh_from_db()
    assert (insight.title, insight.body) == (
        "[removed] said no",
        "Everybody knows that [removed] blocked it, and [removed] says so.",
    )
    assert (insight.state, Insight.objects.get(pk=other.pk).body) == (State.PUBLISHED, SAID)


@pytest.mark.parametrize(
    ("words", "body", "after"),
    [
        ("Ann", "Ann met Annie. (Ann)", "[removed] met Annie. ([removed])"),
        ("a.b", "a.b is not axb", "[removed] is not axb"),
        ("two lines", "These two\nlines go", "These [removed] go"),
        ("ŵyl", "Gŵyl a ŵyl", "Gŵyl a [removed]"),
    ],
)
def test_redact_takes_whole_words_as_typed(facilitator, words, body, after):
    insight = InsightFactory(body=body)

    assert redact(insight, words, by=facilitator).body == after


def test_redact_cuts_what_a_column_cannot_hold(facilitator):
    title = " ".join(["Al"] * 47)[:140]
    insight = InsightFactory(title=title)

    assert len(redact(insight, "Al", by=facilitator).title) == 140


def test_redact_of_an_earlier_version_leaves_the_current_words(facilitator):
    insight = InsightFactory(title="Now", body="Mended.", version=2)
    insight.versions.create(number=1, title="Now", body=SAID)

    after = redact(insight, by=facilitator)

    assert (after.body, tables_holding("prysor")) == ("Mended.", [])


def test_redact_is_logged_and_told_without_the_words(facilitator):
    insight = InsightFactory(body=SAID)

    redact(insight, by=facilitator)

    [entry], [decision] = AuditEntry.objects.all(), insight.decisions.all()
    assert (entry.thing, entry.actor, entry.details) == (
        insight.reference,
        facilitator,
        {"reason": "It identifies someone"},
    )
    assert (decision.act, decision.sentence) == (Act.REDACT, "It names somebody.")
    assert [message.to for message in OutboxMessage.objects.all()] == [insight.author.email]


def test_redact_of_unlinked_words_sends_nothing(facilitator):
    insight = InsightFactory(body=SAID, unlinked_by=MemberFactory())

    redact(insight, by=facilitator)

    assert OutboxMessage.objects.count() == 0


def test_a_form_opened_before_cannot_put_the_words_back(facilitator):
    author = MemberFactory()
    insight = InsightFactory(body=SAID, author=author)
    redact(insight, by=facilitator)

    with pytest.raises(StaleEdit):
        recording.edit(
            insight, Words(kind=insight.kind, title="T", body=SAID), version=1, by=author
        )

    assert tables_holding("prysor") == []


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_a_comments_form_opened_before_cannot_put_the_words_back(facilitator, ownership):
    author = MemberFactory()
    comment = CommentFactory(body=SAID, **{ownership: author})
    other = CommentFactory(insight=comment.insight, body="We met this too.", author=author)
    redact(comment.insight, by=facilitator)

    with pytest.raises(StaleEdit):
        commenting.edit(comment, SAID, version=1, by=author)

    assert tables_holding("prysor") == []
    assert commenting.edit(other, "Still mine to change.", version=1, by=author).version == 2


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_redact_of_ones_own_words_is_refused(facilitator, ownership):
    insight = InsightFactory(body=SAID, **{ownership: facilitator})

    with pytest.raises(moderation.OwnWords):
        redact(insight, by=facilitator)

    insight.refresh_from_db()
    assert insight.body == SAID


def test_redact_of_words_that_are_not_there_changes_nothing(facilitator):
    insight = InsightFactory()

    with pytest.raises(redacting.NotThere):
        redact(insight, "Nobody says this", by=facilitator)

    insight.refresh_from_db()
    assert (insight.version, AuditEntry.objects.count(), Decision.objects.count()) == (1, 0, 0)


def test_redact_of_what_another_has_is_refused(facilitator):
    insight = InsightFactory(body=SAID, held=True)
    claiming.take(insight, by=MemberFactory(facilitator=True))

    with pytest.raises(claiming.Taken):
        redact(insight, by=facilitator)
