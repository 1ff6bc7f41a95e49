"""From a paste to the library in a browser, by keyboard, with and without scripts; axe where its tour does not come."""

import io
import re

import pytest
import xlsxwriter
from django.urls import reverse
from playwright.sync_api import expect

from events.enums import EventState
from events.models import Event, Note
from insights.models import Insight
from tests import axe
from tests.factories import EventFactory, MemberFactory, NoteFactory, PromptFactory, ThemeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = (
    "Table 3\nChallenges:\n- Short funding cycles\n- No time to reflect\n- Nobody asks residents"
)


@pytest.fixture
def facilitator(db):
    return MemberFactory(facilitator=True)


@pytest.fixture
def signed_in_browser(browser, live_server, client, facilitator):
    """A browser context in which the facilitator is signed in."""
    contexts = []
    client.force_login(facilitator)
    cookie = client.cookies["session"]

    def make(**more):
        context = axe.viewing(browser, **{"scheme": "light", "width": 1280, **more})
        context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_paste_becomes_an_insight_by_keyboard(
    signed_in_browser, live_server, facilitator, scripts
):
    event = EventFactory(facilitated_by=facilitator, access_information="Level access.")
    page = signed_in_browser(java_script_enabled=scripts).new_page()
    at = lambda name: live_server.url + reverse(f"events:{name}", args=[event.code])  # noqa: E731 - short

    page.goto(at("capture"))
    page.get_by_label("Notes, one on each line").fill(PASTE)
    page.get_by_role("button", name="Look at what this gives").press("Enter")
    assert Note.objects.count() == 0
    page.get_by_role("button", name="Confirm: add 3 notes").press("Enter")
    page.get_by_role("link", name="Sort them into themes").press("Enter")
    page.get_by_label("Short funding cycles").press("Space")
    page.get_by_label("Or name a new theme").fill("Short money")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 note is now in “Short money”.")).to_be_visible()
    expect(page.get_by_label("No time to reflect")).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Move to theme").press("Enter")
    expect(page.get_by_label("Nobody asks residents")).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_text("Leave out instead").press("Enter")
    page.get_by_label("Why it is left out").fill("Names a group")
    page.get_by_role("button", name="Leave the ticked notes out").press("Enter")
    expect(page.get_by_text("1 note is left out.")).to_be_visible()
    page.get_by_role("link", name="Check back with the room").press("Enter")
    page.get_by_role("button", name="Start checking back").press("Enter")
    page.get_by_role("link", name="Go on to publish").press("Enter")
    page.get_by_role("button", name="Publish 1 theme").press("Enter")
    expect(page.get_by_text("1 theme is now in the library.")).to_be_visible()

    insight = Insight.objects.get()
    assert (insight.title, insight.note_count, insight.table_count) == ("Short money", 2, 1)


@pytest.fixture
def full(facilitator):
    """An event with something of everything, and words long enough to break a narrow page."""
    event = EventFactory(
        facilitated_by=facilitator,
        questions="What gets in the way?",
        link="https://meet.example/" + "room" * 20,
        venue="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
        state=EventState.CHECKING_BACK,
    )
    prompt = PromptFactory(event=event, text="What gets in the way?")
    theme = ThemeFactory(event=event, title="Donaudampfschifffahrtsgesellschaft" * 3)
    theme.notes.add(NoteFactory(event=event, prompt=prompt, kind="challenge"))
    NoteFactory.create_batch(12, event=event, prompt=prompt, text="unbroken" * 30)
    NoteFactory(event=event, left_out_reason="Asked for")
    return event, theme


def pages(event, theme):
    names = ["detail", "workspace", "edit", "people", "capture", "sort", "check_back", "publish"]
    return [
        *(reverse(f"events:{name}", args=[event.code]) for name in [*names, "summary"]),
        reverse("events:theme", args=[event.code, theme.pk]),
    ]


def test_no_word_is_too_long_for_a_narrow_page(signed_in_browser, live_server, full):
    page = signed_in_browser(width=320).new_page()
    browse = reverse("events:browse")

    found = {}
    for address in [browse, f"{browse}?show=past", *pages(*full)]:
        page.goto(live_server.url + address)
        found[address] = axe.overflow(page)

    assert {address: pixels for address, pixels in found.items() if pixels} == {}


def test_states_the_tour_does_not_meet_are_accessible_and_fit(
    signed_in_browser, live_server, full, facilitator
):
    """The tour sees the fullest of each page; here stand the empty ones, and those on the way."""
    empty = EventFactory(facilitated_by=facilitator)
    at = lambda name: reverse(f"events:{name}", args=[full[0].code])  # noqa: E731 - short
    page = signed_in_browser().new_page()

    found = {}
    for address in [
        reverse("events:browse") + "?show=past",
        at("sort") + "?show=all&tick=all",
        at("sort") + "?show=left_out",
        at("check_back"),
        at("publish"),
        *pages(empty, ThemeFactory(event=empty)),
    ]:
        page.goto(live_server.url + address)
        found[address] = axe.looks(page)

    assert {address: faults for address, faults in found.items() if faults} == {}


