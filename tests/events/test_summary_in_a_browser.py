"""The summary in a real browser: edited without scripts, and as axe sees every state of it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.actions import summaries
from tests import axe
from tests.events.conftest import attendee
from tests.events.gathering import block, published_summary, published_theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_as(browser, live_server, client):
    """A page of a browser in which this member is signed in."""
    contexts = []

    def make(member, **more):
        client.force_login(member)
        cookie = client.cookies["session"].value
        context = axe.viewing(browser, **{"scheme": "light", "width": 1280, **more})
        context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def summary(event, facilitator):
    """Edited here, hidden there, newer underneath, with words long enough to break a narrow page."""
    published_theme(event, "Donaudampfschifffahrt" * 6, "unbroken" * 40)
    made = published_summary(event, facilitator)
    summaries.edit(block(made, "why"), "Mine.", version=1, by=facilitator)
    summaries.arrange(block(made, "next"), "hide", position=6, by=facilitator)
    event.why = "Newer."
    event.save()
    return summaries.draft(event, by=facilitator)


def at(live_server, summary, name, *args):
    return live_server.url + reverse(f"events:{name}", args=[summary.event.code, *args])


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_block_is_edited_moved_and_hidden(open_as, live_server, event, facilitator, scripts):
    made = published_summary(event, facilitator)
    page = open_as(facilitator, java_script_enabled=scripts)

    page.goto(at(live_server, made, "summary"))
    page.get_by_role("link", name=re.compile("Change.+Why we met")).click()
    page.get_by_label("What this part says").fill("To **look back**.")
    page.get_by_role("button", name="Keep these words").click()
    expect(page.locator("article strong", has_text="look back")).to_be_visible()
    page.get_by_role("button", name=re.compile("Down.+Why we met")).click()
    page.get_by_role("button", name=re.compile("Hide.+Principles")).click()
    expect(page.get_by_role("button", name=re.compile("Show.+Principles"))).to_be_visible()

    assert [it.key for it in made.blocks.all()][:2] == ["who", "why"]
    assert block(made, "principles").is_hidden


def test_every_state_is_accessible_and_fits(open_as, live_server, summary, facilitator):
    pages = [("summary",), ("edit_block", "why"), ("edit_block", "appendix"), ("print_summary",)]
    found = []

    for member, shown in ((facilitator, pages), (attendee(summary.event), [pages[0], pages[3]])):
        page = open_as(member)
        for name in shown:
            page.goto(at(live_server, summary, *name))
            found += [(name, fault) for fault in axe.looks(page)]

    assert found == []


def test_an_error_is_told_accessibly(open_as, live_server, summary, facilitator):
    page = open_as(facilitator, width=320)
    page.goto(at(live_server, summary, "edit_block", "why"))
    page.get_by_label("What this part says").fill("x" * 10_001)
    page.get_by_role("button", name="Keep these words").click()

    expect(page.locator("#error-summary")).to_be_focused()
    assert axe.looks(page) == []
