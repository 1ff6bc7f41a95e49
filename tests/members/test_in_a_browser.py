"""Joining and one's own pages in a real browser: without JavaScript, and as axe sees them."""

import pytest
from django.urls import reverse

from members.enums import Sector
from members.models import Member
from tests import axe
from tests.factories import MemberFactory, OrganisationFactory
from tests.members.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def save(page):
    page.locator("main form.form > p .button").first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_joining_from_the_first_page_to_ready(browser, live_server, code_in, scripts):
    OrganisationFactory(name="North Council")
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(live_server.url + reverse("account_signup"))
    page.fill("[name=email]", "kim@mill.example")
    page.fill("[name=password1]", PASSWORD)
    save(page)
    page.locator("[name=code]").wait_for()
    page.fill("[name=code]", code_in("kim@mill.example"))
    save(page)
    page.get_by_role("link", name="Continue: Your name").click()
    page.fill("[name=name]", "Kim Tal")
    save(page)
    page.fill("[name=role_title]", "Officer")
    page.fill("[name=organisation_find]", "north")
    page.click("[name=organisation_search]")
    page.get_by_label("North Council").check()
    save(page)
    for place in ("Leeds", "Cardiff"):
        page.fill("[name=places_find]", place)
        page.click("[name=places_search]")
        page.get_by_label(place).check()
    save(page)
    page.check("[name=accepted]")
    save(page)
    page.get_by_role("heading", name="You are ready").wait_for()

    kim = Member.objects.get(email="kim@mill.example")
    assert page.locator("h1").inner_text() == "You are ready, Kim Tal"
    assert [str(hat) for hat in kim.hats] == ["Officer, North Council"]
    assert [place.name for place in kim.places.all()] == ["Cardiff", "Leeds"]


def test_errors_and_choices_are_accessible_and_fit(browser, live_server, signed_in):
    """What only a form leads to; the tour of every page sees the rest."""
    OrganisationFactory(name="North Council")
    session = signed_in(MemberFactory(hat=Sector.COUNCIL)).cookies["session"].value
    context = browser.new_context()
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("members:hat-new"))

    save(page)
    page.locator("#error-summary").wait_for()
    found = axe.looks(page)
    page.fill("[name=organisation_find]", "n")
    page.click("[name=organisation_search]")
    page.get_by_label("North Council").wait_for()
    found += axe.looks(page)
    context.close()

    assert found == []
