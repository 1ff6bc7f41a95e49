"""A need, an offer of help, an introduction: neither sees the other before both agree."""

import pytest
from playwright.sync_api import expect

from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_offer_of_help_becomes_an_introduction(visit):
    ash = MemberFactory(name="Ash Kerr", email="ash@example.org", hat=Sector.COUNCIL)
    hal = MemberFactory(name="Hal Per", email="hal@example.org", hat=Sector.HEALTH)
    need = InsightFactory(
        kind="support_need", author=ash, attribution="organisation", title="A second pair of eyes"
    )
    helper, asker = visit(hal), visit(ash)

    helper.goto("/support/")
    helper.get_by_role("link", name=f"Offer help {need.title}").click()
    helper.get_by_role("textbox").last.fill("I can read it with you on Thursdays.")
    helper.get_by_role("button", name="Send the offer").click()
    expect(helper.get_by_text("I can read it with you on Thursdays.")).to_be_visible()
    asker.goto("/support/")
    asker.get_by_role("link", name=f"See offers of help {need.title}").click()
    expect(asker.get_by_text("I can read it with you on Thursdays.")).to_be_visible()
    before = [shows(helper, ash), shows(asker, hal)]
    asker.get_by_role("button", name="Accept the offer").click()
    expect(asker.get_by_role("link", name="hal@example.org")).to_be_visible()
    helper.goto("/support/offers/")

    assert before == [[False, False], [False, False]]
    assert [shows(helper, ash), shows(asker, hal)] == [[True, True], [True, True]]


def shows(page, member):
    return [words in page.content() for words in (member.name, member.email)]
