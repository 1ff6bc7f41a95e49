"""Two hands on a keyboard: every key pressed and every page loaded is counted; there is no mouse."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

MOST_TABS = 400


@dataclass
class Hands:
    """`strokes` counts keys: a paste is one, typed words are one a letter. `loads` counts pages."""

    page: Page
    look: Callable[[Page, str], None] = lambda _page, _name: None
    strokes: int = 0
    loads: int = 0

    def __post_init__(self) -> None:
        self.page.on("load", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.loads += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.strokes += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.strokes += len(words)

    def paste(self, words: str) -> None:
        self.page.keyboard.insert_text(words)
        self.strokes += 1

    def reach(self, target: Locator) -> None:
        """Tab until it has the focus."""
        target.wait_for()
        for _tab in range(MOST_TABS):
            if target.evaluate("it => it === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def use(self, role: str, name: str) -> None:
        """Reach a link or button and press Enter on it."""
        self.reach(self.page.get_by_role(role, name=name).first)  # type: ignore[arg-type] # a role
        with self.page.expect_navigation():
            self.press("Enter")
