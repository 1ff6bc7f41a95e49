"""Reporting: two presses for anyone who can read it; a number; an outcome that names nobody."""

import pytest

from community.models import OutboxMessage
from insights.actions import answering, signing
from insights.enums import Act, Attribution, Audience, ReportRule, ReportState, State
from insights.models import Offer, Reason, Report
from members.enums import Sector
from tests.factories import (
    CommentFactory,
    EventFactory,
    InsightFactory,
    MemberFactory,
    ReportFactory,
)
from tests.test_trust_review import every_table, tables_touched

pytestmark = pytest.mark.django_db


def url(insight):
    return f"/insights/{insight.reference}/report/"


def sent(**changes):
    return {"form_key": "a-key", "rule": ReportRule.IDENTIFIES, "words": ""} | changes


def answer(thing, choice, sentence="We looked at it."):
    return {"seen": f"{thing.state}-{thing.version}", "choice": choice, "sentence": sentence}


def remove():
    return f"remove:{Reason.objects.filter(act=Act.REMOVE).first().pk}"


@pytest.fixture
def facilitator(client):
    client.force_login(MemberFactory(facilitator=True))
    return client


def test_report_by_a_visitor_gives_a_number_to_follow_it_by(client):
    insight = InsightFactory(audience=Audience.EVERYONE, title="Plain to see")

    response = client.post(url(insight), sent())

    report = Report.objects.get()
    assert (response.status_code, response.url) == (303, f"/reports/{report.reference}/")
    assert (report.insight, report.reporter) == (insight, None)
    page = client.get(response.url)
    assert ("Waiting for a facilitator" in page.text, "Plain to see" in page.text) == (True, False)


def test_report_on_a_comment(client):
    comment = CommentFactory(insight__audience=Audience.EVERYONE)
    member = MemberFactory()
    client.force_login(member)

    client.post(f"/insights/{comment.insight.reference}/comments/{comment.pk}/report/", sent())

    report = Report.objects.get()
    assert (report.comment, report.reporter) == (comment, member)


def test_report_twice_with_one_form_is_one_report(client):
    insight = InsightFactory(audience=Audience.EVERYONE)

    answers = {client.post(url(insight), sent()).url for _ in range(2)}

    assert (len(answers), Report.objects.count()) == (1, 1)


@pytest.mark.parametrize("method", ["get", "post"])
def test_report_on_what_cannot_be_read_is_404(client, method):
    members_only, held = InsightFactory(), InsightFactory(held=True, audience=Audience.EVERYONE)
    comment = CommentFactory(held=True, insight__audience=Audience.EVERYONE)
    addresses = [
        url(members_only),
        url(held),
        f"/insights/{comment.insight.reference}/comments/{comment.pk}/report/",
    ]

    codes = [getattr(client, method)(address, sent()).status_code for address in addresses]

    assert (codes, Report.objects.count()) == ([404] * 3, 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rule": ""}, "rule"),
        ({"rule": ReportRule.OTHER}, "words"),
        ({"words": "a" * 2_001}, "words"),
    ],
)
def test_report_with_an_error_stores_nothing(client, changes, field):
    insight = InsightFactory(audience=Audience.EVERYONE)

    response = client.post(url(insight), sent(**changes))

    assert (list(response.context["form"].errors), Report.objects.count()) == ([field], 0)


def test_three_reports_from_three_organisations_hold_it(client):
    insight = InsightFactory()
    states = []
    for _ in range(3):
        client.force_login(MemberFactory(hat=Sector.COUNCIL))
        client.post(url(insight), sent())
        insight.refresh_from_db()
        states.append(insight.state)

    assert states == [State.PUBLISHED, State.PUBLISHED, State.HELD]


def test_three_reports_by_one_member_hold_nothing(client):
    insight = InsightFactory()
    client.force_login(MemberFactory(hat=Sector.COUNCIL))

    for key in "abc":
        client.post(url(insight), sent(form_key=key))

    insight.refresh_from_db()
    assert (insight.state, Report.objects.count()) == (State.PUBLISHED, 3)


def test_acting_on_a_report_answers_every_open_one_and_tells_nobody_who(facilitator):
    reporter = MemberFactory(name="Rae Porter")
    first = ReportFactory(reporter=reporter)
    second = ReportFactory(insight=first.insight)

    response = facilitator.post(
        f"/moderation/reports/{first.reference}/", answer(first.insight, remove())
    )

    first.insight.refresh_from_db()
    assert (response.status_code, first.insight.state) == (303, State.REMOVED)
    assert {report.state for report in Report.objects.all()} == {ReportState.UPHELD}
    letters = {message.to: message.body for message in OutboxMessage.objects.all()}
    assert set(letters) == {reporter.email, first.insight.author.email}
    assert not any("Rae Porter" in body for body in letters.values())
    page = facilitator.get(f"/reports/{second.reference}/").text
    assert ("We looked at it." in page, "Rae Porter" in page) == (True, False)


