"""My contributions says in which summaries one’s words were used."""

import pytest

from events.actions import summaries
from insights.enums import Kind
from insights.ledger import of_insights
from tests.events.gathering import block, drafted
from tests.factories import InsightFactory

pytestmark = pytest.mark.django_db
USED = "Used in the summary of “{}”."


@pytest.fixture
def own(event, facilitator):
    """An insight of a member’s own that a theme was added to."""
    drafted(event, facilitator)
    theme = event.themes.get(title="Money is short")
    theme.insight = InsightFactory(kind=Kind.CHALLENGE)
    theme.save()
    return theme.insight


def uses(insight):
    return of_insights([insight])[0].uses


def test_a_draft_is_no_use(own):
    assert uses(own) == []


def test_a_published_summary_is_told(own, event, facilitator):
    summaries.publish(event.summary, by=facilitator)

    assert uses(own) == [USED.format(event.title)]


def test_files_made_of_it_are_told_once_a_day_and_never_by_whom(
    own, event, facilitator, time_machine
):
    time_machine.move_to("2026-05-03T10:00Z", tick=False)
    for suffix in ("docx", "pdf", "docx"):
        summaries.exported(event.summary, suffix, by=facilitator)

    assert uses(own) == [
        USED.format(event.title),
        f"3 May 2026: A Word document was made. By those who run “{event.title}”.",
        f"3 May 2026: A PDF file was made. By those who run “{event.title}”.",
    ]


def test_a_part_that_is_hidden_is_not(own, event, facilitator):
    summaries.publish(event.summary, by=facilitator)
    summaries.arrange(block(event.summary, "challenges"), "hide", position=4, by=facilitator)

    assert uses(own) == []


def test_what_someone_recorded_at_the_event_is_told_too(event, facilitator):
    drafted(event, facilitator)
    recorded = InsightFactory(kind=Kind.PRINCIPLE, space=event.space_ptr)
    elsewhere = InsightFactory(kind=Kind.PRINCIPLE)
    summaries.publish(event.summary, by=facilitator)

    assert (uses(recorded), uses(elsewhere)) == ([USED.format(event.title)], [])
