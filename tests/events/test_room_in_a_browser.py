"""A phone at a table: notes wait in the tab, outlive a reload and are stored once; boards come by themselves."""

import uuid

import pytest
from playwright.sync_api import expect

from events.actions import sending
from events.enums import EventState
from events.models import Note
from events.preview import DraftNote
from tests.factories import RoomFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def at_the_first_table(site, room):
    """The note form with its script at work: a line that went down sooner would have left it unfetched."""
    page = site(room.get_absolute_url())
    page.get_by_role("link", name="Table 1").click()
    expect(page.get_by_label("Your note")).to_be_visible()
    page.wait_for_load_state()
    return page


def test_notes_wait_while_the_line_is_down_and_are_each_stored_once(site, context):
    room = RoomFactory(event__state=EventState.CAPTURING)
    page = at_the_first_table(site, room)
    said = ["Short funding cycles", "No time to reflect", "Fear of failure"]

    context.set_offline(True)
    for text in said:
        page.get_by_label("Your note").fill(text)
        page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("3 notes waiting to be sent")).to_be_visible()
    stored = Note.objects.count()
    context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text="Your note is in.")).to_be_visible()

    assert (stored, sorted(Note.objects.values_list("text", flat=True))) == (0, sorted(said))
    assert page.evaluate("sessionStorage.length") == 0
    assert context.cookies() == []


def test_a_table_closed_meanwhile_gives_every_note_back_and_leaves_the_box_alone(site, context):
    room = RoomFactory(event__state=EventState.CAPTURING)
    page = at_the_first_table(site, room)

    context.set_offline(True)
    for text in ("Short funding cycles", "No time to reflect"):
        page.get_by_label("Your note").fill(text)
        page.get_by_role("button", name="Send").click()
    page.get_by_label("Your note").fill("Fear of fail")
    room.tables.update(is_open=False)
    context.set_offline(False)
    expect(page.get_by_text("This table takes no more notes.")).to_be_visible()

    unsent = page.locator("[data-unsent] li")
    expect(unsent).to_have_text(
        [r"Short funding cycles Put it into the box", r"No time to reflect Put it into the box"]
    )
    expect(page.get_by_label("Your note")).to_have_value("Fear of fail")
    unsent.first.get_by_role("button").click()
    expect(page.get_by_label("Your note")).to_have_value("Fear of fail\nShort funding cycles")
    assert Note.objects.count() == 0


def test_notes_that_wait_outlive_a_reload_and_are_sent_from_it(site, context):
    room = RoomFactory(event__state=EventState.CAPTURING)
    page = at_the_first_table(site, room)
    page.on("dialog", lambda dialog: dialog.accept())  # “your notes are not sent yet”
    at = f"**{room.tables.first().get_absolute_url()}"
    page.route(at, lambda it: it.abort() if it.request.method == "POST" else it.fallback())

    page.get_by_label("Your note").fill("Short funding cycles")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("1 note waiting to be sent")).to_be_visible()
    page.reload()
    expect(page.get_by_text("1 note waiting to be sent")).to_be_visible()
    stored = Note.objects.count()
    page.unroute(at)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("status").filter(has_text="Your note is in.")).to_be_visible()

    assert (stored, [note.text for note in Note.objects.all()]) == (0, ["Short funding cycles"])


def test_a_board_shows_what_others_send_and_leaves_whoever_types_alone(site, context):
    room = RoomFactory(event__state=EventState.CAPTURING)
    table = room.tables.first()
    page = at_the_first_table(site, room)
    board, told = page.locator("[data-board]"), page.get_by_role("status").last
    page.get_by_label("Your note").press_sequentially("I am ty")

    send_three(table, "first")
    expect(board).to_contain_text("first 2", timeout=10_000)
    expect(told).to_contain_text("There are new notes.")
    page.keyboard.type("ping")
    page.get_by_role("button", name="Stand still").press("Enter")
    send_three(table, "second")
    page.wait_for_timeout(6_000)  # longer than boards wait
    expect(board).not_to_contain_text("second")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(board).to_contain_text("second 2", timeout=10_000)

    assert page.get_by_label("Your note").input_value() == "I am typing"
    assert told.evaluate("it => [it.getAttribute('aria-live') ?? 'polite', it.role]") == [
        "polite",
        "status",
    ]


def send_three(table, words):
    """Three from other phones: they are shown together."""
    for number in range(3):
        sending.send(table, DraftNote(f"{words} {number}"), prompt=None, key=uuid.uuid4())


def test_back_without_scripts_finds_the_text_and_sending_it_again_is_harmless(browser, live_server):
    room = RoomFactory(event__state=EventState.CAPTURING)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + room.tables.first().get_absolute_url())
    page.get_by_label("Your note").fill("Short funding cycles")

    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your note is in.")).to_be_visible()
    page.go_back()

    page.get_by_role("button", name="Send").click()

    expect(page.locator("#error-summary")).to_contain_text("has sent these words already")
    expect(page.get_by_label("Your note")).to_have_value("Short funding cycles")
    context.close()
    assert Note.objects.count() == 1
