"""Answering through the check-back link: without JavaScript, by keyboard, on a small screen."""

import pytest
from playwright.sync_api import expect

from events.actions import checking
from events.enums import EventState
from events.models import AskedOut, CheckAnswer, ThemeCheck
from tests import axe
from tests.factories import EventFactory, MemberFactory, NoteFactory, RoomFactory, ThemeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link():
    facilitator = MemberFactory(facilitator=True)
    event = EventFactory(facilitated_by=facilitator, state=EventState.CHECKING_BACK)
    RoomFactory(event=event, shows_all=True)
    for title in ("Short funding", "Nobody asks"):
        theme = ThemeFactory(event=event, title=title, definition="It ends too soon.")
        theme.notes.add(NoteFactory(event=event, text=f"Words behind {title}", batch=None))
    return checking.open_link(event, days=7, people_there=23, by=facilitator)


@pytest.fixture
def plain(browser, live_server, link):
    """A phone without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(live_server.url + link.get_absolute_url())
    yield page
    context.close()


def test_somebody_answers_without_javascript(plain, link):
    first = plain.get_by_role("region", name="Short funding")
    note = link.event.notes.get(text="Words behind Nobody asks")

    first.get_by_label("Not quite", exact=True).check()
    first.get_by_text("Leave a note of mine out").click()
    first.get_by_label("Leave mine out: the note’s code").fill(note.code)
    plain.get_by_role("button", name="Send my answers").click()
    expect(plain.get_by_role("alert")).to_contain_text("what is not quite right")
    expect(first.get_by_label("Not quite", exact=True)).to_be_checked()
    stored = CheckAnswer.objects.count()
    first.get_by_label("What is not quite right?").fill("It starts too late, too")
    plain.get_by_role("region", name="Nobody asks").get_by_label("That is it").check()
    plain.get_by_role("button", name="Send my answers").click()
    expect(plain.get_by_role("heading", name="Your answers are in")).to_be_visible()

    assert (stored, CheckAnswer.objects.count()) == (0, 1)
    said = ThemeCheck.objects.values_list("theme__title", "is_it", "reason")
    assert set(said) == {
        ("Short funding", False, "It starts too late, too"),
        ("Nobody asks", True, ""),
    }
    assert AskedOut.objects.get().note == note


def test_the_page_fits_320_pixels(plain):
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", axe.SCHEMES)
@pytest.mark.parametrize("width", axe.WIDTHS)
def test_nothing_about_the_page_keeps_anybody_out(browser, live_server, link, scheme, width):
    with axe.viewing(browser, scheme=scheme, width=width) as context:
        page = context.new_page()
        page.goto(live_server.url + link.get_absolute_url())
        found = axe.violations(page), axe.overflow(page)

    assert found == ([], 0)
