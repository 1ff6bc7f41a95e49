"""Reporting the words of an event: its plan by anyone, its summary by those who may read it."""

import pytest

from events.actions import summaries
from events.models import SummaryBlock
from insights.enums import ReportState
from insights.models import Report
from members.enums import SpacePart
from tests.factories import EventFactory, MemberFactory, ReportFactory, SpaceMemberFactory

pytestmark = pytest.mark.django_db
SENT = {"form_key": "k", "rule": "identifies", "words": ""}


@pytest.fixture
def organiser():
    return MemberFactory(organiser=True, facilitator=True)


@pytest.fixture
def event(organiser):
    event = EventFactory(facilitated_by=organiser, state="published")
    summary = summaries.draft(event, by=organiser)
    block = summary.blocks.get(key="why")
    summaries.edit(block, "Wyn lost her temper.", version=block.version, by=organiser)
    summaries.publish(summary, by=organiser)
    return event


@pytest.fixture
def attendee(event):
    member = MemberFactory(facilitator=True)
    SpaceMemberFactory(space=event.space_ptr, member=member, part=SpacePart.ATTENDEE)
    return member


def test_a_part_of_a_summary_is_reported_from_its_page_and_taken_out_of_it(client, event, attendee):
    page, address = f"/events/{event.code}/summary/", f"/report/summary/{event.code}-why/"
    client.force_login(attendee)
    assert (address in client.get(page).text, "Wyn" in client.get(page).text) == (True, True)
    assert client.post(address, SENT).status_code == 303
    made = Report.objects.get()

    moderating = f"/moderation/reports/{made.reference}/"
    seen = client.get(moderating).context["form"]["seen"].value()
    client.post(moderating, {"seen": seen, "choice": "keep-out", "sentence": "It names her."})

    made.refresh_from_db()
    assert (made.state, "Wyn" in client.get(page).text) == (ReportState.UPHELD, False)


def test_other_words_put_in_its_place_are_shown(client, event, organiser, attendee):
    SummaryBlock.objects.filter(key="why").update(held_for="identifies")
    block = SummaryBlock.objects.get(key="why")
    summaries.edit(block, "We met to compare.", version=block.version, by=organiser)
    client.force_login(attendee)

    assert "We met to compare." in client.get(f"/events/{event.code}/summary/").text


def test_a_summary_is_reported_and_decided_on_by_nobody_who_may_not_read_it(client, event):
    made = ReportFactory(insight=None, space=event.space_ptr, part="why")
    client.force_login(MemberFactory(facilitator=True))

    answers = [
        client.get(address).status_code
        for address in (
            f"/report/summary/{event.code}-why/",
            f"/moderation/reports/{made.reference}/",
        )
    ]

    assert answers == [404, 404]


@pytest.mark.parametrize("part", ["why", "words"])
def test_whoever_wrote_it_learns_of_no_report(client, event, organiser, part):
    made = ReportFactory(insight=None, space=event.space_ptr, part=part)
    client.force_login(organiser)

    assert client.get(f"/moderation/reports/{made.reference}/").status_code == 404
    assert made.reference not in client.get("/moderation/").text


def test_words_of_an_event_out_of_sight_are_in_no_page_and_no_file(client, event, attendee):
    event.why, event.words_held_for = "Because of Wyn.", "identifies"
    event.save()
    SummaryBlock.objects.filter(key="why").update(edited=None)
    client.force_login(attendee)

    pages = [f"/events/{event.code}/", f"/events/{event.code}/summary/"]

    assert [("Because of Wyn." in client.get(page).text) for page in pages] == [False, False]
