"""Sorting: a note supports several themes and counts once; two facilitators lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from events.actions import acts, sorting, themes, undoing
from events.actions.themes import Wording
from events.models import Event, Theme, ThemeCheck
from events.steps import standing
from insights.enums import Kind
from tests.factories import EventFactory, MemberFactory, NoteFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes(event):
    return NoteFactory.create_batch(4, event=event, kind=Kind.CHALLENGE)


@pytest.fixture
def theme(event):
    return ThemeFactory(event=event)


def codes(notes):
    return [note.code for note in notes]


def held(theme):
    return sorted(theme.notes.values_list("code", flat=True))


def test_file_puts_notes_in_a_theme_once(event, theme, notes, facilitator):
    first = sorting.file(event, codes(notes[:2]), theme, by=facilitator)
    again = sorting.file(event, codes(notes[:3]), theme, by=facilitator)

    assert (first, again) == (2, 1)
    assert held(theme) == sorted(codes(notes[:3]))
    assert [(act.number, act.verb, act.by) for act in event.acts.all()] == [
        (1, "began", None),
        (2, "filed", facilitator),
        (3, "filed", facilitator),
    ]


def test_file_in_two_themes_counts_a_note_once(event, theme, notes, facilitator):
    other = ThemeFactory(event=event)
    sorting.file(event, codes(notes[:1]), theme, by=facilitator)

    sorting.file(event, codes(notes[:1]), other, by=facilitator)

    stands = standing(event)
    assert (stands.notes, stands.sorted, stands.unsorted) == (4, 1, 3)


def test_file_passes_over_notes_of_another_event_and_notes_left_out(event, theme, facilitator):
    foreign, out = NoteFactory(event=EventFactory()), NoteFactory(event=event, left_out_reason="x")

    assert sorting.file(event, codes([foreign, out]), theme, by=facilitator) == 0


def test_file_in_a_theme_of_another_event_is_refused(event, notes, facilitator):
    with pytest.raises(sorting.ThemeGone):
        sorting.file(event, codes(notes), ThemeFactory(), by=facilitator)


def test_take_out_leaves_what_else_a_note_supports(event, theme, notes, facilitator):
    other = ThemeFactory(event=event)
    for one in (theme, other):
        sorting.file(event, codes(notes[:1]), one, by=facilitator)

    sorting.take_out(theme, codes(notes), by=facilitator)

    assert (held(theme), held(other)) == ([], codes(notes[:1]))


def test_move_takes_notes_from_one_theme_to_another(event, theme, notes, facilitator):
    other = ThemeFactory(event=event)
    sorting.file(event, codes(notes[:2]), theme, by=facilitator)

    sorting.move(theme, codes(notes), other, by=facilitator)

    assert (held(theme), held(other)) == ([], sorted(codes(notes[:2])))


def test_leave_out_keeps_the_reason_and_put_back_the_themes(event, theme, notes, facilitator):
    sorting.file(event, codes(notes[:1]), theme, by=facilitator)

    sorting.leave_out(event, codes(notes[:2]), "Names a person", by=facilitator)
    out = standing(event)
    sorting.put_back(event, codes(notes[:2]), by=facilitator)
    back = standing(event)

    assert (out.left_out, out.unsorted) == (2, 2)
    assert (back.left_out, back.unsorted) == (0, 3)


def test_name_theme_of_a_title_that_is_taken_adds_to_it(event, notes, facilitator):
    existing = ThemeFactory(event=event, title="Short funding")
    wording = Wording(title="short FUNDING", definition="", kind=Kind.PRINCIPLE)

    theme, count = themes.name_theme(event, wording, codes=codes(notes), by=facilitator)

    assert (theme, count, Theme.objects.count()) == (existing, 4, 1)


def together(*acts):
    """Run these at the same moment, each on a connection of its own."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            return act()
        except themes.StaleTheme as stale:
            return stale
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_moving_different_notes_lose_nothing(event, theme, notes, facilitator):
    other = MemberFactory(facilitator=True)

    together(
        *(
            lambda note=note, by=by: sorting.file(event, [note.code], theme, by=by)
            for note, by in zip(notes, [facilitator, other] * 2, strict=True)
        )
    )

    assert held(theme) == sorted(codes(notes))


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_naming_the_same_theme_make_one(event, notes, facilitator):
    wording = Wording(title="Short funding", definition="", kind=Kind.CHALLENGE)

    together(
        *(
            lambda note=note: themes.name_theme(event, wording, codes=[note.code], by=facilitator)
            for note in notes
        )
    )

    assert held(Theme.objects.get()) == sorted(codes(notes))


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_wording_a_theme_one_is_told_and_nothing_is_lost(theme, facilitator):
    words = [Wording(title=f"Wording {n}", definition="", kind=theme.kind) for n in (1, 2)]

    results = together(
        *(lambda said=said: themes.word(theme, said, version=1, by=facilitator) for said in words)
    )

    stale = [isinstance(result, themes.StaleTheme) for result in results]
    theme.refresh_from_db()
    assert sorted(stale) == [False, True]
    assert theme.title == words[stale.index(False)].title
    assert theme.version == 2


def test_word_refuses_a_title_that_is_taken(event, theme, facilitator):
    ThemeFactory(event=event, title="Taken")

    taken = Wording(title="taken", definition="", kind=theme.kind)

    with pytest.raises(acts.TitleTaken):
        themes.word(theme, taken, version=1, by=facilitator)


def test_shift_moves_among_themes_of_the_same_kind(event, facilitator):
    one = ThemeFactory(event=event, position=0)
    between = ThemeFactory(event=event, position=1, kind=Kind.PRINCIPLE)
    two = ThemeFactory(event=event, position=2)

    themes.shift(two, up=True, by=facilitator)
    themes.shift(between, up=True, by=facilitator)

    assert list(event.themes.all()) == [two, between, one]


def test_delete_takes_only_a_theme_without_notes(event, theme, notes, facilitator):
    sorting.file(event, codes(notes[:1]), theme, by=facilitator)
    with pytest.raises(themes.NotEmpty):
        themes.delete(theme, by=facilitator)

    sorting.take_out(theme, codes(notes), by=facilitator)
    themes.delete(theme, by=facilitator)

    assert Event.objects.get(pk=event.pk).themes.count() == 0


def test_a_theme_people_have_answered_about_is_neither_merged_nor_deleted_nor_undone(
    event, notes, facilitator
):
    wording = Wording(title="Short funding", definition="", kind=Kind.CHALLENGE)
    theme, _count = themes.name_theme(event, wording, codes=[], by=facilitator)
    ThemeCheck.objects.create(theme=theme, is_it=False, reason="We said long funding.")

    with pytest.raises(themes.IsAnswered):
        themes.merge(theme, ThemeFactory(event=event), by=facilitator)
    with pytest.raises(themes.IsAnswered):
        themes.delete(theme, by=facilitator)
    with pytest.raises(undoing.NothingLeft):
        undoing.undo(event, 1, by=facilitator)

    assert [check.reason for check in theme.checks.all()] == ["We said long funding."]
