"""One note at a time: two keystrokes a note, a number means what was seen, Back undoes."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from events.actions import sorting
from events.models import Theme, ThemeNote
from insights.enums import Kind
from tests.events.conftest import OUTSIDERS, outsider
from tests.factories import EventFactory, MemberFactory, NoteFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(event):
    return reverse("events:sort_one", args=[event.code])


@pytest.fixture
def back(event):
    return reverse("events:unsort_one", args=[event.code])


@pytest.fixture
def notes(event):
    return [NoteFactory(event=event, position=n, kind=Kind.CHALLENGE) for n in range(3)]


@pytest.fixture
def themes(event):
    return [
        ThemeFactory(event=event, title=title) for title in ("Short money", "Shared data", "Time")
    ]


@pytest.fixture
def room(notes, themes):
    return notes, themes


def answered(note, themes, answer, **more):
    order = "-".join(str(theme.pk) for theme in themes)
    return {"note": note.code, "order": order, "answer": answer, **more}


def filed():
    rows = ThemeNote.objects.order_by("note__position", "theme__pk")
    return [(row.note.position, row.theme.title) for row in rows.select_related("note", "theme")]


def notes_apart(one, other):
    lower, higher = sorted([one, other], key=lambda note: note.pk)
    return one.event.notes_apart.create(lower=lower, higher=higher)


def errors(page):
    return dict(page.context["form"].errors)


def test_one_note_numbers_themes_as_they_were_named_and_shows_the_first_to_sort(
    runner, url, notes, themes
):
    themes[2].notes.add(notes[0])
    NoteFactory(event=notes[0].event, left_out_reason="Asked for")

    page = runner.get(url)

    assert page.context["note"] == notes[1]
    assert page.context["themes"] == list(enumerate(themes, start=1))


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ("1", ["Short money"]),
        ("03", ["Time"]),
        ("t", ["Time"]),
        ("SHAR", ["Shared data"]),
        ("1, ti,1", ["Short money", "Time"]),
    ],
)
def test_one_note_is_filed_by_number_or_letters(runner, url, room, answer, titles):
    notes, themes = room
    answer = runner.post(url, answered(notes[0], themes, answer))

    keys = "-".join(str(Theme.objects.get(title=title).pk) for title in titles)
    assert answer.status_code == 303
    assert answer["Location"] == f"{url}?after={notes[0].code}&into={keys}"
    assert filed() == [(0, title) for title in titles]
    assert runner.get(answer["Location"]).context["note"] == notes[1]


def test_one_note_says_where_it_went_in_a_status_the_field_is_described_by(
    runner, url, notes, themes
):
    page = runner.post(url, answered(notes[0], themes, "3"), follow=True).content.decode()

    said = page.partition('id="filed"')[2].partition('id="the-note"')[0]
    assert [said.count('role="status"'), said.count("Filed in “Time”.")] == [1, 1]
    assert (
        page.count('aria-describedby="filed the-note identifying likely near id_answer_helptext"')
        == 1
    )


def test_one_note_number_means_the_theme_that_was_shown(runner, url, notes, themes):
    sent = answered(notes[0], themes, "2")
    themes[0].delete()

    runner.post(url, sent)

    assert filed() == [(0, "Shared data")]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("1", "Theme 1 was deleted meanwhile. Choose another."),
        ("9", "There is no theme 9."),
        ("0", "There is no theme 0."),
        ("99999999999999999999", "There is no theme 99999999999999999999."),
        ("x", "No theme starts with “x”. To name a new one, type + and its title."),
        ("sh", "“sh” could be: Shared data; Shorter days. Type more of it."),
        ("3, x", "No theme starts with “x”. To name a new one, type + and its title."),
        ("+", "Give the new theme a title of 1 to 140 characters after “+”."),
    ],
)
def test_one_note_that_is_not_understood_stays_in_hand(runner, url, room, answer, said):
    notes, themes = room
    sent = answered(notes[1], themes, answer)
    themes[0].delete()
    ThemeFactory(event=notes[0].event, title="Shorter days")

    page = runner.post(url, sent)

    assert errors(page) == {"answer": [said]}
    assert page.context["note"] == notes[1]
    assert page.context["themes"] == [(2, themes[1]), (3, themes[2])]
    assert page.context["form"]["answer"].value() == answer
    assert filed() == []


def test_one_note_can_name_a_new_theme_of_its_kind(runner, url, notes, themes):
    runner.post(url, answered(notes[0], themes, "+ Trust, slowly"))

    theme = Theme.objects.get(title="Trust, slowly")
    assert (theme.kind, list(theme.notes.all())) == (Kind.CHALLENGE, [notes[0]])


def test_one_note_without_a_kind_asks_for_the_kind_of_a_new_theme(runner, url, event):
    note = NoteFactory(event=event, kind="")

    page = runner.post(url, answered(note, [], "+ Trust"))
    runner.post(url, answered(note, [], "+ Trust", kind=Kind.PRINCIPLE))

    assert errors(page) == {"kind": ["Choose a kind: the note has none."]}
    assert Theme.objects.get().kind == Kind.PRINCIPLE


def test_one_note_is_skipped_by_enter_alone_and_comes_round_again(runner, url, notes, themes):
    skipped = runner.post(url, answered(notes[0], themes, ""))

    assert skipped["Location"] == f"{url}?after={notes[0].code}"
    assert runner.get(skipped["Location"]).context["note"] == notes[1]
    assert runner.get(f"{url}?after={notes[2].code}").context["note"] == notes[0]
    assert filed() == []


def test_one_note_comes_back_out_of_where_it_went_and_is_in_hand(runner, url, back, notes, themes):
    themes[2].notes.add(notes[0])
    sent = runner.post(url, answered(notes[0], themes, "1,2,3"))
    page = runner.get(sent["Location"])

    gone = runner.post(back, page.context["back"].initial)

    assert filed() == [(0, "Time")]
    assert gone["Location"] == f"{url}?note={notes[0].code}"
    assert runner.get(gone["Location"]).context["note"] == notes[0]


def test_one_note_moved_meanwhile_is_not_taken_back(runner, url, back, notes, themes):
    themes[1].notes.add(notes[0])

    answer = runner.post(back, {"note": notes[0].code, "into": themes[0].pk})

    assert [str(said) for said in get_messages(answer.wsgi_request)] == [
        "Nothing to take back: somebody moved that note meanwhile."
    ]
    assert filed() == [(0, "Shared data")]


def test_one_note_left_out_meanwhile_stays_out(runner, url, notes, themes):
    notes[0].left_out_reason = "Asked for"
    notes[0].save()

    answer = runner.post(url, answered(notes[0], themes, "1"))

    assert answer["Location"] == f"{url}?after={notes[0].code}"
    assert filed() == []


def test_one_note_never_reaches_into_another_event(runner, url, back, notes, themes):
    other = ThemeFactory(event=EventFactory(), title="Elsewhere")
    theirs = NoteFactory(event=other.event)
    other.notes.add(theirs)

    runner.post(url, answered(notes[0], [other], "1"))
    runner.post(url, answered(notes[0], [other], "elsewhere"))
    runner.post(url, answered(theirs, themes, "1"))
    runner.post(back, {"note": theirs.code, "into": other.pk})

    assert list(ThemeNote.objects.values_list("theme__title", "note__code")) == [
        ("Elsewhere", theirs.code)
    ]


@pytest.mark.parametrize("place", ["note=%00x", "after=?", "into=x", "note=AAAAA", "into=9-9"])
def test_one_note_shows_the_first_when_the_place_is_unreadable(runner, url, notes, place):
    assert runner.get(f"{url}?{place}".replace("%00", "")).context["note"] == notes[0]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_one_note_is_not_there_for_others(signed_in, room, url, back, who):
    notes, themes = room
    client = signed_in(outsider(who, notes[0].event))

    answers = [
        client.get(url),
        client.post(url, answered(notes[0], themes, "1")),
        client.post(back, {"note": notes[0].code, "into": themes[0].pk}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert filed() == []


@pytest.mark.parametrize("count", [1, 3])
def test_one_note_costs_the_same_however_many(runner, url, event, count, django_assert_num_queries):
    for theme in ThemeFactory.create_batch(count, event=event):
        theme.notes.add(NoteFactory(event=event))
    NoteFactory.create_batch(count, event=event, text="Said alike, for Ms Ann Example")
    notes_apart(*event.notes.order_by("pk")[:2])

    with django_assert_num_queries(13):
        runner.get(url)


@pytest.mark.parametrize("dash", ["-", "– ", "−"])
def test_a_dash_and_a_reason_leave_the_note_out(runner, event, url, room, dash):
    notes, _themes = room

    answer = runner.post(url, {"note": notes[0].code, "answer": f"{dash}Names a person"})

    notes[0].refresh_from_db()
    assert (answer.status_code, notes[0].left_out_reason) == (303, "Names a person")
    assert answer["Location"].endswith(f"?after={notes[0].code}")


def test_a_dash_alone_asks_for_a_reason(runner, event, url, room):
    notes, _themes = room

    page = runner.post(url, {"note": notes[0].code, "answer": "-"})

    assert page.context["form"].errors == {
        "answer": ["Say why after “-”: a left-out note needs a reason."]
    }
    assert event.notes.left_out().count() == 0


def test_whoever_files_a_note_hears_what_another_did_with_it_meanwhile(
    runner, event, url, room, stopped_clock
):
    notes, themes = room
    form = runner.get(url).context["form"]
    sorting.file(event, [notes[0].code], themes[2], by=MemberFactory(name="Sam Rees"))

    sent = {name: form[name].value() for name in ("note", "order", "seen")}
    answer = runner.post(url, {**sent, "answer": "1"})

    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Meanwhile Sam Rees, now: 1 note into “Time”. Both stand, and each can be undone.",
        "Filed in “Short money”.",
    ]
