"""The summary in the browser: who may read it, change it and take it away."""

import csv
import io

import html5lib
import pytest
from django.urls import reverse

from community.models import AuditEntry
from events.actions import summaries
from events.exports import FORMATS
from events.models import Summary
from insights.enums import Audience
from members.enums import Sector, SpacePart
from tests.community.documents.reading import read_html, text_of
from tests.events.conftest import OUTSIDERS, outsider
from tests.events.gathering import block, drafted, published_summary, published_theme
from tests.factories import (
    AffiliationFactory,
    EventFactory,
    InsightFactory,
    MemberFactory,
    NoteFactory,
    SpaceMemberFactory,
)

pytestmark = pytest.mark.django_db
FILES = list(FORMATS)


@pytest.fixture
def summary(event, facilitator):
    return drafted(event, facilitator)


def url(name, event, *args):
    return reverse(f"events:{name}", args=[event.code, *args])


def every_url(event):
    return [
        url("summary", event),
        url("print_summary", event),
        url("edit_block", event, "why"),
        *(url("download_summary", event, suffix) for suffix in FILES),
    ]


def post_urls(event):
    return [
        url("draft_summary", event),
        url("publish_summary", event),
        url("take_back_summary", event),
        url("edit_block", event, "why"),
        url("restore_block", event, "why"),
        url("keep_block", event, "why"),
        url("arrange_block", event, "why"),
    ]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_draft_does_not_exist_for_anyone_else(signed_in, event, summary, who):
    client = signed_in(outsider(who, event))

    assert {client.get(address).status_code for address in every_url(event)} == {404}
    assert {client.post(address).status_code for address in post_urls(event)} == {404}


def test_a_visitor_is_asked_to_sign_in_first(client, event, summary):
    assert {client.get(address).status_code for address in every_url(event)} == {302}


def test_people_who_were_there_read_it_once_published_and_take_no_file(
    signed_in, event, facilitator
):
    published_summary(event, facilitator)
    client = signed_in(SpaceMemberFactory(space=event.space_ptr).member)

    answers = [client.get(address).status_code for address in every_url(event)]

    assert answers == [200, 200, 404, *[404] * len(FILES)]
    assert {client.post(address).status_code for address in post_urls(event)} == {404}
    assert "Change" not in client.get(url("summary", event)).content.decode()


def test_a_funder_reads_no_summary_of_an_event_for_practitioners(signed_in, event, facilitator):
    event.audience = Audience.PRACTITIONERS
    event.save()
    published_summary(event, facilitator)
    there = SpaceMemberFactory(space=event.space_ptr, member=MemberFactory(hat=Sector.FUNDER))

    assert signed_in(there.member).get(url("summary", event)).status_code == 404


def test_other_people_do_not_read_a_published_one(signed_in, event, facilitator):
    published_summary(event, facilitator)

    assert signed_in(MemberFactory()).get(url("summary", event)).status_code == 404


def test_summary_offers_to_draft_and_draws_nothing_on_get(runner, event):
    page = runner.get(url("summary", event))

    assert (page.status_code, Summary.objects.count()) == (200, 0)

    answer = runner.post(url("draft_summary", event))

    assert (answer.status_code, answer["Location"]) == (303, url("summary", event))
    assert Summary.objects.get().title == event.title


def names(event):
    endings = {
        "summary": ["docx", "pdf", "xlsx", "csv", "json", "md"],
        "brief": ["docx"],
        "matrix": ["xlsx", "csv"],
        "wall-sheets": ["pdf"],
    }
    every = [
        f"{stem}-{event.code}-2026-05-12.{end}" for stem, ends in endings.items() for end in ends
    ]
    order = [0, 6, 1, 2, 3, 7, 8, 9, 4, 5]  # as the page offers them
    return [every[place] for place in order]


def test_download_is_a_named_file_and_leaves_a_line_in_the_log(runner, event, summary, facilitator):
    answers = [runner.get(url("download_summary", event, suffix)) for suffix in FILES]

    assert [answer["Content-Disposition"] for answer in answers] == [
        f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}" for name in names(event)
    ]
    log = AuditEntry.objects.filter(verb="summary.exported").order_by("pk")
    assert list(log.values_list("thing", "actor", "details")) == [
        (event.code, facilitator.pk, {"format": suffix}) for suffix in FILES
    ]


