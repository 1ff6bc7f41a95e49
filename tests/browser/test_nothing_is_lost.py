"""What is typed is never lost: somebody else was quicker, or one was signed out meanwhile."""

import pytest
from playwright.sync_api import expect

from insights.models import Insight
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MANY_WORDS = "Every two years the money ends, and so does what we know.\n\n" + "It shows. " * 600


@pytest.fixture
def author():
    return MemberFactory(hat=Sector.COUNCIL)


def test_stale_edit_shows_both_texts_and_keeps_either(visit, looks, author):
    insight = InsightFactory(author=author, title="Short funding", body="As it was.")
    desk, phone = visit(author), visit(author)
    for page in (desk, phone):
        page.goto(f"/insights/{insight.reference}/edit/")
    phone.get_by_label("What is happening?").fill("Typed on the phone.")
    phone.get_by_role("button", name="Keep these words").click()
    expect(phone.get_by_text("Typed on the phone.")).to_be_visible()

    desk.get_by_label("What is happening?").fill("Typed at the desk.")
    with desk.expect_navigation() as answer:
        desk.get_by_role("button", name="Keep these words").click()

    assert answer.value.status == 409
    expect(desk.get_by_label("What you typed: What is happening?")).to_have_value(
        "Typed at the desk."
    )
    expect(desk.get_by_text("Typed on the phone.")).to_be_visible()
    assert looks(desk) == []
    desk.get_by_role("button", name="Keep mine").click()
    expect(desk.get_by_text("Typed at the desk.")).to_be_visible()
    assert Insight.objects.get().body == "Typed at the desk."


def test_session_that_ends_while_typing_keeps_every_word(visit, looks, author):
    author.set_password("plum tractor evening lamp")
    author.save()
    author.emailaddress_set.create(email=author.email, verified=True, primary=True)
    page = visit(author)
    page.goto("/insights/new/?kind=challenge")
    page.get_by_label("Title").fill("Short funding")
    page.get_by_label("What is happening?").fill(MANY_WORDS)
    page.context.clear_cookies(name="session")

    page.get_by_role("button", name="See it before you send it").click()
    assert looks(page) == []
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Sign in").last.click()
    login = opening.value
    login.get_by_label("Email").fill(author.email)
    login.get_by_label("Password").fill("plum tractor evening lamp")
    login.get_by_role("button", name="Sign in", exact=True).click()
    login.get_by_role("link", name="My contributions").first.wait_for()
    page.get_by_role("button", name="carry on").click()
    page.get_by_role("button", name="Send it again").click()  # signing in changed the form's token
    page.get_by_role("button", name="Send it", exact=True).click()
    page.get_by_role("heading", name="Thank you: it has been sent").wait_for()

    assert Insight.objects.get().body == MANY_WORDS.strip()
