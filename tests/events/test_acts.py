"""The log of sorting: it replays to what is there, each act can be undone, and nothing rewrites it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.actions import acts, sorting, themes, together, undoing
from events.actions.themes import Wording
from events.history import since, told
from events.models import Theme, ThemeNote
from events.replay import Changes, replay
from insights.enums import Kind
from insights.models import Insight
from tests.factories import EventFactory, InsightFactory, MemberFactory, NoteFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes(event):
    return [NoteFactory(event=event, code=f"NNNN{n}", position=n) for n in range(2, 6)]


def wording(title, **said):
    return Wording(**{"title": title, "definition": "", "kind": Kind.CHALLENGE, **said})


def name(event, title, codes, *, by, **said):
    return themes.name_theme(event, wording(title, **said), codes=codes, by=by)[0]


def tables(event):
    """What is in the tables, in words."""
    return {
        "themes": {
            theme.pk: (theme.title, theme.definition, theme.kind, theme.position, theme.version)
            for theme in event.themes.all()
        },
        "filed": set(
            ThemeNote.objects.filter(theme__event=event).values_list("theme", "note__code")
        ),
        "left_out": dict(event.notes.left_out().values_list("code", "left_out_reason")),
        "adds_to": {it.pk: str(it.adds_to_id) for it in event.themes.exclude(adds_to=None)},
        "apart": {
            frozenset(pair) for pair in event.notes_apart.values_list("lower__code", "higher__code")
        },
    }


def replayed(event):
    """What the log says is in the tables."""
    sorting = replay(Changes.read(act.changes) for act in event.acts.all())
    words = event.sorting_words.in_bulk()
    return {
        "themes": {
            key: (
                words[said.words].line,
                words[said.words].more,
                said.kind,
                sorting.places[key],
                said.version,
            )
            for key, said in sorting.themes.items()
        },
        "filed": sorting.filed,
        "left_out": {code: words[key].line for code, key in sorting.left_out.items()},
        "adds_to": sorting.adds_to,
        "apart": {frozenset(pair) for pair in sorting.apart},
    }


def newest(event):
    return event.acts.count()


def test_each_act_is_told_in_a_sentence(event, notes, facilitator):
    codes = [note.code for note in notes]
    short = name(event, "Short money", codes[:2], by=facilitator)
    other = name(event, "Fear", [], by=facilitator)
    sorting.file(event, codes[2:], short, by=facilitator)
    sorting.move(short, codes[:1], other, by=facilitator)
    sorting.take_out(other, codes[:1], by=facilitator)
    sorting.leave_out(event, codes[:1], "Names a person", by=facilitator)
    sorting.put_back(event, codes[:1], by=facilitator)
    themes.word(short, wording("Short grants"), version=1, by=facilitator)
    themes.word(short, wording("Short grants", kind=Kind.PRINCIPLE), version=2, by=facilitator)
    split = themes.split(short, wording("Reports"), codes=codes[3:], by=facilitator)
    themes.merge(split, other, by=facilitator)
    undoing.undo(event, newest(event), by=facilitator)
    themes.shift(other, up=False, by=facilitator)
    sorting.take_out(split, codes, by=facilitator)
    themes.delete(split, by=facilitator)
    themes.add_to(other, InsightFactory(reference="CH-7K2QM"), by=facilitator)
    themes.add_to(other, None, by=facilitator)
    together.keep_apart(event, codes[3], codes[2], by=facilitator)

    assert [act.what for act in told(event, reversed(event.acts.newest()))] == [
        "named “Short grants” with 2 notes",
        "named “Fear”",
        "2 notes into “Short grants”",
        "1 note from “Short grants” to “Fear”",
        "1 note out of “Fear”",
        "1 note left out: Names a person",
        "1 note put back",
        "worded “Short grants” anew",
        "made “Short grants” a theme of the kind “Principle”",
        "1 note from “Short grants” became “Reports”",
        "merged “Reports” into “Fear”",
        "undid: merged “Reports” into “Fear”",
        "put the themes in another order",
        "1 note out of “Reports”",
        "deleted “Reports”",
        "added “Fear” to what is in the library",
        "let “Fear” stand by itself",
        f"kept notes {codes[2]} and {codes[3]} apart",
    ]
    assert tables(event) == replayed(event)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "name",
                "file",
                "out",
                "move",
                "leave",
                "back",
                "word",
                "recode",
                "shift",
                "merge",
                "split",
                "delete",
                "add",
                "apart",
                "undo",
            ]
        ),
        st.integers(0, 3),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=14,
)
REFUSED = (
    acts.TitleTaken, sorting.ThemeGone, themes.NotEmpty, themes.InTheLibrary, themes.KindSettled,
    undoing.AlreadyUndone, undoing.NothingLeft, undoing.NotThere, IndexError,
)  # fmt: skip


def do(event, act, *, by):
    verb, one, two, flag = act
    codes = list(event.notes.order_by("position").values_list("code", flat=True))[one : one + 2]
    if verb == "name":
        return name(event, f"Theme {one}", codes if flag else [], by=by)
    if verb == "leave":
        return sorting.leave_out(event, codes, f"Reason {two}", by=by)
    if verb == "back":
        return sorting.put_back(event, codes, by=by)
    if verb == "undo":
        return undoing.undo(event, newest(event) - one, by=by)
    if verb == "apart":
        return together.keep_apart(event, codes[0], codes[1], by=by)
    rows = list(event.themes.all())
    theme, other = rows[one], rows[two]
    return {
        "file": lambda: sorting.file(event, codes, theme, by=by),
        "out": lambda: sorting.take_out(theme, codes, by=by),
        "move": lambda: sorting.move(theme, codes, other, by=by) if theme != other else None,
        "word": lambda: themes.word(theme, wording(f"Theme {two}", kind=theme.kind, definition="x" * one), version=theme.version, by=by),
        "recode": lambda: themes.word(theme, wording(theme.title, kind=list(Kind)[one % 3]), version=theme.version, by=by),
        "shift": lambda: themes.shift(theme, up=flag, by=by),
        "merge": lambda: themes.merge(theme, other, by=by) if theme != other else None,
        "split": lambda: themes.split(theme, wording(f"Theme {two}"), codes=codes, by=by),
        "delete": lambda: themes.delete(theme, by=by),
        "add": lambda: themes.add_to(theme, Insight.objects.order_by("pk")[two] if flag else None, by=by),
    }[verb]()  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(done=ACTS, last=ACTS)
def test_whatever_was_done_the_log_replays_to_it_and_undoing_is_the_way_back(done, last):
    event, members = EventFactory(), MemberFactory.create_batch(2, facilitator=True)
    published = ThemeFactory(event=event, title="Theme 0", insight=InsightFactory())
    published.notes.add(NoteFactory(event=event))
    NoteFactory.create_batch(4, event=event)
    for number, act in enumerate(done):
        attempt(event, act, by=members[number % 2])
    before, at = tables(event), event.acts.count()

    for number, act in enumerate(last):
        attempt(event, act, by=members[number % 2])
    stands = tables(event)
    assert (stands == replayed(event)) or not event.acts.exists()

    for number in range(event.acts.count(), max(at, 1), -1):
        undoing.undo(event, number, by=members[0])
    assert without_versions(tables(event)) == without_versions(before)
    assert (tables(event) == replayed(event)) or not event.acts.exists()


def attempt(event, act, *, by):
    try:
        with transaction.atomic():
            do(event, act, by=by)
    except REFUSED:
        pass


def without_versions(state):
    """Wording rises with each change of words, also with one that brings words back."""
    return {**state, "themes": {key: it[:-1] for key, it in state["themes"].items()}}


def test_undo_leaves_what_somebody_changed_since(event, notes, facilitator):
    codes = [note.code for note in notes]
    sam = MemberFactory()
    theme = name(event, "Short money", codes[:2], by=facilitator)
    sorting.file(event, codes[2:], theme, by=sam)

    undoing.undo(event, 1, by=facilitator)

    assert tables(event)["filed"] == {(theme.pk, code) for code in codes[2:]}


def test_undo_twice_is_refused_and_undoing_that_does_it_again(event, notes, facilitator):
    theme = name(event, "Short money", [notes[0].code], by=facilitator)
    there = tables(event)
    undone = undoing.undo(event, 1, by=facilitator)
    with pytest.raises(undoing.AlreadyUndone):
        undoing.undo(event, 1, by=facilitator)
    assert Theme.objects.count() == 0

    undoing.undo(event, undone.number, by=facilitator)

    assert without_versions(tables(event)) == without_versions(there)
    assert Theme.objects.get() == theme


def test_undo_does_not_take_a_title_somebody_gave_another_theme(event, facilitator):
    theme = name(event, "Short money", [], by=facilitator)
    themes.word(theme, wording("Short grants"), version=1, by=facilitator)
    name(event, "short MONEY", [], by=facilitator)

    with pytest.raises(acts.TitleTaken):
        undoing.undo(event, 2, by=facilitator)


def test_what_is_published_is_not_undone_away(event, notes, facilitator):
    theme = name(event, "Short money", [notes[0].code], by=facilitator)
    Theme.objects.update(insight=InsightFactory(kind=Kind.CHALLENGE))

    undoing.undo(event, 1, by=facilitator)

    assert list(event.themes.all()) == [theme]
    with pytest.raises(themes.InTheLibrary):
        themes.merge(theme, name(event, "Other", [], by=facilitator), by=facilitator)


def test_undo_is_of_this_event_and_not_of_where_the_log_begins(event, notes, facilitator):
    ThemeFactory(event=event)
    elsewhere = EventFactory()
    name(event, "Short money", [], by=facilitator)

    for at, number in [(event, 1), (event, 9), (elsewhere, 2)]:
        with pytest.raises(undoing.NotThere):
            undoing.undo(at, number, by=facilitator)


def test_what_a_theme_adds_to_goes_with_a_merge_and_comes_back_with_its_undoing(
    event, notes, facilitator
):
    insight = InsightFactory(kind=Kind.CHALLENGE)
    theme, into = (name(event, title, [], by=facilitator) for title in ("Short money", "Fear"))
    principle = name(event, "Trust", [], kind=Kind.PRINCIPLE, by=facilitator)
    themes.add_to(theme, insight, by=facilitator)
    before = tables(event)

    themes.merge(theme, into, by=facilitator)
    merged = tables(event)["adds_to"]
    undoing.undo(event, newest(event), by=facilitator)
    after = without_versions(tables(event))
    themes.merge(theme, principle, by=facilitator)

    assert merged == {into.pk: str(insight.pk)}
    assert after == without_versions(before)
    assert tables(event)["adds_to"] == {}  # of another kind it could not be read under it
    assert tables(event) == replayed(event)


def test_what_is_read_under_what_is_undone_by_facilitators_alone(event, facilitator):
    theme = name(event, "Short money", [], by=facilitator)
    themes.add_to(theme, InsightFactory(), by=facilitator)
    there = tables(event)

    with pytest.raises(undoing.ForFacilitators):
        undoing.undo(event, newest(event), by=MemberFactory(organiser=True))
    assert tables(event) == there

    undoing.undo(event, newest(event), by=facilitator)
    assert tables(event)["adds_to"] == {}


def test_a_log_older_than_what_it_holds_now_is_brought_up_to_it(event, notes, facilitator):
    theme = name(event, "Short money", [], by=facilitator)
    Theme.objects.filter(pk=theme.pk).update(adds_to=InsightFactory())
    event.notes_apart.create(lower=notes[0], higher=notes[1])
    migration = import_module("events.migrations.0024_what_stood_is_in_the_log")

    migration.write_down(apps, None)

    assert tables(event) == replayed(event)
    assert newest(event) == 2


def test_the_log_cannot_be_rewritten_but_forgets_who_did_it(event, facilitator):
    name(event, "Short money", [], by=facilitator)
    for change in ({"verb": "merged"}, {"by": MemberFactory()}, {"number": 7}):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            event.acts.update(**change)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        event.acts.all()._raw_delete("default")

    event.acts.update(by=None)

    assert [act.by for act in told(event, event.acts.newest())] == [""]


def test_the_log_holds_no_words_of_notes(event, facilitator):
    note = NoteFactory(event=event, text="What nobody else should read")
    name(event, "Short money", [note.code], by=facilitator)
    sorting.leave_out(event, [note.code], "Names a person", by=facilitator)

    held = [*event.acts.values_list("changes"), *event.sorting_words.values_list("line", "more")]
    assert "nobody else" not in str(held)


def test_since_tells_what_others_did_with_these_notes(event, notes, facilitator):
    sam = MemberFactory(name="Sam Rees")
    codes = [note.code for note in notes]
    theme = name(event, "Short money", [], by=sam)
    sorting.file(event, codes[:1], theme, by=sam)
    sorting.file(event, codes[1:2], theme, by=sam)
    sorting.file(event, codes[2:3], theme, by=facilitator)

    meanwhile = since(event, 1, [codes[0], codes[2]], to=facilitator)

    assert [(act.by, act.what) for act in meanwhile] == [("Sam Rees", "1 note into “Short money”")]