def test_head_of_a_download_leaves_no_line(runner, event, summary):
    runner.head(url("download_summary", event, "docx"))

    assert AuditEntry.objects.filter(verb="summary.exported").count() == 0


def test_download_in_another_format_does_not_exist(runner, event, summary):
    assert runner.get(url("download_summary", event, "exe")).status_code == 404


def test_csv_never_holds_a_formula(runner, event, summary):
    text = runner.get(url("download_summary", event, "csv")).content.decode("utf-8-sig")

    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert "'=1+1" in cells
    assert {cell for cell in cells if cell.startswith("=")} == set()


def test_the_page_for_printing_says_what_the_page_says(runner, event, summary):
    printed = runner.get(url("print_summary", event)).content.decode()
    page = text_of(html5lib.parse(runner.get(url("summary", event)).content))

    said = [line.cells for line in read_html(printed[printed.index("<article") :])]
    assert [cells for cells in said for cell in cells if cell not in page] == []
    assert ("Twelve months is short",) in said


def test_everyone_who_reads_it_is_told_what_was_made_of_it(
    runner, signed_in, event, facilitator, client
):
    published_summary(event, facilitator)
    for name in ("docx", "docx", "csv"):
        runner.get(url("download_summary", event, name))

    there = SpaceMemberFactory(space=event.space_ptr).member
    page = signed_in(there).get(url("summary", event))

    assert [made.sentence for made in page.context["exports"]] == [
        "A spreadsheet file (CSV) was made.",
        "A Word document was made.",
    ]
    assert facilitator.name not in page.content.decode()


def test_edit_opens_the_block_in_its_place_and_keeps_the_words(runner, event, summary):
    address = url("edit_block", event, "why")
    form = runner.get(address).context["form"]
    assert form["text"].value() == "To compare what we have met."

    answer = runner.post(address, {"text": " Mine.\r\n", "version": form["version"].value()})

    assert (answer.status_code, answer["Location"]) == (303, url("summary", event) + "#why")
    assert block(summary, "why").edited == "Mine."


def test_edit_that_is_too_long_keeps_what_was_typed(runner, event, summary):
    text = "x" * 10_001

    page = runner.post(url("edit_block", event, "why"), {"text": text, "version": 1})

    assert page.status_code == 200
    assert page.context["form"]["text"].value() == text
    assert "<title>Error:" in page.content.decode()


def test_a_stale_edit_shows_both_texts_and_can_be_sent_again(runner, event, summary, facilitator):
    address = url("edit_block", event, "why")
    summaries.edit(block(summary, "why"), "Theirs.", version=1, by=facilitator)

    page = runner.post(address, {"text": "Mine.", "version": 1})

    assert page.status_code == 409
    assert ("Theirs." in page.content.decode(), "Mine." in page.content.decode()) == (True, True)
    assert runner.post(address, {"text": "Mine.", "version": 2}).status_code == 303
    assert block(summary, "why").edited == "Mine."


def test_restore_from_an_old_page_changes_nothing(runner, event, summary, facilitator):
    summaries.edit(block(summary, "why"), "Theirs.", version=1, by=facilitator)

    answer = runner.post(url("restore_block", event, "why"), {"version": 1})

    assert answer.status_code == 303
    assert block(summary, "why").edited == "Theirs."


def test_the_page_shows_both_texts_when_the_event_says_something_newer(
    runner, event, summary, facilitator
):
    summaries.edit(block(summary, "why"), "Mine.", version=1, by=facilitator)
    event.why = "Newer."
    event.save()
    runner.post(url("draft_summary", event))

    page = runner.get(url("edit_block", event, "why")).content.decode()

    assert ("Newer." in page, "Mine." in page) == (True, True)


def test_publish_waits_for_the_themes_to_be_in_the_library(signed_in):
    organiser = MemberFactory(organiser=True)
    event = EventFactory()
    SpaceMemberFactory(space=event.space_ptr, member=organiser, part=SpacePart.ORGANISER)
    summary = summaries.draft(event, by=organiser)
    client = signed_in(organiser)

    client.post(url("publish_summary", event))

    summary.refresh_from_db()
    assert not summary.is_published