def test_leaving_it_answers_one_report_and_changes_nothing(facilitator):
    report, other = ReportFactory(), ReportFactory()

    facilitator.post(f"/moderation/reports/{report.reference}/", answer(report.insight, "leave"))

    states = dict(Report.objects.values_list("reference", "state"))
    assert states == {report.reference: ReportState.NOT_UPHELD, other.reference: ReportState.OPEN}
    report.insight.refresh_from_db()
    assert report.insight.state == State.PUBLISHED


def test_answering_a_second_time_says_who_answered(facilitator, client):
    report = ReportFactory()
    address = f"/moderation/reports/{report.reference}/"
    facilitator.post(address, answer(report.insight, "leave"))
    client.force_login(MemberFactory(facilitator=True))

    response = client.post(address, answer(report.insight, remove()))

    report.insight.refresh_from_db()
    assert (response.status_code, report.insight.state) == (409, State.PUBLISHED)
    assert "Left what was reported as it was" in response.text


def test_a_report_on_ones_own_words_cannot_be_answered(client):
    author = MemberFactory(facilitator=True)
    report = ReportFactory(insight__unlinked_by=author)
    client.force_login(author)

    response = client.post(
        f"/moderation/reports/{report.reference}/", answer(report.insight, "leave")
    )

    assert (response.status_code, Report.objects.get().state) == (404, ReportState.OPEN)


def test_status_of_a_number_that_never_was_is_404(client):
    assert client.get("/reports/RP-2222-2222-2222/").status_code == 404


# Who may know of a report: never who wrote the words, and of a worry about safety one person alone.


@pytest.mark.parametrize("ownership", ["author", "unlinked_by"])
def test_a_facilitator_never_learns_of_a_report_on_their_own_words(client, ownership):
    author = MemberFactory(facilitator=True)
    report = ReportFactory(words="Aimed at Rae", **{f"insight__{ownership}": author})
    comment = ReportFactory(
        insight=None, comment=CommentFactory(insight=report.insight, **{ownership: author})
    )
    client.force_login(author)

    pages = [
        "/moderation/",
        f"/moderation/insights/{report.insight.reference}/",
        f"/moderation/comments/{comment.comment.pk}/",
    ]
    told = "".join(client.get(page).text for page in pages)

    assert (report.reference in told, comment.reference in told) == (False, False)
    codes = [
        client.get(f"/moderation/reports/{it.reference}/").status_code for it in (report, comment)
    ]
    assert codes == [404, 404]


def test_a_report_about_safety_is_read_by_the_safeguarding_lead_alone(client):
    report = ReportFactory(rule=ReportRule.SAFETY, words="I fear for her.")
    address = f"/moderation/reports/{report.reference}/"
    lead = MemberFactory(is_safeguarding_lead=True)
    others = [MemberFactory(facilitator=True), MemberFactory(administrator=True), MemberFactory()]
    pages = [address, "/moderation/safety/", "/moderation/", "/moderation/log/"]

    for member in others:
        client.force_login(member)
        assert not any(report.reference in client.get(page).text for page in pages)
        assert client.get(address).status_code == 404
        assert client.get("/moderation/safety/").status_code == 404
    client.force_login(lead)

    assert report.reference in client.get("/moderation/safety/").text
    assert "I fear for her." in client.get(address).text


def test_a_lead_reads_the_words_only_if_their_audience_admits_them(client):
    insight = InsightFactory(audience=Audience.PRACTITIONERS, body="Candid words.")
    report = ReportFactory(insight=insight, rule=ReportRule.SAFETY)
    client.force_login(MemberFactory(is_safeguarding_lead=True, hat=Sector.FUNDER))

    page = client.get(f"/moderation/reports/{report.reference}/").text

    assert ("Candid words." in page, insight.title in page) == (False, False)


