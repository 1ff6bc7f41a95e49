"""With scripts and without: what a facilitator returned is split by its author, from My contributions."""

import pytest

from insights.actions import moderation
from insights.enums import Act, State
from insights.models import Insight, Reason
from tests.factories import InsightFactory, MemberFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_came_back_is_split_in_two(visit, facilitator):
    author = MemberFactory()
    whole = InsightFactory(author=author, held=True, title="Both", body="Money and trust.")
    reason = Reason.objects.get(text="It holds more than one idea: please split it")
    moderation.decide(whole, Act.RETURN, reason=reason, sentence="", by=facilitator)
    page = visit(author)

    page.goto("/contributions/")
    page.get_by_role("link", name="Split in two “Both”").click()
    page.get_by_label("Title of the first part").fill("Money")
    page.get_by_label("What is happening, in the first part").fill("Money.")
    page.get_by_label("Title of the second part").fill("Trust")
    page.get_by_role("button", name="Split in two").click()
    page.get_by_role("heading", name="Money", exact=True).wait_for()

    assert sorted(Insight.objects.values_list("title", "body", "state")) == [
        ("Money", "Money.", State.HELD),
        ("Trust", "Money and trust.", State.HELD),
    ]
    assert page.get_by_role("link", name=Insight.objects.get(title="Trust").reference).count() == 1
