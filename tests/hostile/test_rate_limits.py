"""RL: what one member sends is bounded, what was typed is handed back, and nothing is kept to count by."""

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from community import pace as community_pace
from community.actions import audit
from events.actions import capture, summaries
from insights import pace
from insights.enums import Attribution, Audience, Kind
from insights.models import Comment, Insight, Offer, Report, Response
from insights.models.signing import owner_proof
from members.enums import Sector
from tests.factories import (
    CommentFactory,
    EventFactory,
    InsightFactory,
    MemberFactory,
    ReportFactory,
    ResponseFactory,
)
from tests.tables import every_table

pytestmark = pytest.mark.django_db
WORDS = "Nobody asked the people who use the service before the money was spent."
SIGNATURES = [Attribution.NAMED, Attribution.SECTOR]


@pytest.fixture
def member():
    for _ in range(3):
        MemberFactory(hat=Sector.COUNCIL)
    return MemberFactory(name="Wyn Pryce", hat=Sector.COUNCIL)


@pytest.fixture
def signed_in(member):
    client = Client()
    client.force_login(member)
    return client


def sent(key="abc", **changes):
    return {
        "form_key": key, "kind": "challenge", "title": "Short money", "body": WORDS, "step": "submit",
        "attribution": "sector", "audience": "members",
    } | changes  # fmt: skip


def wrote(factory, count, member, attribution, **more):
    """So many of today's, by this member: linked, or theirs by proof and waiting to be read."""
    unlinked = attribution == Attribution.SECTOR
    author = {"unlinked_by": member} if unlinked else {"author": member}
    for _ in range(count):
        factory(held=True, recorded_on=timezone.localdate(), **author, **more)


def refused(answer):
    """A page of ours that says how much is too much and hands back every word typed."""
    return (
        answer.status_code == 429
        and int(answer["Retry-After"]) > 0
        and f'name="body" value="{WORDS}"' in answer.text
        and '<pre class="kept-text" dir="auto">' in answer.text
        and "Send it again" in answer.text
    )


@pytest.mark.parametrize("attribution", SIGNATURES)
def test_recording_is_bounded_and_hands_back_what_was_typed(signed_in, member, attribution):
    wrote(InsightFactory, pace.INSIGHTS_A_DAY - 1, member, attribution)
    last = signed_in.post("/insights/new/", sent(attribution=attribution))
    before = Insight.objects.count()

    one_more = signed_in.post("/insights/new/", sent("another", attribution=attribution))

    assert (last.status_code, refused(one_more)) == (303, True)
    assert "You have recorded 60 insights today" in one_more.text
    assert Insight.objects.count() == before


def test_the_same_form_again_is_answered_as_before_even_then(signed_in, member):
    first = signed_in.post("/insights/new/", sent())
    wrote(InsightFactory, pace.INSIGHTS_A_DAY, member, Attribution.SECTOR)

    again = signed_in.post("/insights/new/", sent())

    assert (again.status_code, again.url) == (first.status_code, first.url)


def test_what_others_wrote_today_and_what_one_wrote_before_does_not_count(signed_in, member):
    wrote(InsightFactory, pace.INSIGHTS_A_DAY, MemberFactory(), Attribution.SECTOR)
    wrote(InsightFactory, pace.INSIGHTS_A_DAY, MemberFactory(), Attribution.NAMED)
    for _ in range(pace.INSIGHTS_A_DAY):
        InsightFactory(author=member)

    assert signed_in.post("/insights/new/", sent()).status_code == 303


def test_a_refusal_writes_nothing_that_names_whom_it_refused(signed_in, member):
    wrote(InsightFactory, pace.INSIGHTS_A_DAY, member, Attribution.SECTOR)
    before = every_table()

    assert refused(signed_in.post("/insights/new/", sent()))
    assert every_table() == before


@pytest.mark.parametrize("attribution", SIGNATURES)
def test_commenting_is_bounded_and_hands_back_what_was_typed(signed_in, member, attribution):
    insight = InsightFactory()
    wrote(CommentFactory, pace.COMMENTS_A_DAY - 1, member, attribution, insight=insight)
    address = f"{insight.get_absolute_url()}comments/"
    form = {"body": WORDS, "attribution": attribution}
    last = signed_in.post(address, form | {"form_key": "a"})

    one_more = signed_in.post(address, form | {"form_key": "b"})

    assert (last.status_code, refused(one_more)) == (303, True)
    assert Comment.objects.count() == pace.COMMENTS_A_DAY
    assert signed_in.post(address, form | {"form_key": "a"}).status_code == 303


