"""From joining to the library: a new person records, a facilitator publishes, another sector answers."""

import pytest
from playwright.sync_api import expect

from insights.models import Insight, Tag
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory, OrganisationFactory, ResponseFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Reporting rhythms leave no room to learn"
TAG = "Funding terms"
COUNTED = [
    "/",
    "/insights/",
    "/insights/?q=candid",
    "/insights/?kind=challenge",
    "/tags/",
    "/tags/funding-terms/",
    "/commonality/",
    "/support/",
    "/members/",
]


def save(page):
    page.locator("main form.form > p .button").first.click()


def join(page, code_for):
    """Sign up with a typed code and take the first steps."""
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("kim@mill.example")
    page.get_by_label("Password").fill("plum tractor evening lamp")
    save(page)
    page.locator("[name=code]").wait_for()
    page.locator("[name=code]").press_sequentially(code_for("kim@mill.example"))
    save(page)
    page.get_by_role("link", name="Continue: Your name").click()
    page.locator("[name=name]").fill("Kim Tal")
    save(page)
    page.locator("[name=role_title]").fill("Officer")
    page.get_by_label("Find an organisation").fill("north")
    page.get_by_role("button", name="Find organisations").click()
    page.get_by_label("North Council").check()
    save(page)
    choose_place(page, "Leeds")
    save(page)
    page.locator("[name=accepted]").check()
    save(page)
    page.get_by_role("heading", name="You are ready").wait_for()


def choose_place(page, name):
    page.get_by_label("Find a nation, region or local authority").fill(name)
    page.get_by_role("button", name="Find places").click()
    page.get_by_role("checkbox", name=name).check()


def record(page, looks):
    """Send it, and say what is wrong with how the preview looks."""
    page.get_by_role("link", name="Record").first.click()
    page.get_by_role("radio", name="Challenge").press("Space")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What is happening?").fill("Each funder asks for a report of its own.")
    page.get_by_text("Add more: what helped, places, tags").click()
    choose_place(page, "Leeds")
    page.get_by_role("checkbox", name=TAG).check()
    expect(page.get_by_role("radio", name="Your sector only")).to_be_checked()
    page.get_by_role("button", name="See it before you send it").click()
    expect(page.get_by_text(TITLE)).to_be_visible()
    found = looks(page)
    page.get_by_role("button", name="Send it", exact=True).click()
    page.get_by_role("heading", name="Thank you: it has been sent").wait_for()
    return found


def publish(page, title):
    page.goto("/moderation/")
    page.get_by_role("link", name=title).click()
    page.get_by_role("radio", name="Clear and useful as it is").press("Space")
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text("Published.")).to_be_visible()


def titles(page):
    return page.locator("main .card-title").all_inner_texts()


def test_what_a_new_person_records_is_held_published_found_and_answered(
    visit, looks, code_for, crowd, facilitator
):
    OrganisationFactory(name="North Council")
    kim, health = visit(), visit(MemberFactory(hat=Sector.HEALTH))

    join(kim, code_for)
    looks_of_preview = record(kim, looks)
    kim.get_by_role("link", name="My contributions").last.click()
    held = [kim.locator("main .state").first.inner_text(), titles(kim)]
    health.goto("/insights/")
    before = titles(health)
    publish(visit(facilitator), TITLE)

    assert looks_of_preview == []
    assert (held, before) == (["Held for a facilitator", [TITLE]], [])
    assert found(health) == {"word": [TITLE], "tag": [TITLE], "place": [TITLE]}
    health.get_by_role("link", name=TITLE).click()
    expect(health.locator("main .byline").first).to_contain_text("council")
    health.get_by_role("button", name="True here").click()
    expect(health.get_by_text("Your answer is “True here”.")).to_be_visible()
    kim.reload()
    assert kim.locator("main .state").first.inner_text() == "Published"
    assert Insight.objects.get().author is None


def found(page):
    """What a reader finds by a word of it, by its tag and by its place."""
    by = {}
    page.goto("/insights/")
    page.get_by_label("Words to look for").fill("rhythm")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 insight").wait_for()
    by["word"] = titles(page)
    page.goto("/tags/")
    page.get_by_role("link", name=TAG).first.click()
    page.get_by_role("heading", name=TAG).first.wait_for()
    by["tag"] = titles(page)
    page.goto("/insights/")
    for place in ("Yorkshire and The Humber", "Leeds"):
        page.locator(".facets").get_by_role("link", name=place).click()
        page.get_by_role("link", name=f"{place} (remove)").wait_for()
    by["place"] = titles(page)
    return by


def test_what_is_for_practitioners_leaves_no_trace_for_a_funder(visit):
    InsightFactory(title="For all members")
    funder = visit(MemberFactory(hat=Sector.FUNDER))
    council = visit(MemberFactory(hat=Sector.COUNCIL))
    before = {address: read(funder, address) for address in COUNTED}

    candid = InsightFactory(title="Candid words", audience="practitioners")
    candid.tags.add(Tag.objects.get(name=TAG))
    for sector in (Sector.COUNCIL, Sector.HEALTH):
        ResponseFactory.create_batch(6, insight=candid, sector=sector, member__hat=sector)

    assert council.goto(candid.get_absolute_url()).status == 200
    assert funder.goto(candid.get_absolute_url()).status == 404
    assert read(council, "/insights/").count("Candid words") == 1
    assert {address: read(funder, address) for address in COUNTED} == before


def read(page, address):
    page.goto(address)
    return page.locator("body").inner_text()
