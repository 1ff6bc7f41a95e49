"""What axe finds wrong with a page, in both schemes and at both ends of width."""

from pathlib import Path
from typing import Any
from zlib import crc32

from playwright.sync_api import Browser, BrowserContext, Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
SCHEMES = ["light", "dark"]
WIDTHS = [1280, 320]
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const rules = { "target-size": { enabled: true } };
  const found = await axe.run({ runOnly: tags, rules, resultTypes: ["violations"], preload: false });
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}`));
}"""
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


def viewing(browser: Browser, *, scheme: Any, width: int, **more: Any) -> BrowserContext:
    """A browser in which axe may run: our own policy refuses scripts from elsewhere."""
    size: Any = {"width": width, "height": 900}
    return browser.new_context(bypass_csp=True, color_scheme=scheme, viewport=size, **more)


def violations(page: Page) -> list[str]:
    page.add_script_tag(content=SOURCE)
    found: list[str] = page.evaluate(RUN)
    return found


def overflow(page: Page) -> int:
    """By how many pixels the page must be scrolled sideways."""
    wide: int = page.evaluate(OVERFLOW)
    return max(0, wide)


# The style guide shows every part in each of these; a page made of them is looked at in one, by its title.
VIEWS: list[tuple[int, Any]] = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]


def looks(page: Page) -> list[str]:
    """What is wrong with a page in one of both schemes and ends of width; it fits at either end."""
    width, scheme = VIEWS[crc32(page.title().encode()) % len(VIEWS)]
    page.evaluate(SOURCE)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = [f"{scheme}, {width}: {fault}" for fault in page.evaluate(RUN)]
    for end in reversed(WIDTHS):
        page.set_viewport_size({"width": end, "height": 900})
        found += [f"{overflow(page)} pixels too wide at {end}"] if overflow(page) else []
    return found
