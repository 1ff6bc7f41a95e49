"""A publication never shows what has been withdrawn, left out, held or redacted since."""

import pytest

from community.documents.tree import ordered_content
from events.actions import summaries
from events.summaries import claims_without_source, version_of
from insights.enums import State
from tests.events.gathering import block, drafted, published_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(event, facilitator):
    return drafted(event, facilitator)


def edit(summary, key, text, by):
    it = block(summary, key)
    summaries.edit(it, text, version=it.version, by=by)


def said(summary, viewer):
    version = summary.versions.get(number=1)
    version.summary = summary
    return [cell for it in ordered_content(version_of(version, viewer)) for cell in it.cells]


def link(theme):
    return f"[{theme.title}](http://127.0.0.1:8000{theme.insight.get_absolute_url()})"


def test_a_publication_is_what_stood_then(summary, event, facilitator):
    edit(summary, "why", "As it was.", facilitator)
    summaries.publish(summary, by=facilitator)
    edit(summary, "why", "As it is.", facilitator)
    published_theme(event, "A later theme", "a later note")

    told = said(summary, facilitator)

    assert ("As it was." in told, "Twelve months is short" in told) == (True, True)
    assert {"As it is.", "A later theme", "a later note"} & set(told) == set()


def test_what_was_withdrawn_since_is_gone_from_it(summary, event, facilitator, settings):
    settings.SITE_ADDRESS = "http://127.0.0.1:8000"
    money = event.themes.get(title="Money is short")
    people = event.themes.get(title="Start with people")
    edit(summary, "heard", f"- It was money: {link(money)}\n- And {link(people)}", facilitator)
    summaries.publish(summary, by=facilitator)
    money.insight.state = State.REMOVED
    money.insight.save()

    told = said(summary, facilitator)

    assert [it for it in told if "oney" in it or "Twelve months" in it] == []
    assert "And Start with people" in told


def test_what_was_left_out_since_is_gone_from_it(summary, event, facilitator):
    summaries.publish(summary, by=facilitator)
    event.notes.filter(text="It ends").update(left_out_reason="Asked for")

    assert "It ends" not in said(summary, facilitator)


def test_a_part_that_is_held_is_not_in_it_nor_are_its_words_once_replaced(summary, facilitator):
    edit(summary, "why", "Words that hurt.", facilitator)
    summaries.publish(summary, by=facilitator)
    summary.blocks.filter(key="why").update(held_for="unkind")

    assert "Words that hurt." not in said(summary, facilitator)
    edit(summary, "why", "Other words.", facilitator)
    assert "Words that hurt." not in said(summary, facilitator)


@pytest.mark.parametrize(
    ("text", "resting_on_nothing"),
    [
        ("- Everybody agreed.", ["Everybody agreed."]),
        ("Five things stood out:\n\n- Somebody said “Twelve months is short”.", []),
        ("- Somebody said “Twelve years is short”.", ["Somebody said “Twelve years is short”."]),
        ("- They said “It ends” and “It never did”.", ["They said “It ends” and “It never did”."]),
        ("- See [this](https://elsewhere.example/).", ["See this."]),
        ("", []),
    ],
)
def test_a_line_rests_on_an_insight_or_a_note_word_by_word(
    summary, facilitator, text, resting_on_nothing
):
    edit(summary, "heard", text, facilitator)

    assert claims_without_source(summary, facilitator) == resting_on_nothing


def test_the_draft_itself_rests_on_insights(summary, facilitator):
    edit(summary, "heard", f"{block(summary, 'heard').drafted}\n", facilitator)

    assert claims_without_source(summary, facilitator) == []


def test_publishing_twice_is_one_publication(summary, facilitator):
    for _ in range(2):
        summaries.publish(summary, by=facilitator)

    assert summary.versions.count() == 1
