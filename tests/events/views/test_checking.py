"""The page behind the check-back link, and what those who run the event see of what came."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.actions import checking, publishing
from events.actions.checking import Said
from events.enums import EventState
from events.models import AskedOut, CheckAnswer, CheckLink, Event, Sender, ThemeCheck
from insights.enums import Kind
from tests.events.conftest import OUTSIDERS, outsider
from tests.factories import (
    EventFactory,
    MemberFactory,
    NoteBatchFactory,
    NoteFactory,
    RoomFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(facilitator):
    return EventFactory(
        facilitated_by=facilitator, state=EventState.CHECKING_BACK, title="What we met for"
    )


@pytest.fixture
def theme(event):
    return draft(event, "Short funding")


@pytest.fixture
def link(event, facilitator):
    return checking.open_link(event, days=7, people_there=23, by=facilitator)


@pytest.fixture
def phone():
    """Somebody’s own browser, without an account."""
    return Client()


def draft(event, title):
    theme = ThemeFactory(event=event, title=title, definition="Money ends too soon.")
    theme.notes.add(NoteFactory(event=event, text=f"The words behind {title}"))
    return theme


def filled(theme, said="no", why="Too short", out="", key=None):
    return {
        f"said-{theme.pk}": said,
        f"why-{theme.pk}": why,
        f"out-{theme.pk}": out,
        f"wording-{theme.pk}": "1",
        "form_key": str(key or uuid.uuid4()),
    }


def answer(link, theme=None, codes=()):
    said = {theme.pk: Said(is_it=False, reason="Too short", wording=1)} if theme else {}
    checking.answer(link, said, codes, sender=Sender.form(uuid.uuid4()))


def stored():
    return [model.objects.count() for model in (CheckAnswer, ThemeCheck, AskedOut)]


def text(response):
    return " ".join(response.content.decode().split())


def at(name, event, *more):
    return reverse(f"events:{name}", args=[event.code, *more])


# Leaks first


@pytest.mark.parametrize("shows_all", [False, True])
def test_the_page_shows_only_the_notes_the_room_has_seen(phone, event, link, theme, shows_all):
    RoomFactory(event=event, shows_all=shows_all)
    seen = theme.notes.get()
    pasted = NoteFactory(event=event, text="Pasted and never shown", batch=NoteBatchFactory())
    out = NoteFactory(event=event, text="Left out", left_out_reason="Asked for")
    waiting = NoteFactory(event=event, text="Waits at its table", is_waiting=True)
    theme.notes.add(pasted, out, waiting)

    page = text(phone.get(link.get_absolute_url()))

    shown = [it for it in (seen, pasted, out, waiting) if it.text in page or it.code in page]
    assert (theme.title in page, shown) == (True, [seen] if shows_all else [])


def test_the_page_names_no_table(phone, event, link, theme):
    RoomFactory(event=event, shows_all=True)
    event.notes.update(table="Table of the council")

    page = text(phone.get(link.get_absolute_url()))

    assert "Table of the council" not in page


def test_a_closed_link_shows_no_theme(phone, event, link, theme, facilitator):
    checking.close_link(event, by=facilitator)

    closed = phone.get(link.get_absolute_url())

    assert (closed.status_code, theme.title in text(closed)) == (410, False)


def test_a_member_who_answers_is_named_nowhere(client, link, theme):
    member = MemberFactory(name="Una Named")
    client.force_login(member)

    client.post(link.get_absolute_url(), filled(theme))

    rows = [*CheckAnswer.objects.values(), *ThemeCheck.objects.values()]
    held = {str(value) for row in rows for value in row.values()}
    assert held & {str(member.pk), member.code, member.email, member.name} == set()


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", ["check_back", "open_check_link", "turn_check_link", "settle"])
def test_others_are_told_that_nothing_is_here(signed_in, link, theme, who, name):
    event = theme.event
    answer(link, theme, codes=[code := event.notes.get().code])
    client = signed_in(outsider(who, event))
    if name == "check_back":
        told = client.get(at(name, event))
    elif name == "settle":
        told = client.post(at("settle_asked_out", event, code), {"how": "out"})
    else:
        told = client.post(at(name, event), {"days": 3, "people_there": 5, "to": "close"})

    assert (told.status_code, AskedOut.objects.unsettled().count()) == (404, 1)


def test_one_answer_is_not_shown_before_three_are_in(runner, event, link, theme):
    answer(link, theme, codes=[event.notes.get().code])
    page = text(runner.get(at("check_back", event)))
    before = ("1 person answered" in page, "Too short" in page, 'id="asked"' in page)

    answer(link, theme), answer(link, theme)

    page = text(runner.get(at("check_back", event)))
    after = ("3 people answered" in page, page.count("Too short"), 'id="asked"' in page)
    assert (before, after) == ((True, False, False), (True, 3, True))


def test_whoever_closes_the_link_sees_what_came(runner, event, link, theme):
    answer(link, theme)

    runner.post(at("turn_check_link", event), {"to": "close"})

    assert "Too short" in text(runner.get(at("check_back", event)))


# Answering


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(phone, link, theme, method):
    getattr(phone, method)(f"{link.get_absolute_url()}?said-{theme.pk}=yes")

    assert stored() == [0, 0, 0]


def test_one_button_sends_everything(phone, event, link, theme):
    other, note = draft(event, "Nobody asks"), theme.notes.get()
    sent = filled(other, said="yes", why="") | filled(theme, out=f" {note.code.lower()} ")

    done = phone.post(link.get_absolute_url(), sent)
    page = text(phone.get(done["Location"]))

    found = ThemeCheck.objects.values_list("theme", "is_it", "reason")
    assert done.status_code == 303
    assert set(found) == {(theme.pk, False, "Too short"), (other.pk, True, "")}
    assert [it.note for it in AskedOut.objects.all()] == [note]
    assert "Your answers are in" in page


def test_the_same_form_again_is_one_answer(phone, link, theme):
    sent = filled(theme)

    codes = [phone.post(link.get_absolute_url(), sent).status_code for _again in range(3)]

    assert (codes, stored()) == ([303] * 3, [1, 1, 0])


def test_a_member_counts_once_whatever_form_they_send(client, link, theme):
    client.force_login(MemberFactory())

    client.post(link.get_absolute_url(), filled(theme))
    client.post(link.get_absolute_url(), filled(theme, said="yes", why=""))

    assert (stored(), ThemeCheck.objects.get().is_it) == ([1, 1, 0], True)


def test_a_member_who_comes_back_finds_what_they_said_and_nobody_else_does(client, link, theme):
    client.force_login(MemberFactory())
    client.post(link.get_absolute_url(), filled(theme, why="My own words"))

    again = text(client.get(link.get_absolute_url()))
    client.force_login(MemberFactory())
    other = text(client.get(link.get_absolute_url()))

    assert ("My own words" in again, "My own words" in other) == (True, False)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"why": ""}, "why"),
        ({"why": " \u200e "}, "why"),
        ({"why": "a" * 1_001}, "why"),
        ({"said": ""}, "said"),
        ({"said": "maybe", "why": ""}, "said"),
        ({"out": "K7M2"}, "out"),
        ({"out": "22222"}, "out"),
        ({"said": "", "why": ""}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_stored(
    phone, link, theme, changed, field
):
    told = phone.post(link.get_absolute_url(), filled(theme, **changed))

    named = field if field == "__all__" else f"{field}-{theme.pk}"
    assert (told.status_code, list(told.context["form"].errors)) == (200, [named])
    assert stored() == [0, 0, 0]


def test_a_code_that_is_not_known_is_named_and_the_words_stay(phone, link, theme):
    known = theme.notes.get().code

    told = phone.post(link.get_absolute_url(), filled(theme, out=f"{known}, ZZZZZ"))

    page = text(told)
    assert "No note of this event has the code ZZZZZ." in page
    assert ("Too short" in page, known in page) == (True, True)


def test_words_about_a_theme_that_is_gone_are_shown_back(phone, link, theme):
    gone = draft(theme.event, "Soon gone")
    sent = filled(theme) | filled(gone, why="What I said of the other")
    gone.delete()

    told = phone.post(link.get_absolute_url(), sent)

    assert ("What I said of the other" in text(told), stored()) == (True, [0, 0, 0])


def test_a_wording_is_never_newer_than_the_theme(phone, link, theme):
    sent = filled(theme) | {f"wording-{theme.pk}": "9"}

    phone.post(link.get_absolute_url(), sent)

    assert ThemeCheck.objects.get().wording == 1


def test_control_characters_go_and_nul_is_refused(phone, link, theme):
    phone.post(link.get_absolute_url(), filled(theme, why="Too\x07 \u202eshort"))
    refused = phone.post(link.get_absolute_url(), filled(theme, why="Too\0short"))

    assert [it.reason for it in ThemeCheck.objects.all()] == ["Too short"]
    assert refused.status_code == 400


def test_a_form_without_its_token_is_refused(link, theme):
    told = Client(enforce_csrf_checks=True).post(link.get_absolute_url(), filled(theme))

    assert (told.status_code, stored()) == (403, [0, 0, 0])


def test_the_page_sets_no_cookie_but_its_forms_token(phone, link, theme):
    phone.get(link.get_absolute_url())
    phone.post(link.get_absolute_url(), filled(theme))

    assert set(phone.cookies) <= {"csrf"}


def test_the_page_is_kept_by_no_cache_and_found_by_no_search(phone, link, theme):
    page = phone.get(link.get_absolute_url())

    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")


def test_a_link_that_never_was_is_not_found(phone):
    assert phone.get(reverse("events:check", args=["2" * 16])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("shows_all", [False, True])
def test_the_page_costs_the_same_however_many_themes(
    phone, link, count, shows_all, django_assert_num_queries
):
    RoomFactory(event=link.event, shows_all=shows_all)
    for number in range(count):
        draft(link.event, f"Theme {number}")

    with django_assert_num_queries(4 if shows_all else 3):
        phone.get(link.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_answering_costs_the_same_however_many_themes(
    phone, event, link, count, django_assert_num_queries
):
    themes = [draft(event, f"Theme {number}") for number in range(count)]
    sent = {}
    for theme in themes:
        sent |= filled(theme, out=theme.notes.get().code)

    with django_assert_num_queries(ANSWERING):
        phone.post(link.get_absolute_url(), sent)


ANSWERING = 24


# Closing


def renewed(event, by):
    checking.renew_link(event, by=by)


def past(event, by):
    CheckLink.objects.update(closes_on=timezone.localdate() - dt.timedelta(days=1))


def published(event, by):
    publishing.publish(event, by=by)


def archived(event, by):
    Event.objects.update(state=EventState.ARCHIVED)


@pytest.mark.parametrize("closed", [renewed, past, published, archived])
def test_a_closed_link_stores_nothing_and_shows_back_what_was_typed(
    phone, link, theme, facilitator, closed
):
    code = theme.notes.get().code
    closed(link.event, by=facilitator)

    looked = phone.get(link.get_absolute_url())
    told = phone.post(link.get_absolute_url(), filled(theme, why="My own words", out=code))

    assert (looked.status_code, told.status_code, stored()) == (410, 410, [0, 0, 0])
    assert ("My own words" in text(told), code in text(told)) == (True, True)


# Those who run the event


def test_opening_shows_an_address_to_hand_out(runner, event, theme):
    before = text(runner.get(at("check_back", event)))

    runner.post(at("open_check_link", event), {"days": 3, "people_there": 23})

    link = CheckLink.objects.get()
    page = text(runner.get(at("check_back", event)))
    event.refresh_from_db()
    assert (link.closes_on - timezone.localdate()).days == 3
    assert (event.people_there, "/check/" in before) == (23, False)
    assert f">http://testserver{link.get_absolute_url()}<" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"days": 0}, "days"),
        ({"days": 31}, "days"),
        ({"people_there": 0}, "people_there"),
        ({"people_there": ""}, "people_there"),
        ({"people_there": 10}, "people_there"),
    ],
)
def test_opening_says_what_is_wrong(runner, event, changed, field):
    Event.objects.update(checked_by=11, people_there=23)

    told = runner.post(at("open_check_link", event), {"days": 7, "people_there": 23} | changed)

    assert list(told.context["form"].errors) == [field]
    assert CheckLink.objects.count() == 0


def test_a_link_is_opened_only_while_checking_back(runner, event):
    Event.objects.update(state=EventState.SORTING)

    runner.post(at("open_check_link", event), {"days": 7, "people_there": 23})

    assert CheckLink.objects.count() == 0
    assert "Ask by link" not in text(runner.get(at("check_back", event)))


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("mail", "1 person is written to."),
        ("close", "The link is closed."),
        ("renew", "There is a new link."),
    ],
)
def test_a_link_is_mailed_closed_and_renewed(runner, event, link, to, told):
    done = runner.post(at("turn_check_link", event), {"to": to})

    assert (done.status_code, told in text(runner.get(at("check_back", event)))) == (303, True)


@pytest.mark.parametrize("to", ["mail", "close", "renew"])
def test_without_a_link_there_is_nothing_to_turn(runner, event, to):
    assert runner.post(at("turn_check_link", event), {"to": to}).status_code == 303
    assert CheckLink.objects.count() == 0


def test_the_page_says_how_many_said_what_of_each_theme(runner, event, link, theme):
    for _one in range(3):
        answer(link, theme)
    said = {theme.pk: Said(is_it=True, reason="", wording=1)}
    checking.answer(link, said, [], sender=Sender.form(uuid.uuid4()))

    page = text(runner.get(at("check_back", event)))

    assert "That is it: 1 · Not quite: 3" in page
    assert "4 people answered by the link." in page
    assert "Checked by 4 of 23 people there" in text(runner.get(at("workspace", event)))


def test_what_was_said_of_an_earlier_wording_says_so(runner, event, link, theme):
    for _one in range(3):
        answer(link, theme)
    before = "earlier wording" in text(runner.get(at("check_back", event)))

    event.themes.update(version=2)

    after = "earlier wording" in text(runner.get(at("check_back", event)))
    assert (before, after) == (False, True)


def asked(event, link, theme):
    for _one in range(3):
        answer(link, theme, codes=[theme.notes.get().code])
    return theme.notes.get()


def test_a_request_is_settled_on_the_page(runner, event, link, theme):
    note = asked(event, link, theme)
    shown = text(runner.get(at("check_back", event)))

    runner.post(at("settle_asked_out", event, note.code), {"how": "out"})

    note.refresh_from_db()
    page = text(runner.get(at("check_back", event)))
    assert (note.text in shown, note.left_out_reason) == (True, "Asked for in check-back")
    assert 'id="asked"' not in page


def test_keeping_a_note_needs_a_reason(runner, event, link, theme):
    note = asked(event, link, theme)
    address = at("settle_asked_out", event, note.code)

    told = runner.post(address, {"how": "keep", "reason": " "})
    before = AskedOut.objects.get().kept_reason
    runner.post(address, {"how": "keep", "reason": "It names nobody"})

    assert list(told.context["form"].errors) == ["reason"]
    assert (before, AskedOut.objects.get().kept_reason) == ("", "It names nobody")


def test_a_second_facilitator_is_told_that_it_is_settled(runner, event, link, theme):
    note = asked(event, link, theme)
    address = at("settle_asked_out", event, note.code)
    runner.post(address, {"how": "out"})

    runner.post(address, {"how": "keep", "reason": "Too late"})

    assert AskedOut.objects.get().kept_reason == ""


def test_publishing_is_refused_with_a_sentence_and_a_way_to_settle(runner, event, link, theme):
    asked(event, link, theme)

    page = text(runner.get(at("publish", event)))
    told = runner.post(at("publish", event), follow=True)

    assert "1 note was asked to be left out" in page
    assert f'href="{at("check_back", event)}#asked"' in page
    assert "Publish 1 theme<" not in page
    assert "Nothing was published" in text(told)
    assert Event.objects.get().state == EventState.CHECKING_BACK


def test_answers_that_are_not_shown_yet_are_in_the_way_without_saying_what_they_hold(
    runner, event, link, theme
):
    answer(link, theme, codes=[theme.notes.get().code])

    page = text(runner.get(at("publish", event)))
    told = runner.post(at("publish", event), follow=True)

    assert "People have answered, and nobody has read it yet" in page
    assert ("asked to be left out" in page, "Publish 1 theme<" in page) == (False, False)
    assert "Close the link and read them first." in text(told)


@pytest.mark.parametrize("count", [1, 3])
def test_what_came_costs_the_same_however_much_it_is(
    runner, event, link, count, django_assert_num_queries
):
    for number in range(count):
        theme = draft(event, f"Theme {number}")
        for _one in range(3):
            answer(link, theme, codes=[theme.notes.get().code])

    with django_assert_num_queries(11):
        runner.get(at("check_back", event))


def test_themes_of_every_kind_are_asked_in_their_order(phone, event, link):
    for kind in (Kind.SUPPORT_NEED, Kind.CHALLENGE, Kind.PRINCIPLE):
        draft(event, kind.label)
        event.themes.filter(title=kind.label).update(kind=kind)

    form = phone.get(link.get_absolute_url()).context["form"]

    assert [it.kind for it in form.themes] == [kind.value for kind in Kind]