def test_answering_is_bounded_and_an_answer_can_always_be_changed(signed_in, member):
    for _ in range(pace.ANSWERS_AN_HOUR):
        ResponseFactory(member=member)
    answered, other = Response.objects.first().insight, InsightFactory()
    form = {"answer": "not_here", "context": WORDS}

    one_more = signed_in.post(f"{other.get_absolute_url()}answer/", form)
    changed = signed_in.post(f"{answered.get_absolute_url()}answer/", form)

    assert (one_more.status_code, WORDS in one_more.text) == (429, True)
    assert (changed.status_code, Response.objects.count()) == (303, pace.ANSWERS_AN_HOUR)


def test_offering_is_bounded(signed_in, member):
    for _ in range(pace.OFFERS_A_DAY):
        need = InsightFactory(kind=Kind.SUPPORT_NEED)
        Offer.objects.create(insight=need, helper=member, message="I can help.")
    need = InsightFactory(kind=Kind.SUPPORT_NEED)

    one_more = signed_in.post(f"{need.get_absolute_url()}offer/", {"message": WORDS})

    assert (one_more.status_code, WORDS in one_more.text) == (429, True)
    assert Offer.objects.count() == pace.OFFERS_A_DAY


def test_reporting_is_bounded(signed_in, member):
    for _ in range(pace.REPORTS_AN_HOUR):
        ReportFactory(reporter=member)
    address = f"{InsightFactory().get_absolute_url()}report/"

    one_more = signed_in.post(address, {"form_key": "k", "rule": "other", "words": WORDS})

    assert (one_more.status_code, WORDS in one_more.text) == (429, True)
    assert Report.objects.count() == pace.REPORTS_AN_HOUR


def test_visitors_reports_on_one_thing_are_bounded_and_on_others_are_not(client):
    full, other = InsightFactory.create_batch(2, audience=Audience.EVERYONE)
    for _ in range(pace.VISITORS_REPORTS_OPEN):
        ReportFactory(insight=full)
    form = {"form_key": "k", "rule": "other", "words": WORDS}

    answers = [client.post(f"{it.get_absolute_url()}report/", form) for it in (full, other)]

    assert [answer.status_code for answer in answers] == [429, 303]


def test_editing_is_bounded_by_versions_which_name_nobody(signed_in, member):
    insight = InsightFactory(author=member)
    for number in range(pace.EDITS_A_DAY):
        insight.versions.create(number=number, title="x", body="x")
    form = sent(version="1", body=f"{WORDS} Twice.")

    answer = signed_in.post(f"{insight.get_absolute_url()}edit/", form)

    assert (answer.status_code, f"{WORDS} Twice." in answer.text) == (429, True)
    insight.refresh_from_db()
    assert insight.version == 1


@pytest.fixture
def organiser(signed_in, member):
    member.is_organiser = member.is_facilitator = True
    member.save()
    return signed_in


def done(count, verb, member):
    for _ in range(count):
        audit.record(verb, "x", by=member)


def test_exporting_is_bounded_and_each_copy_of_the_log_is_in_the_log(organiser, member):
    event = EventFactory(facilitated_by=member)
    summaries.draft(event, by=member)
    file, log = f"{event.get_absolute_url()}summary.csv", "/moderation/log.csv"
    first = [organiser.get(address) for address in (file, log)]
    for verb in ("summary.exported", "log.exported"):
        done(community_pace.EXPORTS_AN_HOUR - 1, verb, member)

    one_more = [organiser.get(address) for address in (file, log)]

    assert [answer.status_code for answer in first + one_more] == [200, 200, 429, 429]
    assert "Took a copy of this log" in organiser.get("/moderation/log/").text


def test_notes_are_bounded_and_handed_back(organiser, member):
    event = EventFactory(facilitated_by=member)
    done(capture.NOTES_AN_HOUR, "notes.added", member)

    answer = organiser.post(f"{event.get_absolute_url()}capture/note/", note())

    assert (answer.status_code, WORDS in answer.text) == (429, True)
    assert event.notes.count() == 0


