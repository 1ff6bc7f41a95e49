"""AX-6, AX-11, LV-4: less motion, colours of one's own, help where it always is, and a shared tablet."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.enums import EventState
from events.models import Note
from tests.browser.visiting import Watch, opened, sign_in
from tests.factories import RoomFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOVES = """() => [document.documentElement, ...document.querySelectorAll("body *")].filter((it) =>
  ["", "::before", "::after"].some((part) => {
    const style = getComputedStyle(it, part || null);
    const lasts = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
    return lasts.some((time) => parseFloat(time) > 0.001) || style.scrollBehavior === "smooth";
  })).map((it) => it.outerHTML.slice(0, 100))"""
UNDRAWN = """() => [...document.querySelectorAll("main button, input:not([type=hidden]), textarea, select")]
  .filter((it) => it.checkVisibility() && it.type !== "checkbox" && it.type !== "radio")
  .filter((it) => getComputedStyle(it).borderStyle === "none" && getComputedStyle(it).textDecorationLine === "none")
  .map((it) => it.outerHTML.slice(0, 100))"""
LEFT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""


@pytest.fixture
def go(browser, live_server, member):
    """`go(address, …)` is the page as the member sees it in a browser set so."""
    contexts = []

    def visit(address, **preferences):
        context = opened(browser, live_server.url, Watch(live_server.url), **preferences)
        contexts.append(context)
        sign_in(context, member, live_server.url)
        page = context.new_page()
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()


def test_nothing_moves_for_who_asks_for_less_motion(go, addresses):
    page = go("/")
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        found[name] = page.evaluate(MOVES)

    assert found == {key: [] for key in addresses}


def test_controls_are_drawn_in_colours_of_ones_own(go, addresses):
    page = go("/", forced_colors="active")
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        found[name] = page.evaluate(UNDRAWN)

    assert found == {key: [] for key in addresses}


def test_help_is_at_the_same_place_on_every_page(go, addresses, settings):
    page = go("/")
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        found[name] = page.locator("footer a").last.get_attribute("href")

    assert found == dict.fromkeys(addresses, f"mailto:{settings.CONTACT_EMAIL}")


def test_signing_in_can_be_filled_by_whatever_keeps_passwords(browser, live_server):
    """Fields say what they are, and take what is put in at once."""
    page = browser.new_page()
    page.goto(live_server.url + reverse("account_login"))
    fields = {}
    for label in ("Email", "Password"):
        field = page.get_by_label(label).first
        field.focus()
        page.keyboard.insert_text(
            "put in at once"
        )  # as pasting does, without a key for each letter
        fields[label] = (field.get_attribute("autocomplete"), field.input_value())
    page.close()

    assert fields == {
        "Email": ("email", "put in at once"),
        "Password": ("current-password", "put in at once"),
    }


def test_a_scribe_for_eight_leaves_nothing_on_the_tablet(go, live_server):
    room = RoomFactory(event__state=EventState.CAPTURING)
    page = go(room.tables.first().get_absolute_url())
    for number in range(8):
        page.get_by_label("Your note").fill(f"Said by the {number}th of us")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_label("Your note")).to_have_value("")
    while page.evaluate("sessionStorage.length"):  # one waits to be sent
        page.wait_for_timeout(50)

    page.goto(reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()

    assert Note.objects.count() == 8
    assert page.evaluate(LEFT) == [0, 0, "", 0, 0]
    while "/accounts/" in page.url or page.url == f"{live_server.url}/":
        page.go_back()
    expect(page.get_by_label("Your note")).to_have_value("")
