"""Bringing notes in: look first, confirm once, take back whole."""

import uuid

import pytest
from django.urls import reverse

from community.models import AuditEntry
from events.enums import BatchState, EventState
from events.models import Event, Note, NoteBatch, Prompt
from insights.enums import Kind
from tests.factories import EventFactory, NoteBatchFactory, NoteFactory, PromptFactory

pytestmark = pytest.mark.django_db

EXAMPLE = """Table 3
Challenges:
- Short funding cycles\x20
  * short  funding cycles\x20\x20
• Data sharing is blocked by IG

1. No time to reflect
2) Fear of failure – nobody says so
Support needs:
(a) Peer space to reflect
https://example.org/notes
"""


@pytest.fixture
def url(event):
    return reverse("events:paste", args=[event.code])


def preview(runner, url, raw, **more):
    return runner.post(url, {"raw": raw, "do": "preview", **more})


def confirm(runner, url, raw, **more):
    """As the preview page sends it."""
    shown = preview(runner, url, raw, **more).context
    sent = {"raw": raw, "do": "confirm", "form_key": shown["key"], "read_as": shown["read_as"]}
    return runner.post(url, {**sent, **more}), sent


def notes():
    return [(note.text, note.table, note.kind, note.is_repeat) for note in Note.objects.all()]


def text(answer):
    return " ".join(answer.content.decode().split())


def test_paste_shows_what_the_example_gives_and_stores_nothing(runner, url):
    answer = preview(runner, url, EXAMPLE)

    counts = answer.context["preview"].counts
    assert (counts.notes, counts.challenges, counts.support_needs, counts.duplicates) == (
        7,
        5,
        2,
        1,
    )
    assert "Confirm: add 7 notes" in text(answer)
    assert (Note.objects.count(), NoteBatch.objects.count(), Prompt.objects.count()) == (0, 0, 0)


def test_paste_confirmed_stores_the_example(runner, event, url, facilitator):
    answer, _sent = confirm(runner, url, EXAMPLE)

    challenge, support = Kind.CHALLENGE, Kind.SUPPORT_NEED
    assert answer["Location"] == reverse("events:capture", args=[event.code])
    assert notes() == [
        ("Short funding cycles", "3", challenge, False),
        ("short funding cycles", "3", challenge, True),
        ("Data sharing is blocked by IG", "3", challenge, False),
        ("No time to reflect", "3", challenge, False),
        ("Fear of failure – nobody says so", "3", challenge, False),
        ("Peer space to reflect", "3", support, False),
        ("https://example.org/notes", "3", support, False),
    ]
    batch = NoteBatch.objects.get()
    assert (batch.raw, batch.added_by) == (EXAMPLE, facilitator)
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["notes.added"]


def test_paste_confirmed_twice_stores_one_set(runner, url):
    first, sent = confirm(runner, url, EXAMPLE)
    again = runner.post(url, sent)

    assert (first.status_code, again.status_code) == (303, 303)
    assert Note.objects.count() == 7


def test_paste_of_other_words_under_a_used_key_is_shown_again_and_not_lost(runner, url):
    _first, sent = confirm(runner, url, EXAMPLE)

    answer = runner.post(url, {**sent, "raw": "Something else entirely", "read_as": ""})

    assert "as another batch" in text(answer)
    assert "Something else entirely" in text(answer)
    assert answer.context["key"] != sent["form_key"]
    assert Note.objects.count() == 7


def test_paste_kind_and_table_can_be_chosen_for_one_line_or_for_all(runner, url):
    raw = "First\nSecond\nThird"
    chosen = {"kind-1": "principle", "table-1": "-", "kind-2": "skip", "table_for_all": "Table 4"}

    confirm(runner, url, raw, **chosen)

    assert notes() == [("First", "4", "", False), ("Second", "4", "principle", False)]


def test_paste_kind_for_all_takes_the_place_of_each(runner, url):
    confirm(runner, url, EXAMPLE, kind_for_all="principle")

    assert {kind for _text, _table, kind, _repeat in notes()} == {Kind.PRINCIPLE}


def test_paste_a_note_becomes_a_heading_and_a_heading_a_note(runner, event, url):
    raw = "What is in the way of change\nShort funding\nIs that so?\nYes"

    confirm(runner, url, raw, **{"kind-0": "prompt", "kind-2": "note"})

    assert [note.text for note in Note.objects.all()] == ["Short funding", "Is that so?", "Yes"]
    assert {note.prompt.text for note in Note.objects.all()} == {"What is in the way of change"}
    assert event.prompts.get().kind == Kind.CHALLENGE


def test_paste_knows_the_prompts_of_the_event(runner, event, url):
    prompt = PromptFactory(event=event, text="What gets in the way?", kind=Kind.CHALLENGE)

    confirm(runner, url, "what gets in the way\n- Short funding")

    note = Note.objects.get()
    assert (note.prompt, note.kind, Prompt.objects.count()) == (prompt, Kind.CHALLENGE, 1)


def test_paste_flags_what_was_said_before(runner, event, url):
    NoteFactory(event=event, text="Short funding!")
    NoteFactory(event=EventFactory(), text="No time")

    page = text(preview(runner, url, "short  funding\nNo time"))

    assert page.count("Says the same as a note already here.") == 1


