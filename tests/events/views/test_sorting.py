"""The sort page in the browser: tick, choose or name a theme, press once, go on where one was."""

import pytest
from django.urls import reverse

from events.models import Note, Theme
from insights.enums import Kind
from tests.factories import EventFactory, MemberFactory, NoteFactory, PromptFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(event):
    return reverse("events:sort", args=[event.code])


@pytest.fixture
def notes(event):
    return NoteFactory.create_batch(4, event=event, kind=Kind.CHALLENGE)


def listed(page):
    return [row.note for group in page.context["listed"] for row in group.rows]


def test_sort_shows_what_is_unsorted_with_counts_in_view(runner, event, url, notes):
    theme = ThemeFactory(event=event)
    theme.notes.add(notes[0])
    NoteFactory(event=event, left_out_reason="Asked for")

    page = runner.get(url)

    assert listed(page) == notes[1:]
    assert [view["count"] for view in page.context["views"]] == [3, 1, 5]
    assert "2 of 5 notes sorted" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("show=all", 5),
        ("show=left_out", 1),
        ("show=nonsense", 3),
        ("table=2", 1),
        ("table=nonsense", 3),
        ("kind=principle", 1),
        ("kind=-", 0),
        ("q=FUNDING", 1),
        ("q=100%25", 0),
        ("page=-1", 3),
        ("page=NaN", 3),
    ],
)
def test_sort_filters_by_an_address(runner, event, url, query, found):
    NoteFactory(event=event, text="Short funding cycles", kind=Kind.CHALLENGE)
    NoteFactory(event=event, table="2", kind=Kind.CHALLENGE)
    NoteFactory(event=event, kind=Kind.PRINCIPLE)
    NoteFactory(event=event, left_out_reason="Asked for")
    ThemeFactory(event=event).notes.add(NoteFactory(event=event))

    assert len(runner.get(f"{url}?{query}").context["page"]) == found


def test_sort_filters_by_question(runner, event, url):
    prompt = PromptFactory(event=event)
    asked = NoteFactory(event=event, prompt=prompt)
    NoteFactory(event=event)

    assert listed(runner.get(f"{url}?prompt={prompt.pk}")) == [asked]


def test_sort_moves_notes_and_returns_to_the_next_one(runner, event, url, notes):
    theme = ThemeFactory(event=event)

    answer = runner.post(
        f"{url}?kind=challenge",
        {"do": "move", "notes": [notes[0].code, notes[1].code], "theme": theme.pk},
    )

    assert answer.status_code == 303
    assert answer["Location"] == (
        f"{url}?show=unsorted&kind=challenge&page=1&theme={theme.pk}&at={notes[2].code}#note-{notes[2].code}"
    ).replace("show=unsorted&", "")
    assert set(theme.notes.all()) == set(notes[:2])
    page = runner.get(answer["Location"].partition("#")[0]).content.decode()
    assert f"2 notes are now in “{theme.title}”." in page
    assert page.count('aria-describedby="said detail-') == 1


@pytest.fixture
def alike(event):
    """Three that say nearly the same, with others between and after them."""
    texts = [
        "Funding cycles are too short",
        "Trust",
        "Short funding cycles",
        "Buses stop at six",
        "short funding cycles!",
    ]
    return [NoteFactory(event=event, text=text, position=n) for n, text in enumerate(texts)]


def stacks(page):
    return [[row.note.position for row in group.rows] for group in page.context["listed"]]


def test_sort_shows_together_what_says_nearly_the_same(runner, event, url, alike):
    before = stacks(runner.get(url))
    event.notes_apart.create(lower=alike[2], higher=alike[4])
    event.notes_apart.create(lower=alike[0], higher=alike[4])

    assert (before, stacks(runner.get(url))) == ([[0, 2, 4], [1], [3]], [[0, 2], [1], [3], [4]])


def test_sort_stacks_only_what_the_list_shows(runner, event, url, alike):
    ThemeFactory(event=event).notes.add(alike[0])
    NoteFactory(text="Short funding cycles")

    assert stacks(runner.get(url)) == [[1], [2, 4], [3]]


