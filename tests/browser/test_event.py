"""An event from its plan to a Word file, as its organiser goes, and sorted by keyboard alone."""

import docx
import pytest
from playwright.sync_api import expect

from events.models import Event, Note
from members.enums import Sector
from tests.factories import MemberFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """Table 3
Challenges:
- Short funding cycles
  * short  funding cycles
• Data sharing is blocked by IG

1. No time to reflect
2) Fear of failure – nobody says so
Support needs:
(a) Peer space to reflect
https://example.org/notes"""
LANGUAGE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}lang"


@pytest.fixture
def page(visit):
    return visit(MemberFactory(organiser=True, hat=Sector.COUNCIL))


def test_event_goes_from_a_plan_to_a_word_file(page):
    plan(page)
    paste(page)
    sort_by_keyboard(page)
    check_back(page)
    page.get_by_role("link", name="Go on to publish").click()
    page.get_by_role("button", name="Publish 3 themes").click()
    expect(page.get_by_text("3 themes are now in the library.")).to_be_visible()
    page.goto("/insights/")
    page.get_by_role("link", name="Money ends too soon").click()
    expect(page.get_by_text("From 2 notes at 1 table").first).to_be_visible()
    expect(page.get_by_text("11 of 23 people").first).to_be_visible()
    document = docx.Document(word_file(page))

    styles = [paragraph.style.name for paragraph in document.paragraphs]
    headings = [
        p.text for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))
    ]
    assert {"Heading 1", "Heading 2"} <= set(styles)
    assert "Money ends too soon" in headings
    assert languages(document) == {"en-GB"}
    assert document.core_properties.author == ""


def plan(page):
    page.goto("/events/new/")
    page.get_by_label("What is it called?").fill("What stands in the way")
    page.get_by_label("Why are we meeting?").fill("To compare what we have met.")
    page.get_by_label("Date").fill("2026-05-12")
    page.get_by_label("Starts at").fill("10:00")
    page.get_by_label("Ends at").fill("12:00")
    page.get_by_label("Place").fill("Town Hall, Leeds")
    page.get_by_label("Access information").fill("Level access; a quiet room.")
    page.get_by_role("group", name="Chatham House").get_by_label("Yes").check()
    page.get_by_role("group", name="Who may read the themes").get_by_label(
        "Members", exact=True
    ).check()
    page.get_by_role("button", name="Plan this event").click()
    page.get_by_role("heading", name="What stands in the way").first.wait_for()


def paste(page):
    """Looked at first, and stored once however often the button is pressed."""
    page.goto(f"/events/{Event.objects.get().code}/capture/")
    page.get_by_label("Notes, one on each line").fill(PASTE)
    page.get_by_role("button", name="Look at what this gives").click()
    confirm = page.get_by_role("button", name="Confirm: add 7 notes")
    confirm.wait_for()
    flagged = page.locator(".paste-flag").count()
    assert (Note.objects.count(), flagged) == (0, 1)
    confirm.dblclick()
    page.get_by_text("7 notes so far").wait_for()
    kinds = [note.kind for note in Note.objects.order_by("position")]
    assert kinds == ["challenge"] * 5 + ["support_need"] * 2
    assert set(Note.objects.values_list("table", flat=True)) == {"3"}
    assert [note.is_repeat for note in Note.objects.order_by("position")[:2]] == [False, True]


def sort_by_keyboard(page):
    press(page, page.get_by_role("link", name="Sort them into themes"), "Enter")
    name_theme(page, "Money ends too soon", ["Short funding cycles", "short funding cycles"])
    name_theme(
        page,
        "Nobody has time or courage",
        [
            "Data sharing is blocked by IG",
            "No time to reflect",
            "Fear of failure – nobody says so",
        ],
    )
    name_theme(page, "Somewhere to think", ["Peer space to reflect"])
    press(page, box(page, "https://example.org/notes"), "Space")
    press(page, page.get_by_text("Leave out instead"), "Enter")
    tab_to(page, page.get_by_label("Why it is left out"))
    page.keyboard.type("A link, not something said")
    press(page, page.get_by_role("button", name="Leave the ticked notes out"), "Enter")
    expect(page.get_by_text("1 note is left out.")).to_be_visible()


def name_theme(page, title, notes):
    for text in notes:
        press(page, box(page, text), "Space")
    tab_to(page, page.get_by_label("Or name a new theme"))
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"now in “{title}”.")).to_be_visible()


def box(page, text):
    return page.get_by_label(text, exact=True)


def press(page, target, key):
    tab_to(page, target)
    page.keyboard.press(key)


def tab_to(page, target):
    """By the Tab key alone, from wherever the focus is."""
    target.wait_for()
    for _ in range(200):
        if target.evaluate("found => found.matches(':focus')"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The keyboard does not come to {target}")


def check_back(page):
    page.get_by_role("link", name="Check back with the room").click()
    page.get_by_role("button", name="Start checking back").click()
    page.get_by_role("link", name="Go on to publish").wait_for()
    page.locator("[name=checked_by]").fill("11")
    page.locator("#id_people_there").fill("23")
    page.locator("[name=checked_on]").fill("2026-05-20")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("What the room said is kept with the themes.")).to_be_visible()


def word_file(page):
    page.goto(f"/events/{Event.objects.get().code}/summary/")
    page.locator("main form").get_by_role("button", name="Draft").first.click()
    link = page.get_by_role("link", name="Download as Word")
    with page.expect_download() as coming:
        link.click()
    assert coming.value.suggested_filename.endswith(".docx")
    return coming.value.path()


def languages(document):
    return {lang.get(f"{LANGUAGE[:-4]}val") for lang in document.styles.element.iter(LANGUAGE)}
