"""Publishing: every theme once, and figures that always equal the rows they rest on."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from community.models import AuditEntry
from events.actions import capture, check_back, publishing, sorting, themes
from events.actions.themes import Wording
from events.enums import EventState
from events.models import Theme
from insights.enums import Attribution, Audience, Kind, Origin, State, SupportState
from insights.models import Insight, InsightVersion, Tag, Variant
from members.enums import Sector
from tests.factories import (
    EventFactory,
    InsightFactory,
    MemberFactory,
    NoteBatchFactory,
    NoteFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(facilitator):
    return EventFactory(
        facilitated_by=facilitator,
        state=EventState.CHECKING_BACK,
        audience=Audience.PRACTITIONERS,
        checked_by=11,
        people_there=23,
        checked_on=dt.date(2026, 5, 20),
    )


@pytest.fixture
def theme(event):
    theme = ThemeFactory(event=event, title="Short funding", definition="Money ends too soon.")
    for table in ("1", "1", "2", ""):
        theme.notes.add(NoteFactory(event=event, table=table))
    return theme


def figures(insight):
    insight.refresh_from_db()
    return (insight.note_count, insight.table_count, insight.checked_by, insight.people_there)


def publish(event, by):
    outcome = publishing.publish(event, by=by)
    return (outcome.made, outcome.changed)


def test_publish_makes_each_theme_an_insight_that_names_nobody(event, theme, facilitator):
    publish(event, facilitator)

    insight = Insight.objects.get()
    assert (insight.title, insight.body) == ("Short funding", "Money ends too soon.")
    assert (insight.origin, insight.attribution, insight.author) == (
        Origin.EVENT,
        Attribution.WITHOUT,
        None,
    )
    assert (insight.audience, insight.space_id, insight.state) == (
        Audience.PRACTITIONERS,
        event.pk,
        State.PUBLISHED,
    )
    assert figures(insight) == (4, 2, 11, 23)
    event.refresh_from_db()
    assert event.state == EventState.PUBLISHED
    assert "event.published" in AuditEntry.objects.values_list("verb", flat=True)


def test_publish_twice_makes_nothing_twice(event, theme, facilitator):
    outcomes = [publish(event, facilitator) for _ in range(2)]

    assert outcomes == [(1, 0), (0, 0)]
    assert Insight.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_publish_at_once_makes_nothing_twice(event, theme, facilitator):
    def run(_n):
        try:
            return publish(event, facilitator)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(run, range(4)))

    assert outcomes == [(0, 0), (0, 0), (0, 0), (1, 0)]


def test_publish_words_an_insight_anew_only_when_its_theme_changed(event, theme, facilitator):
    publish(event, facilitator)
    theme.refresh_from_db()
    wording = Wording(title="Short funding cycles", definition="New words.", kind=theme.kind)
    themes.word(theme, wording, version=1, by=facilitator)

    assert publish(event, facilitator) == (0, 1)

    insight = Insight.objects.get()
    assert (insight.title, insight.body, insight.version) == (
        "Short funding cycles",
        "New words.",
        2,
    )
    assert [version.title for version in InsightVersion.objects.all()] == ["Short funding"]


def test_publish_gives_an_insight_its_themes_tags(event, theme, facilitator):
    first, second = Tag.objects.accepted()[:2]
    theme.tags.set([first])
    publish(event, facilitator)
    at_first = [tag.name for tag in Insight.objects.get().shown_tags]
    wording = Wording(
        title=theme.title,
        definition=theme.definition,
        kind=theme.kind,
        tags=frozenset({second.pk}),
    )
    themes.word(theme, wording, version=1, by=facilitator)

    assert publish(event, facilitator) == (0, 1)
    insight = Insight.objects.get()
    assert (at_first, [tag.name for tag in insight.shown_tags]) == ([first.name], [second.name])
    assert second.name in insight.tag_words
    assert publish(event, facilitator) == (0, 0)


def test_publish_never_widens_who_reads_what_is_out(event, theme, facilitator):
    publish(event, facilitator)
    type(event).objects.filter(pk=event.pk).update(audience=Audience.EVERYONE)

    publish(event, facilitator)

    assert Insight.objects.get().audience == Audience.PRACTITIONERS


def test_publish_skips_a_theme_without_a_counted_note(event, theme, facilitator):
    empty = ThemeFactory(event=event)
    empty.notes.add(NoteFactory(event=event, left_out_reason="Asked for"))

    publish(event, facilitator)

    assert [row.insight_id is None for row in (Theme.objects.get(pk=empty.pk),)] == [True]
    assert Insight.objects.count() == 1


def test_publish_opens_a_support_need(event, theme, facilitator):
    Theme.objects.update(kind=Kind.SUPPORT_NEED)

    publish(event, facilitator)

    insight = Insight.objects.get()
    assert (insight.support_state, insight.reference[:3]) == (SupportState.OPEN, "SN-")


def test_publish_needs_every_note_sorted(event, theme, facilitator):
    NoteFactory(event=event)

    with pytest.raises(publishing.NotSorted):
        publish(event, facilitator)

    assert Insight.objects.count() == 0


def test_publish_needs_checking_back(theme, facilitator):
    type(theme.event).objects.update(state=EventState.SORTING)

    with pytest.raises(publishing.NotCheckedBack):
        publish(theme.event, facilitator)


def test_kind_is_settled_once_published(event, theme, facilitator):
    publish(event, facilitator)

    wording = Wording(title=theme.title, definition="", kind=Kind.PRINCIPLE)

    with pytest.raises(themes.KindSettled):
        themes.word(theme, wording, version=1, by=facilitator)


def test_figures_fall_when_a_note_is_left_out_and_rise_when_it_is_back(event, theme, facilitator):
    publish(event, facilitator)
    insight = Insight.objects.get()
    at_table_2 = theme.notes.get(table="2").code

    sorting.leave_out(event, [at_table_2], "Asked for", by=facilitator)
    fallen = figures(insight)
    sorting.put_back(event, [at_table_2], by=facilitator)

    assert (fallen, figures(insight)) == ((3, 1, 11, 23), (4, 2, 11, 23))


def test_figures_fall_when_a_batch_is_taken_back(event, theme, facilitator):
    batch = NoteBatchFactory(event=event, added_by=facilitator)
    theme.notes.add(NoteFactory(event=event, batch=batch, table="9"))
    publish(event, facilitator)
    insight = Insight.objects.get()
    before = figures(insight)

    capture.undo(batch, by=facilitator)
    after = figures(insight)
    capture.redo(batch, by=facilitator)

    assert [before, after, figures(insight)] == [(5, 3, 11, 23), (4, 2, 11, 23), (5, 3, 11, 23)]


def test_figures_follow_what_the_room_said(event, theme, facilitator):
    publish(event, facilitator)

    check_back.record(
        event, checked_by=15, people_there=24, checked_on=dt.date(2026, 5, 22), by=facilitator
    )

    assert figures(Insight.objects.get()) == (4, 2, 15, 24)


def test_what_rests_on_no_note_leaves_the_library_until_it_does(event, theme, facilitator):
    publish(event, facilitator)
    everything = list(theme.notes.values_list("code", flat=True))

    sorting.leave_out(event, everything, "Asked for", by=facilitator)
    gone = Insight.objects.get()
    sorting.put_back(event, everything, by=facilitator)
    outcome = publish(event, facilitator)

    assert (gone.state, gone.note_count) == (State.WITHDRAWN, 0)
    assert (outcome, Insight.objects.get().state) == ((0, 1), State.PUBLISHED)


def test_what_a_facilitator_removed_is_not_put_back(event, theme, facilitator):
    publish(event, facilitator)
    Insight.objects.update(state=State.REMOVED)

    publish(event, facilitator)

    assert Insight.objects.get().state == State.REMOVED


def test_publish_puts_a_theme_under_the_insight_it_adds_to(event, theme, facilitator):
    stays = InsightFactory(kind=theme.kind, audience=Audience.PRACTITIONERS, title="Money stops")
    themes.add_to(theme, stays, by=facilitator)

    outcome = publishing.publish(event, by=facilitator)

    theme.refresh_from_db()
    assert (outcome.made, outcome.alone) == (1, 0)
    assert [(it.insight, it.stays) for it in Variant.objects.all()] == [(theme.insight, stays)]
    assert figures(theme.insight) == (4, 2, 11, 23)
    stays.refresh_from_db()
    assert (stays.title, stays.note_count) == ("Money stops", None)


def test_publish_leaves_a_theme_by_itself_when_its_readers_would_change(event, theme, facilitator):
    stays = InsightFactory(kind=theme.kind, audience=Audience.PRACTITIONERS)
    themes.add_to(theme, stays, by=facilitator)
    Insight.objects.update(audience=Audience.EVENT, space=EventFactory().space_ptr)

    outcome = publishing.publish(event, by=facilitator)

    assert (outcome.made, outcome.alone, Variant.objects.count()) == (1, 1, 0)


def test_publish_puts_nothing_under_what_its_publisher_may_not_read(event, theme, facilitator):
    stays = InsightFactory(kind=theme.kind, audience=Audience.PRACTITIONERS)
    themes.add_to(theme, stays, by=facilitator)
    funder = MemberFactory(facilitator=True, hat=Sector.FUNDER)

    outcome = publishing.publish(event, by=funder)

    assert (outcome.made, outcome.alone, Variant.objects.count()) == (1, 1, 0)