@pytest.mark.parametrize(
    ("choice", "state", "thing"),
    [
        ("keep-out", ReportState.UPHELD, State.HELD),
        ("elsewhere", ReportState.UPHELD, State.PUBLISHED),
        ("leave", ReportState.NOT_UPHELD, State.PUBLISHED),
    ],
)
def test_what_a_lead_does_is_told_to_the_reporter_and_is_in_no_facilitators_log(
    client, choice, state, thing
):
    report, other = ReportFactory(rule=ReportRule.SAFETY), None
    other = ReportFactory(insight=report.insight)
    client.force_login(MemberFactory(is_safeguarding_lead=True))

    client.post(f"/moderation/reports/{report.reference}/", answer(report.insight, choice))

    report.refresh_from_db()
    other.refresh_from_db()
    report.insight.refresh_from_db()
    assert (report.state, report.insight.state, other.state) == (state, thing, ReportState.OPEN)
    assert "We looked at it." in client.get(f"/reports/{report.reference}/").text
    client.force_login(MemberFactory(facilitator=True))
    told = (
        client.get("/moderation/log/").text + client.get("/moderation/log.csv").getvalue().decode()
    )
    assert (report.reference in told, "about safety" in told) == (False, False)


def test_the_author_is_not_told_that_somebody_worries(client):
    author = MemberFactory()
    report = ReportFactory(rule=ReportRule.SAFETY, insight__author=author)
    client.force_login(MemberFactory(is_safeguarding_lead=True))
    client.post(f"/moderation/reports/{report.reference}/", answer(report.insight, "keep-out"))
    client.force_login(author)

    page = client.get("/contributions/").text

    assert ("safety" in page, "A facilitator took it out of sight" in page) == (False, True)


def test_what_is_out_of_sight_for_safety_only_a_lead_puts_back():
    author = MemberFactory(show_about=True, about="Find me at the old mill.")
    about = {"insight": None, "member": author, "part": "about"}
    answering.keep_out(
        ReportFactory(rule=ReportRule.SAFETY, **about),
        sentence="So.",
        by=MemberFactory(is_safeguarding_lead=True),
    )
    held = []
    for by in (
        MemberFactory(facilitator=True),
        MemberFactory(facilitator=True, is_safeguarding_lead=True),
    ):
        answering.leave(ReportFactory(rule="unkind", **about), sentence="Kind enough.", by=by)
        author.refresh_from_db()
        held.append(author.about_held_for)

    assert held == ["safety", ""]


def test_without_a_lead_the_pages_say_so_and_the_operator_is_told(client, settings):
    settings.CONTACT_EMAIL = "contact@example.org"
    insight = InsightFactory(audience=Audience.EVERYONE)

    form = client.get(url(insight)).text
    sent_to = client.post(url(insight), sent(rule=ReportRule.SAFETY, words="I fear for her.")).url

    assert ["no safeguarding lead" in page for page in (form, client.get(sent_to).text)] == [
        True
    ] * 2
    (letter,) = OutboxMessage.objects.all()
    assert (letter.to, "I fear" in letter.body) == ("contact@example.org", False)
    assert Report.objects.get().words == "I fear for her."


def test_with_a_lead_only_they_are_told_and_no_word_of_it(client):
    lead = MemberFactory(is_safeguarding_lead=True)
    MemberFactory(is_safeguarding_lead=True, is_active=False)

    client.post(
        url(InsightFactory(audience=Audience.EVERYONE)),
        sent(rule=ReportRule.SAFETY, words="I fear for her."),
    )

    letters = [(message.to, "I fear" in message.body) for message in OutboxMessage.objects.all()]
    assert letters == [(lead.email, False)]


# Any text a member wrote can be reported by whoever may read it.


def ended_need(**changes):
    return InsightFactory(kind="support_need", support_state="met", outcome="They sang.", **changes)


@pytest.fixture
def texts():
    """One of each sort: what it is, where it is shown, how it is reported, a phrase of it."""
    need = ended_need(audience=Audience.EVERYONE)
    profile = MemberFactory(listed=True, show_about=True, about="I juggle budgets.")
    event = EventFactory(why="To meet in the orchard.")
    return {
        "outcome": (need.get_absolute_url(), f"/report/outcome/{need.reference}/", "They sang."),
        "profile": (profile.get_absolute_url(), f"/report/profile/{profile.code}/", "I juggle"),
        "event": (event.get_absolute_url(), f"/report/event/{event.code}/", "in the orchard"),
    }


@pytest.mark.parametrize("sort", ["outcome", "profile", "event"])
def test_a_text_is_reported_from_where_it_stands_taken_out_of_sight_and_put_back(
    client, texts, sort
):
    page, address, phrase = texts[sort]
    facilitator, reader = MemberFactory(facilitator=True), MemberFactory(hat=Sector.COUNCIL)
    client.force_login(reader)
    assert (address in client.get(page).text, phrase in client.get(page).text) == (True, True)

    client.post(address, sent())
    made = Report.objects.get()
    answer_by(client, facilitator, made, "keep-out")
    client.force_login(reader)
    assert (phrase in client.get(page).text, client.get(address).status_code) == (False, 404)
    again = Report.objects.get()
    again.pk, again.state, again.reference = None, ReportState.OPEN, "RP-2222-2222-2222"
    again.save()
    answer_by(client, facilitator, again, "leave")

    client.force_login(reader)
    assert phrase in client.get(page).text