def test_sort_goes_on_after_a_stack_as_the_list_was(runner, event, url, alike):
    theme = ThemeFactory(event=event)
    sent = {"do": "move", "notes": [alike[4].code], "theme": theme.pk}

    assert runner.post(url, sent)["Location"].endswith(f"#note-{alike[1].code}")


def test_sort_marks_what_may_say_who_somebody_is(runner, event, url):
    NoteFactory(event=event, text="Ring 01632 960123, says Known <b>Person</b>")
    MemberFactory(name="Known Person", listed=True)
    MemberFactory(name="Quiet Person")
    NoteFactory(event=event, text="Quiet is what we need")

    page = runner.get(url)

    assert [row.marked.sorts for group in page.context["listed"] for row in group.rows] == [
        ["A phone number"],
        [],
    ]
    words = page.content.decode()
    assert words.count("<mark>01632 960123</mark>") == 1
    assert words.count("May say who somebody is: A phone number") == 1
    assert "<b>Person</b>" not in words


def test_sort_names_a_new_theme_of_the_notes_own_kind(runner, event, url, notes):
    runner.post(url, {"do": "move", "notes": [notes[0].code], "title": " Short  funding "})

    theme = Theme.objects.get()
    assert (theme.title, theme.kind, theme.event) == ("Short funding", Kind.CHALLENGE, event)
    assert list(theme.notes.all()) == notes[:1]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"do": "move", "title": "A theme"}, "notes"),
        ({"do": "move"}, "theme"),
        ({"do": "move", "title": "A theme"}, "kind"),
        ({"do": "move", "title": "x" * 141, "kind": "challenge"}, "title"),
        ({"do": "move", "theme": "999999"}, "theme"),
        ({"do": "leave_out"}, "reason"),
        ({"do": "move", "title": "A theme", "kind": "challenge", "reason": "Because"}, "reason"),
    ],
)
def test_sort_says_what_is_missing_and_keeps_what_was_ticked(runner, event, url, sent, field):
    notes = [NoteFactory(event=event, kind=kind) for kind in (Kind.CHALLENGE, Kind.PRINCIPLE)]
    ticked = [] if field == "notes" else [note.code for note in notes]

    answer = runner.post(url, {**sent, "notes": ticked})

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert answer.content.decode().count(" checked") == len(ticked)
    assert Theme.objects.count() == 0


def test_sort_in_a_theme_of_another_event_is_refused(runner, url, notes):
    theme = ThemeFactory(event=EventFactory())

    answer = runner.post(url, {"do": "move", "notes": [notes[0].code], "theme": theme.pk})

    assert list(answer.context["form"].errors) == ["theme"]
    assert theme.notes.count() == 0


def test_sort_leaves_notes_out_with_a_reason_and_puts_them_back(runner, url, notes):
    out = [note.code for note in notes[:2]]

    runner.post(url, {"do": "leave_out", "notes": out, "reason": "Names a person"})
    left_out = Note.objects.filter(left_out_reason="Names a person").count()
    runner.post(f"{url}?show=left_out", {"do": "put_back", "notes": out[:1]})

    assert (left_out, Note.objects.left_out().count()) == (2, 1)


def test_sort_passes_over_a_note_that_is_gone(runner, event, url, notes):
    theme = ThemeFactory(event=event)
    ticked = ["ZZZZZ", "<b>", notes[0].code]

    runner.post(url, {"do": "move", "notes": ticked, "theme": theme.pk})

    assert list(theme.notes.all()) == notes[:1]


def test_sort_ticks_all_that_is_shown_without_a_script(runner, url, notes):
    page = runner.get(f"{url}?tick=all")

    assert page.context["ticked"] == {note.code for note in notes}


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (0, "There is nothing to sort yet"),
        (1, "Every note is sorted"),
    ],
)
def test_sort_says_why_nothing_is_shown(runner, event, url, made, words):
    for note in NoteFactory.create_batch(made, event=event):
        ThemeFactory(event=event).notes.add(note)

    assert words in runner.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_sort_costs_the_same_however_many_notes(
    runner, event, url, count, django_assert_num_queries
):
    for _ in range(count):
        ThemeFactory(event=event).notes.add(NoteFactory(event=event))
        NoteFactory(event=event, prompt=PromptFactory(event=event))

    for show in ("unsorted", "all"):
        with django_assert_num_queries(16):
            runner.get(f"{url}?show={show}")
