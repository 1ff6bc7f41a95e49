"""`VAR_DIR=/tmp/empty python -m tests.bench.slow_line`: a phone with 256 kbit/s and 600 ms for every answer posts a note.

In a database of the bench's own. From the code on the wall: the first page, the table, and a note, each
measured to the end of its load in a real browser with nothing kept from before.
"""

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("STATIC_MANIFEST", "1")  # packed, as on a real site
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser keeps an event loop here
django.setup()

from django.core.management import call_command  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from events.enums import EventState  # noqa: E402
from tests import chromium  # noqa: E402
from tests.bench.__main__ import report  # noqa: E402
from tests.bench.serving import running  # noqa: E402
from tests.factories import RoomFactory  # noqa: E402

LINE = {
    "offline": False,
    "latency": 600,  # ms
    "downloadThroughput": 256_000 / 8,  # bytes a second
    "uploadThroughput": 256_000 / 8,
}
FONTS = (".woff", ".woff2", ".ttf", ".otf")


def room_open() -> str:
    """Where the code on the wall leads."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return RoomFactory(event__state=EventState.CAPTURING).get_absolute_url()


def travelled(page: Page) -> tuple[int, list[str]]:
    """Bytes of the page and all it asked for as they travelled, and the fonts among them."""
    entries = page.evaluate(
        "['navigation', 'resource'].flatMap(it => performance.getEntriesByType(it))"
        ".map(it => [it.name, it.transferSize])"
    )
    return sum(size for _, size in entries), [name for name, _ in entries if name.endswith(FONTS)]


def walk(page: Page, home: str, room: str, note: str) -> None:
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    page.set_default_timeout(60_000)
    started = time.perf_counter()
    page.goto(home + room)
    first = time.perf_counter() - started
    size, fonts = travelled(page)
    report(f"first page: {first:.1f} s, {size / 1000:.0f} kB of 50, {len(fonts)} fonts")
    started = time.perf_counter()
    page.get_by_role("link", name="Table 1").click()
    page.wait_for_load_state()
    report(f"the table: {time.perf_counter() - started:.1f} s")
    page.get_by_label("Your note").fill(note)
    started = time.perf_counter()
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Your note is in.").wait_for()
    report(f"a note: {time.perf_counter() - started:.1f} s of 3.0")


def main() -> None:
    room = room_open()
    with running("community.wsgi") as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.arguments()
        )
        for scripts in (True, False):
            report(note := f"JavaScript {'on' if scripts else 'off'}")
            context = browser.new_context(java_script_enabled=scripts)
            walk(context.new_page(), f"http://127.0.0.1:{site.port}", room, note)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