def answer_by(client, facilitator, report, choice):
    client.force_login(facilitator)
    address = f"/moderation/reports/{report.reference}/"
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, {"seen": seen, "choice": choice, "sentence": "So."})


@pytest.mark.parametrize("sort", ["outcome", "event"])
def test_a_visitor_reports_a_text_everyone_reads(client, texts, sort):
    _page, address, phrase = texts[sort]

    status = client.post(address, sent()).url

    assert phrase not in client.get(status).text
    assert Report.objects.get().reporter is None


def test_a_text_that_cannot_be_read_cannot_be_reported(client):
    need, profile = ended_need(), MemberFactory(about="Mine alone.")
    held = ended_need(audience=Audience.EVERYONE, outcome_held_for="unkind")
    addresses = [
        f"/report/outcome/{need.reference}/",
        f"/report/outcome/{held.reference}/",
        f"/report/profile/{profile.code}/",
        "/report/offer/none/",
        "/report/event/none/",
        "/report/summary/none/",
        "/report/nothing/none/",
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 7


def test_three_organisations_hold_a_text_and_its_author_learns_the_rule_alone(client):
    need = ended_need()
    for _ in range(3):
        client.force_login(MemberFactory(hat=Sector.COUNCIL))
        client.post(f"/report/outcome/{need.reference}/", sent())
    need.refresh_from_db()
    client.force_login(need.author)

    page = client.get(f"/insights/{need.reference}/offers/").text

    assert (need.outcome_held_for, need.state) == (ReportRule.IDENTIFIES, State.PUBLISHED)
    assert ("It identifies someone" in page, "three" in page.lower()) == (True, False)
    (letter,) = OutboxMessage.objects.filter(to=need.author.email)
    assert ("It identifies someone" in letter.body, "They sang" in letter.body) == (True, False)


def test_only_the_asker_reports_an_offer_and_of_an_unlinked_need_nobody_is_kept(client):
    asker, helper = MemberFactory(hat=Sector.COUNCIL), MemberFactory()
    need = InsightFactory(kind="support_need", unlinked_by=asker)
    offer = Offer.objects.create(insight=need, helper=helper, message="Crude words.")
    address = f"/report/offer/{offer.pk}/"
    codes = []
    for member in (helper, MemberFactory(facilitator=True)):
        client.force_login(member)
        codes.append(client.post(address, sent()).status_code)
    client.force_login(asker)
    assert address in client.get(f"/insights/{need.reference}/offers/").text

    codes.append(client.post(address, sent()).status_code)

    assert codes == [404, 404, 303]
    assert (Report.objects.get().offer, Report.objects.get().reporter) == (offer, None)
    client.force_login(MemberFactory(facilitator=True))
    assert "Crude words." in client.get(f"/moderation/reports/{Report.objects.get()}/").text


def test_an_askers_report_touches_no_table_but_its_own(client):
    asker = MemberFactory(hat=Sector.COUNCIL)
    need = InsightFactory(kind="support_need", unlinked_by=asker)
    offer = Offer.objects.create(insight=need, helper=MemberFactory(), message="Crude words.")
    client.force_login(asker)
    client.get(f"/report/offer/{offer.pk}/")
    before = every_table()

    client.post(f"/report/offer/{offer.pk}/", sent())

    assert tables_touched(before, every_table()) == {"insights_report"}


def test_narrowing_a_need_takes_its_asker_from_reports_on_offers(client):
    asker = MemberFactory(hat=Sector.COUNCIL)
    need = InsightFactory(kind="support_need", author=asker)
    offer = Offer.objects.create(insight=need, helper=MemberFactory(), message="Crude words.")
    report = ReportFactory(insight=None, offer=offer, part="message", reporter=asker)

    signing.narrow(need, Attribution.SECTOR, by=asker)

    report.refresh_from_db()
    assert report.reporter is None


@pytest.mark.parametrize("count", [1, 3])
def test_safety_costs_the_same_however_many_wait(client, count, django_assert_num_queries):
    for _ in range(count):
        ReportFactory(rule=ReportRule.SAFETY)
    client.force_login(MemberFactory(is_safeguarding_lead=True))
    client.get("/moderation/safety/")

    with django_assert_num_queries(5):
        client.get("/moderation/safety/")
