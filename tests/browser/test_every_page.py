"""Every page family of the demonstration community, as its readers see it: axe, width, weight, quiet."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve

from members.models import Member
from tests import axe
from tests.browser.visiting import Watch, Weights, opened, sign_in
from tests.crawling import links, look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VISITOR = "visitor"
ROLES = [VISITOR, "facilitator", "organiser", "council", "admin"]
STARTS = [
    "/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/insights/?q=nothing-has-this-word",
]


def pages(client: Client) -> dict[str, str]:
    """One address of each family of pages, the first that is met, found link by link."""
    found: dict[str, str] = {}
    waiting, met = list(STARTS), set(STARTS)
    while waiting:
        address = waiting.pop(0)
        seen = look(client, address)
        if not seen.is_page or seen.status != 200:
            continue
        found[family(address)] = address
        for link in links(seen, address):
            if family(link) not in {"", *met}:
                met.add(family(link))
                waiting.append(link)
    return found


def family(address: str) -> str:
    """The name of the view that answers, whatever it is asked about."""
    path, _mark, query = address.partition("?")
    try:
        return resolve(path).view_name + ("?" if "q=" in query else "")
    except Resolver404:
        return ""


def tour() -> Iterator[tuple[str, dict[str, str]]]:
    """What visitors see, and each page for members once: as the first role that comes to it."""
    shown: set[str] = set()
    for role in ROLES:
        client = Client()
        if role != VISITOR:
            client.force_login(Member.objects.get(email=f"{role}@demo.example"))
        found = pages(client)
        yield role, {name: address for name, address in found.items() if name not in shown}
        shown |= set() if role == VISITOR else set(found)


@pytest.fixture(scope="module")
def toured(live_server, browser, django_db_setup, django_db_blocker):
    """The whole tour, taken once: faults by what was looked for, role and address."""
    with django_db_blocker.unblock():
        call_command("load_demo", verbosity=0)
        return {role: visit(browser, live_server.url, role, found) for role, found in tour()}


def visit(browser, home, role, found):
    watch, weights, faults = Watch(home), Weights(), {}
    context = opened(browser, home, watch)
    if role != VISITOR:
        sign_in(context, Member.objects.get(email=f"{role}@demo.example"), home)
    page = context.new_page()
    for address in found.values():
        page.goto(address)
        faults[address] = {
            "weight": weights.faults(page),
            "looks": axe.looks(page),
            "complaints": [*watch.complaints],
            "cookies": [cookie["name"] for cookie in context.cookies()],
        }
        watch.complaints.clear()
    context.close()
    return faults


def wrong(toured, kind):
    return {
        f"{role} {address}": faults[kind]
        for role, pages in toured.items()
        for address, faults in pages.items()
        if faults[kind]
    }


def test_the_tour_comes_to_every_page_a_link_leads_to(toured):
    assert len(set().union(*(map(family, pages) for pages in toured.values()))) > 45


def test_axe_finds_nothing_on_any_page_in_either_scheme_at_either_width(toured):
    assert wrong(toured, "looks") == {}


def test_no_page_is_heavy(toured):
    assert wrong(toured, "weight") == {}


def test_no_page_makes_the_browser_complain_or_asks_another_host(toured):
    assert wrong(toured, "complaints") == {}


def test_signed_out_first_view_leaves_no_cookie(toured):
    assert toured[VISITOR]["/"]["cookies"] == []


def test_no_page_leaves_more_than_two_cookies(toured):
    left = {tuple(faults["cookies"]) for pages in toured.values() for faults in pages.values()}

    assert {name for names in left for name in names} == {"csrf", "session"}
