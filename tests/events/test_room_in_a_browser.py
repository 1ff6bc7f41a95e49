"""A phone that loses its connection: notes wait in the tab, outlive a reload, and are stored once."""

import pytest
from playwright.sync_api import expect

from events.enums import EventState
from events.models import Note
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