def test_paste_of_a_note_too_long_is_split_or_left_out_but_never_cut(runner, url):
    long = ("A sentence that goes on for a while. " * 40).strip()

    asked, _sent = confirm(runner, url, long)
    stored_at_first = Note.objects.count()
    confirm(runner, url, long, **{"split-0": "1"})

    assert (asked.status_code, stored_at_first) == (200, 0)
    assert "Split this one, or leave it out." in text(asked)
    pieces = [note.text for note in Note.objects.all()]
    assert len(pieces) == 2
    assert " ".join(pieces) == long


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a note\n" * 501, "more than 500 notes"),
        ("é" * 50_001, "more than 100,000 bytes"),
        ("Table 1\nTable 2", "No notes were found"),
        ("", "Paste or type at least one note."),
    ],
)
def test_paste_refused_keeps_the_text(runner, url, raw, words):
    answer = preview(runner, url, raw)

    assert words in text(answer)
    assert raw.rstrip("\n") in answer.content.decode()
    assert Note.objects.count() == 0


def test_paste_of_a_changed_text_is_looked_at_again(runner, url):
    _shown, sent = confirm(runner, url, "First\nSecond", **{"kind-0": "skip"})

    answer = runner.post(url, {**sent, "form_key": "", "raw": "Other\nFirst", "kind-0": "skip"})

    assert "Confirm: add 2 notes" in text(answer)


def test_paste_of_five_hundred_notes_is_quick_to_look_at_and_to_store(
    runner, url, django_assert_max_num_queries
):
    raw = "\n".join(f"Table {n // 50}\nNote number {n}" for n in range(500))

    with django_assert_max_num_queries(6):
        answer = preview(runner, url, raw)
    with django_assert_max_num_queries(36):
        confirm(runner, url, raw)

    assert answer.status_code == 200
    assert Note.objects.count() == 500
    assert len(set(Note.objects.values_list("code", flat=True))) == 500


def test_paste_into_an_event_put_away_stores_nothing(runner, event, url):
    Event.objects.update(state=EventState.ARCHIVED)

    confirm(runner, url, EXAMPLE)

    assert Note.objects.count() == 0


def test_paste_under_a_key_of_another_event_stores_nothing_there(runner, event, url):
    foreign = NoteBatchFactory(raw="First")

    runner.post(url, {"raw": "First", "do": "confirm", "form_key": foreign.key})

    assert Note.objects.count() == 0


def test_undo_takes_the_whole_batch_back_and_redo_brings_it_back(runner, event, url):
    confirm(runner, url, EXAMPLE)
    batch = NoteBatch.objects.get()
    stands = []

    for name in ("undo_batch", "redo_batch", "redo_batch"):
        runner.post(reverse(f"events:{name}", args=[event.code, batch.key]))
        batch.refresh_from_db()
        stands.append((batch.state, event.notes.standing().count()))

    assert stands == [(BatchState.UNDONE, 0), (BatchState.CONFIRMED, 7), (BatchState.CONFIRMED, 7)]


def test_undo_of_a_batch_of_another_event_is_not_found(runner, event):
    batch = NoteBatchFactory(event=EventFactory())

    answer = runner.post(reverse("events:undo_batch", args=[event.code, batch.key]))

    assert answer.status_code == 404


def test_add_note_keeps_one_however_often_it_is_sent(runner, event):
    prompt = PromptFactory(event=event, kind=Kind.CHALLENGE)
    sent = {"text": " Said\n twice ", "table": "table 2", "prompt": prompt.pk}
    url = reverse("events:add_note", args=[event.code])

    for _ in range(2):
        answer = runner.post(url, {**sent, "form_key": uuid.UUID(int=5)})

    assert notes() == [("Said twice", "2", Kind.CHALLENGE, False)]
    assert answer["Location"].endswith(f"/capture/?table=2&prompt={prompt.pk}#type")


def test_add_note_of_other_words_under_a_used_key_is_kept_on_the_page(runner, event):
    url = reverse("events:add_note", args=[event.code])
    runner.post(url, {"text": "First", "form_key": uuid.UUID(int=5)})

    answer = runner.post(url, {"text": "Second", "form_key": uuid.UUID(int=5)})

    assert list(answer.context["note_form"].errors) == ["text"]
    assert answer.context["note_form"]["text"].value() == "Second"
    assert Note.objects.count() == 1


@pytest.mark.parametrize("sent", [{"text": " "}, {"text": "x" * 1001}, {"text": ""}])
def test_add_note_says_what_is_wrong(runner, event, sent):
    url = reverse("events:add_note", args=[event.code])

    answer = runner.post(url, {**sent, "form_key": uuid.UUID(int=5)})

    assert list(answer.context["form"].errors) == ["text"]


@pytest.mark.parametrize("count", [1, 3])
def test_capture_costs_the_same_however_many_notes(runner, event, count, django_assert_num_queries):
    for _ in range(count):
        batch = NoteBatchFactory(event=event)
        NoteFactory(event=event, batch=batch, prompt=PromptFactory(event=event))

    with django_assert_num_queries(9):
        runner.get(reverse("events:capture", args=[event.code]))
