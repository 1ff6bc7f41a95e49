"""Suggestions beside the note in hand: never applied unasked, each with its reason, dismissed for good."""

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse

from events.enums import ActVerb, BatchState
from events.models import NotesApart, ThemeNote
from insights.enums import Kind
from tests.events.conftest import OUTSIDERS, outsider
from tests.factories import (
    EventFactory,
    MemberFactory,
    NoteFactory,
    OrganisationFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(event):
    return reverse("events:sort_one", args=[event.code])


@pytest.fixture
def apart_url(event):
    return reverse("events:keep_apart", args=[event.code])


@pytest.fixture
def room(event):
    """Three that say nearly the same, one of them left out, and one that says something else."""
    texts = [
        "Funding cycles are too short",
        "Short funding cycles",
        "short funding cycles!",
        "Trust",
    ]
    notes = [NoteFactory(event=event, text=text, position=n) for n, text in enumerate(texts)]
    themes = [ThemeFactory(event=event, title=title) for title in ("Money", "Trust first")]
    return notes, themes


def sent(note, themes, **more):
    return {"note": note.code, "order": "-".join(str(it.pk) for it in themes), "answer": "", **more}


def filed():
    rows = ThemeNote.objects.order_by("note__position", "theme__pk").select_related("note", "theme")
    return [(row.note.position, row.theme.title) for row in rows]


def near(page):
    return [(it.code, it.titles) for it in page.context["suggested"].near]


def likely(page):
    return [(it.number, it.title, it.reason) for it in page.context["suggested"].likely]


def test_near_notes_are_shown_with_where_they_are_and_nothing_is_filed(runner, url, room):
    notes, themes = room
    themes[0].notes.add(notes[1])

    page = runner.get(url)

    assert near(page) == [(notes[1].code, ("Money",)), (notes[2].code, ())]
    assert page.content.decode().count('name="together"') == 1
    assert filed() == [(1, "Money")]


def test_near_notes_never_come_from_what_does_not_count_or_another_event(runner, url, event, room):
    notes, _themes = room
    batch = event.batches.create(raw="x", state=BatchState.UNDONE)
    notes[1].left_out_reason = "Asked for"
    notes[1].save()
    for more in ({"batch": batch}, {"is_waiting": True}, {"event": EventFactory()}):
        NoteFactory(**{"event": event, "text": "Short funding cycles", **more})

    assert near(runner.get(url)) == [(notes[2].code, ())]


def test_ticked_near_notes_are_filed_in_the_same_act_and_come_back_with_it(
    runner, event, url, room
):
    notes, themes = room
    answer = runner.post(url, sent(notes[0], themes, answer="1", together=[notes[2].code]))

    assert filed() == [(0, "Money"), (2, "Money")]
    page = runner.get(answer["Location"])
    assert page.context["note"] == notes[1]
    back = page.context["back"].initial
    runner.post(reverse("events:unsort_one", args=[event.code]), back)
    assert (filed(), back["together"]) == ([], [notes[2].code])


def test_ticked_near_notes_go_along_into_a_new_theme(runner, url, room):
    notes, themes = room
    runner.post(
        url, sent(notes[0], themes, answer="+ Cycles", kind="challenge", together=[notes[1].code])
    )

    assert filed() == [(0, "Cycles"), (1, "Cycles")]


def test_a_near_note_sorted_meanwhile_stays_where_it_is(runner, url, room):
    notes, themes = room
    themes[1].notes.add(notes[2])

    runner.post(url, sent(notes[0], themes, answer="1", together=[notes[2].code]))

    assert filed() == [(0, "Money"), (2, "Trust first")]


def test_a_tick_never_reaches_another_event(runner, url, room):
    notes, themes = room
    theirs = NoteFactory(event=EventFactory(), position=9)

    runner.post(url, sent(notes[0], themes, answer="1", together=[theirs.code, "?"]))

    assert filed() == [(0, "Money")]


def test_ticks_stay_when_the_answer_is_not_understood(runner, url, room):
    notes, themes = room
    page = runner.post(url, sent(notes[0], themes, answer="9", together=[notes[2].code]))

    assert page.context["ticked"] == [notes[2].code]
    assert page.content.decode().count(" checked>") == 1


def test_likely_themes_have_their_numbers_and_reasons(runner, url, room):
    notes, themes = room
    themes[0].notes.add(notes[1])
    ThemeFactory(event=notes[0].event, title="Elsewhere", kind=Kind.PRINCIPLE).notes.add(notes[3])

    page = runner.get(url)

    assert likely(page) == [(1, "Money", "shares ‘funding’, ‘cycles’, ‘short’ with 1 note there")]
    assert filed() == [(1, "Money"), (3, "Elsewhere")]


def test_a_note_teaches_nothing_about_itself(runner, url, room):
    notes, themes = room
    themes[0].notes.add(notes[0])
    themes[1].notes.add(notes[3])

    page = runner.get(f"{url}?note={notes[0].code}")

    assert (page.context["note"], likely(page)) == (notes[0], [])


def test_a_press_files_the_note_whatever_was_typed(runner, url, room):
    notes, themes = room
    runner.post(url, sent(notes[0], themes, answer="1", press="2"))
    refused = runner.post(url, sent(notes[1], themes, press="7"))

    assert filed() == [(0, "Trust first")]
    assert dict(refused.context["form"].errors) == {"answer": ["There is no theme 7."]}


def test_a_pair_said_not_to_be_the_same_is_not_shown_again(runner, event, url, apart_url, room):
    notes, _themes = room
    both = {"note": notes[0].code, "apart": notes[1].code}
    answers = [runner.post(apart_url, both), runner.post(apart_url, both)]
    turned = runner.post(apart_url, {"note": notes[1].code, "apart": notes[0].code})

    assert [answer["Location"] for answer in answers] == [f"{url}?note={notes[0].code}"] * 2
    assert [str(said) for said in get_messages(turned.wsgi_request)][-1] == (
        "Nothing changed: they were kept apart already, or one is gone."
    )
    assert list(NotesApart.objects.values_list("event", "lower", "higher")) == [
        (event.pk, notes[0].pk, notes[1].pk)
    ]
    assert event.acts.filter(verb=ActVerb.APART).count() == 1
    assert near(runner.get(url)) == [(notes[2].code, ())]
    assert near(runner.get(f"{url}?note={notes[1].code}")) == [(notes[2].code, ())]


def test_a_pair_kept_apart_is_shown_again_once_that_is_undone(runner, event, url, apart_url, room):
    notes, _themes = room
    before = near(runner.get(url))
    kept = runner.post(
        apart_url, {"note": notes[0].code, "apart": notes[1].code}, follow=True
    ).context["acts"]
    sent = {"act": kept[0].number, "page": "one", "note": notes[0].code}

    answer = runner.post(reverse("events:undo_act", args=[event.code]), sent)

    assert kept[0].what == "kept notes {} and {} apart".format(
        *sorted([notes[0].code, notes[1].code])
    )
    assert answer["Location"] == f"{url}?note={notes[0].code}"
    assert near(runner.get(answer["Location"])) == before
    assert (before, NotesApart.objects.count()) == ([(it.code, ()) for it in notes[1:3]], 0)


@pytest.mark.parametrize("other", ["", "?", "AAAAA"])
def test_a_pair_that_is_none_is_not_kept(runner, apart_url, room, other):
    notes, _themes = room
    theirs = NoteFactory(event=EventFactory())

    for code in (other, notes[0].code, theirs.code):
        assert runner.post(apart_url, {"note": notes[0].code, "apart": code}).status_code == 303

    assert NotesApart.objects.count() == 0


def test_the_database_keeps_a_pair_once_and_the_lower_first(event, room):
    one, other = room[0][:2]
    event.notes_apart.create(lower=one, higher=other)

    for lower, higher in ((one, other), (other, one), (one, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            event.notes_apart.create(lower=lower, higher=higher)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_keeping_apart_is_not_there_for_others(signed_in, event, apart_url, room, who):
    notes, _themes = room
    client = signed_in(outsider(who, event))

    answer = client.post(apart_url, {"note": notes[0].code, "apart": notes[1].code})

    assert (answer.status_code, NotesApart.objects.count()) == (404, 0)


def test_what_may_say_who_somebody_is_stands_marked(runner, url, event):
    MemberFactory(name="Zebedee Quill", listed=True)
    MemberFactory(name="Quentin Unlisted", listed=False)
    OrganisationFactory(name="Harbour Trust")
    text = "Ask zebedee quill of Harbour Trust, quentin unlisted, 07700 900123, LS1 4DY or q@example.org"
    NoteFactory(event=event, text=text)

    page = runner.get(url)

    marked = page.context["marked"]
    assert "".join(piece.text for piece in marked.pieces) == text
    assert [(piece.text, piece.sort) for piece in marked.pieces if piece.sort] == [
        ("zebedee quill", "What may be somebody’s name"),
        ("Harbour Trust", "The name of an organisation"),
        ("07700 900123", "A phone number"),
        ("LS1 4DY", "A postcode"),
        ("q@example.org", "An email address"),
    ]
    assert page.content.decode().count("<mark>") == 5


def test_a_note_that_names_nobody_has_no_mark(runner, url, room):
    page = runner.get(url).content.decode()

    assert (page.count("<mark>"), page.count("Marked, because")) == (0, 0)