def test_a_line_that_rests_on_nothing_is_not_published(runner, event, summary, facilitator):
    heard = block(summary, "heard")
    summaries.edit(heard, "- Everybody agreed.", version=heard.version, by=facilitator)

    page = runner.post(url("publish_summary", event), follow=True).content.decode()

    summary.refresh_from_db()
    assert not summary.is_published
    assert "This rests on nothing: Everybody agreed." in page


def test_each_publication_keeps_its_own_address(signed_in, event, facilitator):
    summary = published_summary(event, facilitator)
    why = block(summary, "why")
    summaries.edit(why, "First words.", version=why.version, by=facilitator)
    for words in ("First words.", "Second words."):
        summaries.take_back(summary, by=facilitator)
        why = block(summary, "why")
        summaries.edit(why, words, version=why.version, by=facilitator)
        summaries.publish(summary, by=facilitator)
    client = signed_in(SpaceMemberFactory(space=event.space_ptr).member)

    pages = [client.get(url("summary_version", event, n)) for n in (1, 2, 3, 4)]

    assert [page.status_code for page in pages] == [200, 200, 200, 404]
    said = [page.content.decode() for page in pages]
    assert ["First words." in it for it in said] == [False, True, False, False]
    assert ["Second words." in it for it in said] == [False, False, True, False]


def test_nobody_else_reads_a_publication(signed_in, event, facilitator):
    published_summary(event, facilitator)

    assert signed_in(MemberFactory()).get(url("summary_version", event, 1)).status_code == 404


def test_people_read_no_publication_while_it_is_taken_back(signed_in, runner, event, facilitator):
    summaries.take_back(published_summary(event, facilitator), by=facilitator)

    assert runner.get(url("summary_version", event, 1)).status_code == 200
    there = SpaceMemberFactory(space=event.space_ptr).member
    assert signed_in(there).get(url("summary_version", event, 1)).status_code == 404


def test_arrange_moves_a_block_one_place(runner, event, summary):
    answer = runner.post(url("arrange_block", event, "who"), {"how": "up", "position": 1})

    assert answer["Location"] == url("summary", event) + "#who"
    assert [it.key for it in summary.blocks.all()][:2] == ["who", "why"]


def test_a_block_that_is_not_there_does_not_exist(runner, event, summary):
    assert runner.get(url("edit_block", event, "nope")).status_code == 404


LOGGED = 2  # the transaction a line in the log stands in: begun and ended
COSTS = {
    ("summary",): 11,
    ("edit_block", "why"): 11,
    ("edit_block", "appendix"): 11,
    ("summary_version", 1): 11,
    ("summary_in_template",): 5,
    ("print_summary",): 12 + LOGGED,  # two more take turns and ask how many were taken this hour
    ("download_summary", "csv"): 12 + LOGGED,
}


@pytest.fixture(params=[1, 3])
def busy(request, event, facilitator):
    """A published summary and, once or three times, more of everything it is made from."""
    published_summary(event, facilitator)
    for number in range(request.param):
        published_theme(event, f"Theme {number}", "one", "two")
        InsightFactory(space=event.space_ptr)
        NoteFactory(event=event)
        there = SpaceMemberFactory(space=event.space_ptr).member
        event.hosts.add(AffiliationFactory(member=there).organisation)
    return event


@pytest.mark.parametrize("page", COSTS)
def test_summary_costs_the_same_however_much_was_said(
    runner, busy, page, django_assert_num_queries
):
    name, *args = page

    with django_assert_num_queries(COSTS[page]):
        runner.get(url(name, busy, *args))


def test_summary_costs_those_who_were_there_no_more(signed_in, busy, django_assert_num_queries):
    client = signed_in(SpaceMemberFactory(space=busy.space_ptr).member)

    with django_assert_num_queries(11):
        client.get(url("summary", busy))


def test_edit_begins_with_what_the_page_says_not_with_an_older_draft(runner, event, summary):
    event.why = "Reworded since."
    event.save()

    form = runner.get(url("edit_block", event, "why")).context["form"]

    assert form["text"].value() == "Reworded since."
