"""Somebody's browser, and what it must never do: complain, or ask another host."""

import gzip
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from members.models import Member

# A page that asks to sign in, is not there, was changed or removed: the browser writes that down.
EXPECTED = ("status of 403", "status of 404", "status of 409", "status of 410")
MOST = {"html": 60_000, "css": 30_000, "js": 25_000, "all": 150_000}


@dataclass
class Watch:
    """What the browser said against the pages it was shown, and whom it asked for them."""

    home: str
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self.heard)
        context.on("weberror", lambda raised: self.complaints.append(str(raised.error)))
        context.on("request", lambda request: self.asked(request.url))

    def heard(self, message: ConsoleMessage) -> None:
        bad = message.type in {"error", "warning"}
        if bad and not any(words in message.text for words in EXPECTED):
            self.complaints.append(message.text)

    def asked(self, address: str) -> None:
        if not address.startswith(self.home):
            self.complaints.append(f"asked {address}")


def sign_in(context: BrowserContext, member: Member, home: str) -> None:
    """A session as signing in leaves it. Signing in by the form has stories of its own."""
    client = Client()
    client.force_login(member)
    context.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "url": home}]
    )


class Weights:
    """Bytes of a page's first view as they travel, packed. What pages share is fetched once."""

    def __init__(self) -> None:
        self.packed: dict[str, int] = {}

    def faults(self, page: Page) -> list[str]:
        sizes = {"html": len(gzip.compress(page.content().encode())), "css": 0, "js": 0}
        for address in page.evaluate("performance.getEntriesByType('resource').map(e => e.name)"):
            kind = urlsplit(address).path.rpartition(".")[2]
            sizes[kind] = sizes.get(kind, 0) + self.of(page, address)
        sizes["all"] = sum(sizes.values())
        return [
            f"{kind} of {sizes[kind]} bytes" for kind, most in MOST.items() if sizes[kind] > most
        ]

    def of(self, page: Page, address: str) -> int:
        if address not in self.packed:
            self.packed[address] = len(gzip.compress(page.request.get(address).body()))
        return self.packed[address]


def opened(browser: Browser, home: str, watch: Watch, **more: Any) -> BrowserContext:
    context = browser.new_context(base_url=home, reduced_motion="reduce", **more)
    context.set_default_timeout(10_000)
    watch.over(context)
    return context
