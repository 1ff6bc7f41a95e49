"""By keyboard alone: everything is reached in reading order, seen when it is, and not covered."""

import pytest

from tests.browser.visiting import Watch, opened, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What Tab should stop at, in reading order: of radio buttons of one name, the chosen or the first.
STOPS = """() => {
  document.querySelectorAll("details").forEach((it) => (it.open = true));
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const shown = [...document.querySelectorAll(kinds)].filter((it) =>
    it.checkVisibility({ visibilityProperty: true }) && !it.disabled && it.tabIndex >= 0);
  const chosen = (it) => it.form.querySelector(`[name="${it.name}"]:checked`);
  const first = (it) => it.form.querySelector(`[name="${it.name}"]`);
  window.stops = shown.filter((it) => it.type !== "radio" || it === (chosen(it) ?? first(it)));
  return window.stops.map((it) => it.outerHTML.slice(0, 120));
}"""
HERE = """() => {
  const it = document.activeElement;
  const style = getComputedStyle(it);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = it.getClientRects()[0] ?? it.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const label = [...(it.labels ?? [])].some((each) => each.contains(top));
  const covered = !it.contains(top) && !label;
  return { stop: window.stops.indexOf(it), faults: [outlined ? "" : "unseen", covered ? "covered" : ""]
    .filter(Boolean).map((fault) => `${fault}: ${it.outerHTML.slice(0, 120)}`) };
}"""


@pytest.fixture
def page(browser, live_server, member):
    context = opened(browser, live_server.url, Watch(live_server.url))
    sign_in(context, member, live_server.url)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_keyboard_reaches_everything_in_order_and_is_always_seen(page, addresses, width):
    page.set_viewport_size({"width": width, "height": 700})
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        found[name] = walked(page)

    assert found == dict.fromkeys(addresses, ([], []))


def walked(page):
    """What Tab passed over or came to out of order, and what was wrong where it stopped."""
    expected = page.evaluate(STOPS)
    met, faults = [], []
    for _ in range(3 * len(expected)):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["stop"] == -1:
            continue
        if here["stop"] in met:
            break
        met.append(here["stop"])
        faults += here["faults"]
    missed = [html for stop, html in enumerate(expected) if stop not in met]
    return missed + ([] if met == sorted(met) else ["out of order"]), faults


def test_skip_link_is_first_and_leads_past_the_menu(page, addresses):
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        page.keyboard.press("Tab")
        skip = page.locator(":focus").inner_text()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = page.locator("main :focus, footer :focus").count()
        found[name] = (skip, inside)

    assert found == dict.fromkeys(addresses, ("Skip to main content", 1))
