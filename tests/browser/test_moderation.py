"""A comment, a report from somebody signed out, two decisions, and what the author is told."""

import pytest
from playwright.sync_api import expect

from insights.models import Comment
from members.enums import Sector
from tests.factories import InsightFactory, MemberFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Ask the one officer who always says no."
WHY = "One person can be recognised in it."


def test_comment_is_published_reported_and_removed_and_its_author_is_told(visit, facilitator):
    insight = InsightFactory(title="Short funding", audience="everyone")
    author, visitor = visit(MemberFactory(hat=Sector.COUNCIL)), visit()
    moderator = visit(facilitator)

    author.goto(insight.get_absolute_url())
    author.get_by_label("Your comment").fill(WORDS)
    author.get_by_role("button", name="Send the comment").click()
    author.get_by_role("heading", level=1).wait_for()
    visitor.goto(insight.get_absolute_url())
    while_held = visitor.get_by_text(WORDS).count()
    decide(moderator, "publish")
    visitor.reload()
    published = visitor.get_by_text(WORDS).count()
    visitor.get_by_role("link", name="Report this comment").click()
    visitor.get_by_role("radio").first.press("Space")
    visitor.get_by_role("button", name="Send the report").click()
    expect(visitor.get_by_role("heading", name="What happens next")).to_be_visible()
    decide(moderator, "remove", WHY)
    visitor.reload()

    expect(visitor.get_by_text(WHY)).to_be_visible()
    author.goto("/contributions/comments/")
    expect(author.get_by_text(WORDS, exact=True)).to_be_visible()
    expect(author.get_by_text(WHY).first).to_be_attached()
    visitor.goto(insight.get_absolute_url())
    assert (while_held, published, visitor.get_by_text(WORDS).count()) == (0, 1, 0)
    assert (Comment.objects.get().state, Comment.objects.get().author) == ("removed", None)


def decide(page, act, sentence=""):
    """The one line that waits, the first reason there is for the act."""
    page.goto("/moderation/")
    page.locator(".queue-title").get_by_role("button").first.click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.locator(f"input[value^='{act}:']").first.press("Space")
    page.get_by_role("textbox").last.fill(sentence)
    page.get_by_role("button", name="Decide", exact=True).click()
    page.get_by_text("Nothing is waiting").wait_for()


def test_after_a_decision_the_keyboard_goes_on_at_the_next(visit, facilitator):
    first, _second = (InsightFactory(held=True, recorded_on=f"2026-01-0{day}") for day in (1, 2))
    page = visit(facilitator)
    page.goto(f"/moderation/insights/{first.reference}/?sort=insight")
    page.locator("input[value^='publish:']").first.press("Space")

    page.get_by_role("button", name="Decide", exact=True).press("Enter")

    expect(page.locator("#next")).to_be_focused()
    assert page.url.endswith("/moderation/?sort=insight#next")