def note():
    return {"form_key": "0f8fad5b-d9cb-469f-a165-70867728950e", "text": WORDS, "kind": "challenge"}


@pytest.mark.parametrize("address", ["/insights/?q=money", "/members/"])
def test_searching_by_one_member_is_bounded_and_costs_no_write(signed_in, address):
    with time_machine.travel("2026-05-12T10:00:00Z", tick=False):
        answers = [signed_in.get(address) for _ in range(community_pace.SEARCHES_A_MINUTE + 1)]
    with time_machine.travel("2026-05-12T10:01:00Z", tick=False):
        later = signed_in.get(address)

    codes = [answer.status_code for answer in [*answers, later]]
    assert codes == [200] * community_pace.SEARCHES_A_MINUTE + [429, 200]
    assert "That was a lot of searching" in answers[-1].text
    assert signed_in.get("/insights/").status_code == 200


def test_visitors_behind_one_address_search_as_they_like(client):
    answers = [client.get("/insights/?q=money") for _ in range(200)]

    assert {answer.status_code for answer in answers} == {200}


def test_sixty_members_behind_one_address_are_never_refused():
    """RL-2: a room on one connection, each recording, commenting and answering at the same time."""
    insight = InsightFactory()
    page = insight.get_absolute_url()
    codes = set()
    for number in range(60):
        client = Client(REMOTE_ADDR="198.51.100.7")
        client.force_login(MemberFactory(hat=Sector.COUNCIL))
        comment = {"form_key": f"c{number}", "body": WORDS, "attribution": "sector"}
        codes |= {
            client.post("/insights/new/", sent(f"k{number}")).status_code,
            client.post(f"{page}comments/", comment).status_code,
            client.post(f"{page}answer/", {"answer": "true_here"}).status_code,
        }

    assert codes == {303}
    assert [Insight.objects.count(), Comment.objects.count(), Response.objects.count()] == [
        61,
        60,
        60,
    ]


def test_somebody_who_sends_one_thing_every_ten_seconds_for_five_minutes_is_never_refused():
    most = [pace.INSIGHTS_A_DAY, pace.COMMENTS_A_DAY, pace.ANSWERS_AN_HOUR, capture.NOTES_AN_HOUR]

    assert [limit >= 30 for limit in most] == [True] * 4


def test_links_of_somebody_new_are_held_and_not_lost(signed_in, member):
    """RL-5: a first post full of links waits for a facilitator, whole."""
    body = "See https://one.example and https://two.example and https://three.example for more."

    signed_in.post("/insights/new/", sent(attribution="named", body=body))

    insight = Insight.objects.get()
    assert (insight.state, insight.body) == ("held", body)


def test_the_directory_cannot_be_walked_by_a_visitor_and_shows_no_address(
    signed_in, client, member
):
    """RL-6."""
    shown = MemberFactory(listed=True, hat=Sector.COUNCIL)

    assert client.get("/members/").status_code == 302
    page = signed_in.get("/members/").text
    assert (shown.name in page, shown.email in page, "@example" in page) == (True, False, False)


def test_limits_of_accounts_are_by_account_and_never_by_few_at_one_address():
    """RL-4, and AU-3: five messages an hour to one address; a hundred people may share a connection."""
    limits = settings.ACCOUNT_RATE_LIMITS
    by_key = {name: rate.split(",")[-1] for name, rate in limits.items() if rate and "key" in rate}
    by_address = [
        int(part.split("/")[0]) for rate in limits.values() if rate
        for part in rate.split(",") if part.endswith("ip")
    ]  # fmt: skip

    assert by_key == {
        "login_failed": "5/5m/key",
        "reset_password": "5/h/key",
        "confirm_email": "5/h/key",
        "request_login_code": "5/h/key",
        "still_you": "5/h/key",
        "lost_mailbox": "3/d/key",
    }
    assert min(by_address) >= 120


def test_proofs_are_all_there_is_to_count_by(member):
    """AN-3, AN-5: no table holds a count, a digest or a time of what somebody sent unlinked."""
    insight = InsightFactory(unlinked_by=member, held=True, recorded_on=timezone.localdate())

    assert insight.owner_proof == owner_proof(insight.pk, member)
    assert pace._written_today(Insight, member) == 1
    assert pace._written_today(Insight, MemberFactory()) == 0
