import pytest

from tests import axe

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.community.styleguide_urls"),
]
UNSEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return document.activeElement === document.body || seen ? "" : document.activeElement.outerHTML;
}"""


@pytest.fixture
def open_guide(live_server, browser):
    """The style guide as one reader sees it; every context is closed with its pages."""
    contexts = []

    def opened(*, scheme="light", width=1280, **more):
        contexts.append(axe.viewing(browser, scheme=scheme, width=width, **more))
        page = contexts[-1].new_page()
        page.goto(f"{live_server.url}/styleguide/")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", axe.SCHEMES)
@pytest.mark.parametrize("width", axe.WIDTHS)
def test_styleguide_has_no_violation_and_does_not_scroll_sideways(open_guide, scheme, width):
    page = open_guide(scheme=scheme, width=width)

    assert axe.violations(page) == []
    assert axe.overflow(page) == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_focus_goes_to_what_must_be_put_right(open_guide, scripts):
    page = open_guide(java_script_enabled=scripts)

    assert page.locator("#error-summary:focus").count() == 1


def test_keyboard_is_always_seen(open_guide):
    page = open_guide()
    page.goto(f"{page.url}#main")

    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        unseen.append(page.evaluate(UNSEEN))

    assert [found for found in unseen if found] == []


def test_menu_opens_without_scripts(open_guide):
    page = open_guide(width=320, java_script_enabled=False)
    menu = page.locator("#site-menu")

    assert not menu.is_visible()

    page.get_by_role("button", name="Menu").click()

    assert menu.is_visible()


def test_long_list_narrows_as_one_types(open_guide):
    page = open_guide()
    places = page.locator("#plain_places")

    page.locator(".find-choice input").first.fill("leed")

    assert places.locator(".choice:visible").all_inner_texts() == ["Leeds"]


def test_length_is_told_as_one_types(open_guide):
    page = open_guide()

    page.fill("#plain_title", "Trust takes time")

    assert page.locator(".field:has(#plain_title)").inner_text().endswith("Characters left: 124")
