"""What was done in sorting: who runs the event sees it all, and undoes any of it with one button."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from events.actions import sorting, themes
from events.models import ThemeNote
from insights.enums import Kind
from tests.events.conftest import OUTSIDERS, outsider
from tests.factories import MemberFactory, NoteFactory, SpaceMemberFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(event):
    return ThemeFactory(event=event, title="Short money")


@pytest.fixture
def notes(event):
    return [NoteFactory(event=event, position=n, kind=Kind.CHALLENGE) for n in range(3)]


@pytest.fixture
def sam(event):
    return MemberFactory(facilitator=True, name="Sam Rees")


@pytest.fixture
def filed(event, theme, notes, sam):
    """The second act: Sam filed the first note. The first is what was there."""
    sorting.file(event, [notes[0].code], theme, by=sam)
    return event


def at(name, event, *more):
    return reverse(f"events:{name}", args=[event.code, *more])


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def words_of(page):
    return " ".join(page.content.decode().split())


def test_history_shows_who_did_what_newest_first(runner, event, theme, notes, sam):
    sorting.file(event, [notes[0].code], theme, by=sam)

    page = runner.get(at("history", event))

    assert [(act.by, act.what, act.can_undo) for act in page.context["acts"]] == [
        ("Sam Rees", "1 note into “Short money”", True),
        ("", "What was sorted before this was written down", False),
    ]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_history_is_not_there_for_anybody_else(signed_in, filed, theme, who):
    event = filed
    client = signed_in(outsider(who, event))

    answers = [
        client.get(at("history", event)).status_code,
        client.post(at("undo_act", event), {"act": 2}).status_code,
        client.post(at("sort_theme", event, theme.pk), {"do": "merge", "to": 1}).status_code,
    ]

    assert (answers, ThemeNote.objects.count()) == ([404] * 3, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_however_many_acts(
    runner, filed, sam, count, django_assert_num_queries
):
    for note in filed.notes.all()[:count]:
        sorting.leave_out(filed, [note.code], "Names a person", by=sam)
    event = filed

    with django_assert_num_queries(6):
        runner.get(at("history", event))


@pytest.mark.parametrize(
    ("page", "leads", "said"),
    [
        ("sort", "sort", "#said"),
        ("one", "sort_one", ""),
        ("", "history", "#said"),
        ("x", "history", ""),
    ],
)
def test_undo_takes_it_back_and_leads_where_the_button_stood(runner, filed, page, leads, said):
    event = filed

    answer = runner.post(at("undo_act", event), {"act": 2, "page": page})

    assert (answer.status_code, answer["Location"]) == (303, at(leads, event) + said)
    assert ThemeNote.objects.count() == (1 if page == "x" else 0)


def test_undo_twice_says_so(runner, event, theme, notes, sam):
    sorting.file(event, [notes[0].code], theme, by=sam)
    first = runner.post(at("undo_act", event), {"act": 2})
    again = runner.post(at("undo_act", event), {"act": 2})

    assert (said(first), said(again)[-1]) == (
        ["Done: undid: 1 note into “Short money”."],
        "Somebody has undone that already.",
    )


@pytest.mark.parametrize("act", ["", "0", "99", "x", "1" * 30, "-1"])
def test_undo_of_nothing_changes_nothing(runner, filed, act):
    answer = runner.post(at("undo_act", filed), {"act": act})

    assert (answer.status_code, ThemeNote.objects.count()) == (303, 1)


@pytest.mark.usefixtures("stopped_clock")
def test_sort_tells_of_what_another_did_with_the_same_notes_meanwhile(
    runner, event, theme, notes, sam
):
    page = runner.get(at("sort", event))
    sorting.file(event, [notes[0].code], theme, by=sam)
    sorting.file(event, [notes[1].code], theme, by=sam)

    answer = runner.post(
        at("sort", event),
        {
            "do": "move",
            "notes": [notes[0].code],
            "title": "Time",
            "seen": page.context["form"]["seen"].value(),
        },
    )

    assert said(answer) == [
        "1 note is now in “Time”.",
        "Meanwhile Sam Rees, now: 1 note into “Short money”. Both stand, and each can be undone.",
    ]
    assert ThemeNote.objects.filter(note=notes[0]).count() == 2


def test_sort_shows_the_latest_act_with_a_button(runner, event, theme, notes, sam):
    for note in notes:
        sorting.file(event, [note.code], theme, by=sam)

    page = runner.get(at("sort", event))

    assert [act.number for act in page.context["acts"]] == [4]
    assert page.content.decode().count('form="undo"') == 1


def test_merge_moves_every_note_and_leads_to_the_other(runner, event, theme, notes):
    other = ThemeFactory(event=event, title="Grants")
    theme.notes.add(*notes)
    other.notes.add(notes[0])

    answer = runner.post(at("sort_theme", event, theme.pk), {"do": "merge", "to": other.pk})

    assert answer["Location"] == at("theme", event, other.pk)
    assert said(answer) == ["“Short money” is merged into “Grants”."]
    assert (list(event.themes.all()), other.notes.count()) == ([other], 3)


@pytest.mark.parametrize("into", ["", "0", "itself", "elsewhere"])
def test_merge_into_nothing_says_what_to_do(runner, event, theme, into):
    keys = {"itself": theme.pk, "elsewhere": ThemeFactory().pk}

    sent = {"do": "merge", "to": keys.get(into, into)}
    page = runner.post(at("sort_theme", event, theme.pk), sent)

    assert page.status_code == 200
    assert len(page.context["sort_form"].errors["to"]) == 1
    assert event.themes.count() == 1


def test_split_makes_a_theme_of_the_ticked_notes(runner, event, theme, notes):
    theme.notes.add(*notes)
    ticked = [note.code for note in notes[:2]]

    answer = runner.post(
        at("sort_theme", event, theme.pk), {"do": "split", "notes": ticked, "title": "Reports"}
    )

    held = {row.title: row.notes.count() for row in event.themes.all()}
    assert (answer.status_code, held) == (303, {"Short money": 1, "Reports": 2})


@pytest.mark.parametrize("title", ["", "SHORT money"])
def test_split_needs_a_title_of_its_own(runner, event, theme, notes, title):
    theme.notes.add(*notes)

    page = runner.post(
        at("sort_theme", event, theme.pk),
        {"do": "split", "notes": [notes[0].code], "title": title},
    )

    assert (page.status_code, event.themes.count()) == (200, 1)
    assert len(page.context["sort_form"].errors["title"]) == 1


def test_history_does_not_name_whoever_left(runner, event, theme, notes, sam):
    sorting.file(event, [notes[0].code], theme, by=sam)
    event.acts.update(by=None)

    assert "Sam Rees" not in words_of(runner.get(at("history", event)))


def test_two_who_run_an_event_both_undo(signed_in, event, theme, notes, facilitator):
    helper = SpaceMemberFactory(
        space=event.space_ptr, part="facilitator", member=MemberFactory(facilitator=True)
    ).member
    themes.word(
        theme,
        themes.Wording(title="Time", definition="", kind=theme.kind),
        version=1,
        by=facilitator,
    )

    signed_in(helper).post(at("undo_act", event), {"act": 2})

    theme.refresh_from_db()
    assert (theme.title, theme.version) == ("Short money", 3)
