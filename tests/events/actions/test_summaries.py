"""Drafting, editing and arranging a summary."""

import pytest

from community.models import AuditEntry
from events.actions import summaries
from events.enums import BlockKey, EventState
from tests.events.gathering import block, drafted

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(event, facilitator):
    return drafted(event, facilitator)


def test_draft_makes_every_block_once(summary, event, facilitator):
    again = summaries.draft(event, by=facilitator)

    assert again == summary
    assert [it.key for it in again.blocks.all()] == list(BlockKey)
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["summary.drafted"] * 2


def test_draft_keeps_edits_and_says_where_the_draft_is_newer(summary, event, facilitator):
    for key in ("why", "next"):
        summaries.edit(block(summary, key), f"Mine: {key}.", version=1, by=facilitator)
    event.why = "Something newer."
    event.save()

    summaries.draft(event, by=facilitator)

    now = {it.key: it for it in summary.blocks.all()}
    assert (now["why"].edited, now["why"].has_newer_draft) == ("Mine: why.", True)
    assert (now["next"].edited, now["next"].has_newer_draft) == ("Mine: next.", False)


def test_draft_keeps_what_is_hidden_and_its_order(summary, event, facilitator):
    summaries.arrange(block(summary, "next"), "hide", position=6, by=facilitator)
    summaries.arrange(block(summary, "who"), "up", position=1, by=facilitator)

    summaries.draft(event, by=facilitator)

    assert [it.key for it in summary.blocks.all()][:2] == ["who", "why"]
    assert block(summary, "next").is_hidden


def test_edit_that_says_what_the_draft_says_is_none(summary, facilitator):
    drafted_words = block(summary, "why").drafted

    summaries.edit(block(summary, "why"), drafted_words, version=1, by=facilitator)

    assert (block(summary, "why").edited, block(summary, "why").edited_by) == (None, None)


def test_edit_of_an_older_version_changes_nothing(summary, facilitator):
    summaries.edit(block(summary, "why"), "First.", version=1, by=facilitator)

    with pytest.raises(summaries.StaleBlock):
        summaries.edit(block(summary, "why"), "Second.", version=1, by=facilitator)

    assert block(summary, "why").edited == "First."


def test_restore_takes_the_edit_off(summary, facilitator):
    summaries.edit(block(summary, "why"), "Mine.", version=1, by=facilitator)

    summaries.restore(block(summary, "why"), version=2, by=facilitator)

    assert block(summary, "why").text == "To compare what we have met."


def test_keep_settles_a_newer_draft(summary, event, facilitator):
    summaries.edit(block(summary, "why"), "Mine.", version=1, by=facilitator)
    event.why = "Newer."
    event.save()
    summaries.draft(event, by=facilitator)

    summaries.keep(block(summary, "why"), version=2, by=facilitator)

    kept = block(summary, "why")
    assert (kept.edited, kept.has_newer_draft) == ("Mine.", False)


@pytest.mark.parametrize(
    ("act", "order"),
    [
        (("who", "up", 1), ["who", "why", "heard"]),
        (("who", "down", 1), ["why", "heard", "who"]),
        (("why", "up", 0), ["why", "who", "heard"]),
        (("who", "up", 5), ["why", "who", "heard"]),
    ],
)
def test_arrange_moves_by_one_from_where_it_was_seen(summary, facilitator, act, order):
    key, how, position = act
    summaries.arrange(block(summary, key), how, position=position, by=facilitator)

    assert [it.key for it in summary.blocks.all()][:3] == order


def test_publish_needs_a_published_event(summary, event, facilitator):
    event.state = EventState.CHECKING_BACK
    event.save()

    with pytest.raises(summaries.EventNotPublished):
        summaries.publish(summary, by=facilitator)


def test_publish_and_take_back_each_leave_one_line(summary, facilitator):
    for act in (summaries.publish, summaries.publish, summaries.take_back):
        act(summary, by=facilitator)

    log = AuditEntry.objects.exclude(verb="summary.drafted").order_by("pk")
    assert list(log.values_list("verb", flat=True)) == ["summary.published", "summary.taken_back"]


def test_draft_gives_an_older_summary_the_blocks_it_lacks_in_their_places(event, facilitator):
    summary = summaries.draft(event, by=facilitator)
    summary.blocks.filter(key__in=["why", "systems", "glossary"]).delete()
    summaries.arrange(
        summary.blocks.get(key="who"), "down", position=summary.blocks.get(key="who").position, by=facilitator
    )  # fmt: skip

    summaries.draft(event, by=facilitator)

    assert [it.key for it in summary.blocks.all()] == [
        "why", "heard", "who", "principles", "systems", "grew", "challenges", "support", "differ",
        "next", "method", "glossary", "contacts", "appendix",
    ]  # fmt: skip
    assert [it.position for it in summary.blocks.all()] == list(range(14))
