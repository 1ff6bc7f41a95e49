"""What is withdrawn is gone from every page, feed and file in the next request, wherever it had been quoted."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from events.actions import sorting, summaries
from events.exports import FORMATS
from insights.actions import moderation, recording
from insights.enums import Act, Attribution, Audience, Kind
from tests.events.gathering import block, published_summary
from tests.events.test_exports import everything_in
from tests.factories import InsightFactory, MemberFactory

pytestmark = pytest.mark.django_db
TITLE, BODY = "Zebra crossings come first", "Ask where people cross."
NOTE = "Twelve months is short"
LIBRARY = ["library", "search", "insight", "feed"]
MARKS = re.compile(r"</?mark>")
OF_NOTES = {"docx", "pdf", "xlsx", "csv", "matrix.xlsx", "matrix.csv", "json", "md"}


@pytest.fixture
def summary(event, facilitator, settings):
    settings.SITE_ADDRESS = "http://127.0.0.1:8000"
    event.chatham_house = False
    event.save()
    return published_summary(event, facilitator)


@pytest.fixture
def recorded(event):
    """Signed by somebody who was there."""
    return InsightFactory(
        title=TITLE, body=BODY, kind=Kind.PRINCIPLE, audience=Audience.EVERYONE,
        attribution=Attribution.NAMED, space=event.space_ptr, author=MemberFactory(),
    )  # fmt: skip


def edit(summary, key, text, by):
    it = block(summary, key)
    summaries.edit(it, text, version=it.version, by=by)


def publish_again(summary, by):
    summaries.take_back(summary, by=by)
    summaries.publish(summary, by=by)


def saying(words, summary, viewer, insight):
    """Every page, feed and file that holds these words, asked for anew."""
    client, page = Client(), summary.event.get_absolute_url()
    client.force_login(viewer)
    addresses = {
        "library": reverse("insights:browse"),
        "search": f"{reverse('insights:browse')}?q={words.split()[0]}",
        "insight": insight.get_absolute_url(),
        "feed": reverse("insights:feed"),
        "event": page,
        "summary": f"{page}summary/",
        "print": f"{page}summary/print/",
        "publication": f"{page}summary/versions/{summary.versions.first().number}/",
        **{suffix: f"{page}summary.{suffix}" for suffix in FORMATS},
    }
    told = {name: everything_in(client.get(address).content) for name, address in addresses.items()}
    return {name for name, text in told.items() if words in MARKS.sub("", text)}


def test_an_insight_that_its_author_withdraws(summary, facilitator, recorded):
    link = f"[{recorded.reference}](http://127.0.0.1:8000{recorded.get_absolute_url()})"
    edit(summary, "heard", f"- {TITLE}: {link}", facilitator)
    publish_again(summary, facilitator)
    files = set(FORMATS) - {"matrix.xlsx", "matrix.csv", "wall.pdf"}  # of themes alone
    assert saying(TITLE, summary, facilitator, recorded) == {
        *LIBRARY, "event", "summary", "print", "publication", *files,
    }  # fmt: skip

    recording.withdraw(recorded, by=recorded.author)

    assert saying(TITLE, summary, facilitator, recorded) == set()


def test_a_theme_that_is_removed_goes_with_its_notes(summary, event, facilitator):
    theme = event.themes.get(title="Money is short")
    theme.insight.title, theme.insight.audience = TITLE, Audience.EVERYONE
    theme.insight.save()
    edit(summary, "why", f"Somebody wrote: “{NOTE}”.", facilitator)
    assert saying(TITLE, summary, facilitator, theme.insight) == {
        *LIBRARY, "event", "summary", "print", "publication", *FORMATS,
    }  # fmt: skip

    moderation.decide(theme.insight, Act.REMOVE, reason=None, sentence="x", by=MemberFactory(facilitator=True))  # fmt: skip

    # Facilitators read what was removed, on its own page alone.
    assert saying(TITLE, summary, facilitator, theme.insight) == {"insight"}
    assert saying(NOTE, summary, facilitator, theme.insight) == set()


def test_a_note_that_is_left_out_takes_what_quotes_it_along(summary, event, facilitator):
    insight = event.themes.get(title="Money is short").insight
    note = event.notes.get(text=NOTE)
    edit(summary, "heard", f"- They said “{NOTE}”.\n- And “It ends”.", facilitator)
    edit(summary, "why", f"As “{NOTE[:12]}” has it.\n\n- {NOTE}, all of them\n- Or not", facilitator)  # fmt: skip
    publish_again(summary, facilitator)
    assert saying(NOTE, summary, facilitator, insight) == {
        "summary", "print", "publication", "brief.docx", *OF_NOTES,
    }  # fmt: skip

    sorting.leave_out(event, [note.code], "Asked for", by=facilitator)

    assert saying(NOTE[:12], summary, facilitator, insight) == set()
    assert saying("Or not", summary, facilitator, insight) >= {"docx", "summary", "publication"}
    assert saying("And “It ends”", summary, facilitator, insight) >= {"docx", "summary"}
    page = summary.event.get_absolute_url()
    client = Client()
    client.force_login(facilitator)
    assert "1 line of these words is not shown" in client.get(f"{page}summary/").text
    assert block(summary, "heard").edited.startswith(f"- They said “{NOTE}”")  # nothing is lost


def test_a_note_that_was_changed_is_quoted_no_more(summary, event, facilitator):
    edit(summary, "heard", f"- They said “{NOTE}”.\n- And “It ends”.", facilitator)
    publish_again(summary, facilitator)
    insight = event.themes.get(title="Money is short").insight

    event.notes.filter(text=NOTE).update(text="[removed] is short")

    assert saying(NOTE, summary, facilitator, insight) == set()


def test_what_rests_on_nothing_stays_in_the_draft_alone(summary, facilitator, event):
    insight = event.themes.get(title="Money is short").insight
    edit(summary, "heard", "- Everybody agreed at once.", facilitator)

    shown = saying("Everybody agreed", summary, facilitator, insight)
    summaries.take_back(summary, by=facilitator)
    drafted = saying("Everybody agreed", summary, facilitator, insight)

    assert (shown, "docx" in drafted) == (set(), True)
