"""Walk the site as somebody, by the links its own pages show."""

import html
import re
from collections import deque
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

LINK = re.compile(r'(?:href|src)="([^"]+)"')
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')
FORM_KEY = re.compile(r'(name="form_key"[^>]*value=")[^"]+')
RANDOM_HEADERS = {"Content-Length", "X-Request-ID"}
NOT_FOLLOWED = ("/static/", "/accounts/logout/", "/admin/")


@dataclass(frozen=True)
class Seen:
    """One answer, without what is random in every answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def is_page(self) -> bool:
        return dict(self.headers).get("Content-Type", "").startswith("text/html")

    @property
    def text(self) -> str:
        return self.body.decode()


def look(client: Client, address: str) -> Seen:
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = tuple(sorted((k, v) for k, v in response.items() if k not in RANDOM_HEADERS))
    if dict(headers).get("Content-Type", "").startswith("text/"):
        text = FORM_KEY.sub(r"\1", TOKEN.sub(r"\1", body.decode()))
        body = text.encode()
    return Seen(response.status_code, headers, body)


def links(seen: Seen, address: str) -> list[str]:
    """Addresses on this site that a page links to, in order, without fragments."""
    found = []
    for raw in LINK.findall(seen.text) if seen.is_page else []:
        target, _fragment = urldefrag(urljoin(address, html.unescape(raw)))
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc and not target.startswith(NOT_FOLLOWED):
            found.append(target)
    return found


def crawl(client: Client, starts: list[str], *, most: int) -> dict[str, Seen]:
    """Every address reached, breadth first, up to `most`; of each family of addresses only a few."""
    answers: dict[str, Seen] = {}
    families: dict[str, int] = {}
    waiting = deque(starts)
    while waiting and len(answers) < most:
        address = waiting.popleft()
        if address in answers:
            continue
        family = family_of(address)
        families[family] = families.get(family, 0) + 1
        if families[family] > MOST_OF_A_FAMILY and address not in starts:
            continue
        answers[address] = look(client, address)
        waiting.extend(links(answers[address], address))
    return answers


MOST_OF_A_FAMILY = 2
REFERENCE = re.compile(
    r"/(?:(?:PR|CH|SN)-[0-9A-Z]{5}|[0-9a-f-]{36}|[0-9a-z]{8,12}|[0-9A-Z]{6}|\d+)(?=/|$)"
)


def family_of(address: str) -> str:
    """`/insights/CH-7K2QM/?page=2` and `/insights/PR-22222/?page=3` are one family."""
    parts = urlsplit(address)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    return f"{REFERENCE.sub('/·', parts.path)}?{'&'.join(names)}"
