"""From a pasted block to a Word file by keyboard alone, one note at a time, with every key counted.

`make walk` takes it with 120 notes and leaves the pictures and the count in docs/.
"""

from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from insights.models import Insight
from tests.browser.hands import Hands
from tests.events.a_room import order, paste
from tests.factories import EventFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = Path(__file__).parents[2] / "docs" / "images"


@pytest.fixture
def event(facilitator):
    return EventFactory(
        title="What stands in the way",
        facilitated_by=facilitator,
        access_information="Level access.",
    )


def test_sixteen_notes_go_from_a_paste_to_word_by_keyboard_alone(visit, facilitator, event):
    hands = Hands(visit(facilitator))

    word = walk(hands, event, many=16)

    assert sorted(Insight.objects.values_list("title", "note_count")) == sorted(
        {(theme, sum(it[1] == theme for it in order(16))) for _words, theme, _kind in order(16)}
    )
    headings = {it.text for it in word.paragraphs if it.style.name.startswith("Heading")}
    assert headings >= {theme for _words, theme, _kind in order(16)}


@pytest.mark.walk
@pytest.mark.parametrize("scripts", [True], ids=["recorded"], indirect=True)
def test_the_recorded_walk_of_a_hundred_and_twenty_notes(visit, facilitator, event):
    hands = Hands(visit(facilitator), look=pictured)

    walk(hands, event, many=120)

    assert Insight.objects.count() == 8
    print(f"120 notes: {hands.loads} pages loaded, {hands.strokes} keys pressed")


def pictured(page, name):
    page.screenshot(path=PICTURES / f"walk-{name}.png")


def walk(hands, event, *, many):
    """Each step as a link or button leads to it; what is typed into the address is only the first page."""
    page, said = hands.page, order(many)
    page.goto(f"/events/{event.code}/capture/")
    hands.reach(page.get_by_label("Notes, one on each line"))
    hands.paste(paste(many))
    hands.use("button", "Look at what this gives")
    hands.look(page, "1-preview")
    hands.use("button", f"Confirm: add {many} notes")
    hands.use("link", "Sort them into themes")
    hands.look(page, "2-sort")
    hands.use("link", "Sort one note at a time")
    file_all(hands, said)
    hands.use("link", "Back to the list")
    hands.use("link", "Check back with the room")
    hands.look(page, "4-check-back")
    hands.use("button", "Start checking back")
    hands.use("link", "Go on to publish")
    hands.look(page, "5-publish")
    hands.use("button", "Publish")
    hands.use("link", "Go on to the summary")
    hands.use("button", "Draft it now")
    hands.look(page, "6-summary")
    hands.reach(page.get_by_role("link", name="Download as Word").first)
    with page.expect_download() as file:
        hands.press("Enter")
    return docx.Document(file.value.path())


def file_all(hands, said):
    """The first note of a theme names it; every other takes its number and Enter."""
    numbers: dict[str, int] = {}
    for place, (words, theme, _kind) in enumerate(said):
        expect(hands.page.locator("#the-note")).to_have_text(words)
        expect(hands.page.locator("#id_answer")).to_be_focused()
        if place == len(said) // 2:
            hands.look(hands.page, "3-one-note")
        hands.type(str(numbers[theme]) if theme in numbers else f"+{theme}")
        numbers.setdefault(theme, len(numbers) + 1)
        with hands.page.expect_navigation():
            hands.press("Enter")
