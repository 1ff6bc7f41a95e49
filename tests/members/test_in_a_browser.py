"""Joining and one's own pages in a real browser: without JavaScript, and as axe sees them."""

import pytest
from django.urls import reverse

from members.enums import Sector
from members.models import Member
from tests.axe import SCHEMES, WIDTHS, overflow, viewing, violations
from tests.factories import MemberFactory, OrganisationFactory
from tests.members.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "about:accessibility",
    "about:privacy",
    "about:ground-rules",
    "about:signing",
    "about:source",
]
OWN = [
    "members:welcome",
    "members:welcome-name",
    "members:welcome-work",
    "members:welcome-places",
    "members:welcome-rules",
    "members:me",
    "members:profile",
    "members:hats",
    "members:hat-new",
    "members:rules",
    "members:browse",
    "account_email",
    "account_logout",
    "mfa_index",
]


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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_wrong_with_any_page(browser, live_server, signed_in, scheme, width):
    member = MemberFactory(hat=Sector.COUNCIL, listed=True)
    context = viewing(browser, scheme=scheme, width=width)
    page = context.new_page()
    found = {name: faults(page, live_server.url + reverse(name)) for name in OPEN}
    session = signed_in(member).cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    found |= {name: faults(page, live_server.url + reverse(name)) for name in OWN}
    page.goto(live_server.url + reverse("members:hat-new"))
    save(page)
    found["a form with errors"] = violations(page)
    page.fill("[name=organisation_find]", "n")
    page.click("[name=organisation_search]")
    found["choices found"] = violations(page)

    assert {name: faulty for name, faulty in found.items() if faulty} == {}


def faults(page, address):
    page.goto(address)
    too_wide = overflow(page)
    return violations(page) + ([f"{too_wide} pixels too wide"] if too_wide else [])