def test_errors_and_the_preview_are_accessible_and_fit(
    signed_in_browser, live_server, full, facilitator
):
    event, _theme = full
    page = signed_in_browser(width=320).new_page()
    found = []

    page.goto(live_server.url + reverse("events:capture", args=[event.code]))
    page.get_by_label("Notes, one on each line").fill(PASTE + "\n" + "A long one. " * 100)
    page.get_by_role("button", name="Look at what this gives").click()
    found += [*axe.violations(page), axe.overflow(page)]
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("#error-summary")).to_be_focused()
    found += [*axe.violations(page), axe.overflow(page)]
    page.goto(live_server.url + reverse("events:sort", args=[event.code]))
    page.get_by_role("button", name="Move to theme").click()
    expect(page.locator("#error-summary")).to_be_focused()
    found += [*axe.violations(page), axe.overflow(page)]
    page.goto(live_server.url + reverse("events:edit", args=[event.code]))
    page.get_by_label("What is it called?").fill("")
    page.get_by_role("button", name="Save the plan").click()
    found += [*axe.violations(page), axe.overflow(page)]

    assert found == [0, 0, 0, 0]
    assert Event.objects.count() == 1


def test_notes_are_sorted_one_at_a_time_with_two_keystrokes_each(
    signed_in_browser, live_server, facilitator
):
    event = EventFactory(facilitated_by=facilitator)
    themes = [ThemeFactory(event=event, title=title) for title in ("Short money", "Time")]
    notes = [NoteFactory(event=event, text=f"Said {n}", position=n) for n in range(3)]
    page = signed_in_browser(java_script_enabled=False, width=320).new_page()
    page.goto(live_server.url + reverse("events:sort_one", args=[event.code]))

    for note, key in zip(notes, "1t2", strict=True):
        expect(page.get_by_label("Theme", exact=False).first).to_be_focused()
        expect(page.locator("#the-note")).to_have_text(note.text)
        page.keyboard.press(key)
        page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("Filed in “Time”.")
    assert [list(theme.notes.all()) for theme in themes] == [[notes[0]], notes[1:]]
    page.get_by_role("button", name="Back: take the last note out again").press("Enter")
    expect(page.locator("#the-note")).to_have_text("Said 2")


WORKBOOK = [["Table", "Kind", "Note"], [3, "Challenges", "Short funding cycles"], [4, "", "Tea"]]


def excel(rows):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Notes")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.add_worksheet("About").write(0, 0, "What the form asked")
    book.close()
    return file.getvalue()


FILES = {
    "csv": (
        "notes.csv",
        "text/csv",
        "Note;Table\r\nShort funding cycles;3\r\nTea;4\r\n".encode("utf-16"),
    ),
    "xlsx": ("notes.xlsx", "application/octet-stream", excel(WORKBOOK)),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_is_matched_looked_at_and_confirmed(
    signed_in_browser, live_server, facilitator, kind, scripts
):
    event = EventFactory(facilitated_by=facilitator, access_information="Level access.")
    page = signed_in_browser(java_script_enabled=scripts).new_page()
    page.goto(live_server.url + reverse("events:capture", args=[event.code]))
    name, media, content = FILES[kind]

    for _ in range(2):
        page.get_by_role("link", name="Import a file (CSV or Excel)").click()
        page.get_by_label("CSV or Excel file").set_input_files(
            {"name": name, "mimeType": media, "buffer": content}
        )
        page.get_by_role("button", name="Look at its columns").press("Enter")
        if scripts:
            assert [*axe.violations(page), axe.overflow(page)] == [0]
        page.get_by_role("button", name="Look at what this gives").press("Enter")
        if scripts:
            assert [*axe.violations(page), axe.overflow(page)] == [0]
        page.get_by_role("button", name="Confirm: add").press("Enter")

    expect(page.get_by_text("All of them are there already, from the same file.")).to_be_visible()
    assert list(Note.objects.values_list("text", "table")) == [
        ("Short funding cycles", "3"),
        ("Tea", "4"),
    ]


def test_what_was_done_in_sorting_is_said_where_the_keyboard_goes_on(
    signed_in_browser, live_server, facilitator
):
    event = EventFactory(facilitated_by=facilitator, access_information="Level access.")
    theme = ThemeFactory(event=event, title="Short money")
    notes = [NoteFactory(event=event, position=n, text=f"Note {n} of ours") for n in range(3)]
    page = signed_in_browser().new_page()
    focus = page.locator(":focus")
    at = lambda name: live_server.url + reverse(f"events:{name}", args=[event.code])  # noqa: E731 - short

    page.goto(at("sort"))
    page.get_by_label(notes[0].text).press("Space")
    page.get_by_role("radio", name="Short money").press("Space")
    page.get_by_role("button", name="Move to theme").press("Enter")
    expect(focus).to_have_accessible_name(notes[1].text)
    expect(focus).to_have_accessible_description(re.compile("^1 note is now in “Short money”."))
    page.get_by_role("button", name="Undo").press("Enter")
    expect(focus).to_have_text("Done: undid: 1 note into “Short money”.")

    page.goto(at("sort_one"))
    expect(focus).to_have_accessible_name("Theme")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(focus).to_have_accessible_description(re.compile("^Filed in “Short money”."))

    page.goto(at("history"))
    page.get_by_role("button", name="Undo").first.press("Enter")
    expect(focus).to_have_text("Done: undid: 1 note into “Short money”.")
    assert theme.notes.count() == 0
