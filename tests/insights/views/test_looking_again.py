"""Texts a facilitator kept out of sight: once, whoever wrote them asks that another look again."""

import pytest

from community.models import AuditEntry, OutboxMessage
from events.actions import summaries
from insights.actions import answering, reporting
from insights.copies import own_appeals
from insights.enums import Audience
from insights.models import Appeal, KeptOut, Offer, Report
from insights.reportable import subject_of
from members.actions import leaving
from members.enums import LeftWords, Sector, SpacePart
from tests.factories import (
    EventFactory,
    InsightFactory,
    MemberFactory,
    ReportFactory,
    SpaceFactory,
    SpaceMemberFactory,
)
from tests.test_trust_review import every_table, tables_touched

pytestmark = pytest.mark.django_db
ASK, STAYS = "Ask another facilitator to look again", "it stays out of sight."


def ended_need(**changes):
    return InsightFactory(kind="support_need", support_state="met", outcome="They sang.", **changes)


def of_outcome():
    author = MemberFactory()
    need = ended_need(author=author)
    return author, f"/insights/{need.reference}/offers/", {"insight": need, "part": "outcome"}


def of_unlinked_outcome():
    author = MemberFactory(hat=Sector.COUNCIL)
    need = ended_need(unlinked_by=author)
    return author, f"/insights/{need.reference}/offers/", {"insight": need, "part": "outcome"}


def of_offer():
    helper, need = MemberFactory(), InsightFactory(kind="support_need")
    offer = Offer.objects.create(insight=need, helper=helper, message="Buy my course.")
    return helper, "/support/offers/", {"insight": None, "offer": offer, "part": "message"}


def of_profile():
    author = MemberFactory(listed=True, show_about=True, about="I juggle budgets.")
    page = author.get_absolute_url()
    return author, page, {"insight": None, "member": author, "part": "about"}


def of_event():
    author = MemberFactory(organiser=True)
    event = EventFactory(facilitated_by=author, created_by=author, why="To meet in the orchard.")
    page = event.get_absolute_url()
    return author, page, {"insight": None, "space": event.space_ptr, "part": "words"}


def of_summary():
    author, page, about = of_event()
    event = about["space"].event
    event.state = "published"
    event.save()
    summary = summaries.draft(event, by=author)
    block = summary.blocks.get(key="why")
    summaries.edit(block, "Wyn lost her temper.", version=block.version, by=author)
    summaries.publish(summary, by=author)
    return author, f"{page}summary/", {**about, "part": "why"}


SAID = ["They sang.", "Buy my course.", "I juggle", "in the orchard", "Wyn lost her temper."]
SORTS = [of_outcome, of_unlinked_outcome, of_offer, of_profile, of_event, of_summary]


def facilitator_for(about):
    """One who may read it: of a summary, somebody who was there."""
    member = MemberFactory(facilitator=True)
    if about["part"] == "why":
        SpaceMemberFactory(space=about["space"], member=member, part=SpacePart.ATTENDEE)
    return member


def kept_out(about, by, **changes):
    made = ReportFactory(rule="unkind", words="Reported by Rhys.", **about, **changes)
    answering.keep_out(made, sentence="Thank you for telling us.", by=by)
    return KeptOut.objects.latest("pk")


def address(kept):
    return f"/contributions/kept-out/{kept.pk}/appeal/"


def asked(client, author, kept, words="It is a joke."):
    client.force_login(author)
    assert client.post(address(kept), {"words": words}).status_code == 303
    return Appeal.objects.get(kept=kept)


def settle(client, appeal, member, state="allowed"):
    client.force_login(member)
    page = f"/moderation/appeals/{appeal.pk}/"
    return client.post(page, {"state": state, "sentence": "It is clear enough."})


@pytest.mark.parametrize("sort", SORTS)
def test_its_author_asks_and_another_facilitator_puts_it_back(client, sort):
    author, page, about = sort()
    kept = kept_out(about, facilitator_for(about))
    client.force_login(author)
    before = client.get(page).text
    form = client.get(address(kept)).text
    appeal = asked(client, author, kept)
    waits = client.get(page).text

    other = facilitator_for(about)
    client.force_login(other)
    line = f"/moderation/appeals/{appeal.pk}/" in client.get("/moderation/?sort=appeal").text
    read = client.get(f"/moderation/appeals/{appeal.pk}/").text
    answer = settle(client, appeal, other)

    client.force_login(author)
    after = client.get(page).text
    text = next(it for it in SAID if it in subject_of(kept).text)
    assert (ASK in before, address(kept) in before, text in form, line) == (True,) * 4
    assert ("It is a joke." in read, text in read, answer.status_code) == (True, True, 303)
    assert ("You asked. Another" in waits, ASK in waits, ASK in after) == (True, False, False)
    assert ("it is back in sight." in after, "It is clear enough." in after) == (True, True)
    assert subject_of(KeptOut.objects.get()).is_shown
    for told in (before, form, waits, after):
        assert ("Reported by Rhys." in told, "Thank you for telling us." in told) == (False, False)


@pytest.mark.parametrize("sort", SORTS)
def test_nobody_else_finds_it_and_only_another_facilitator_decides(client, sort):
    author, page, about = sort()
    first = facilitator_for(about)
    kept = kept_out(about, first)
    appeal = asked(client, author, kept)
    author.is_facilitator = True
    author.save()
    strangers = [MemberFactory(), MemberFactory(administrator=True), first]
    answers = []
    for member in strangers:
        client.force_login(member)
        never = client.get("/contributions/kept-out/999999/appeal/")
        for found in (
            client.get(address(kept)),
            client.post(address(kept), {"words": "Mine."}),
        ):
            answers.append((found.status_code, len(found.content) == len(never.content)))
        assert ASK not in client.get(page).text
    decided = [settle(client, appeal, it).status_code for it in (first, author, strangers[0])]

    assert answers == [(404, True)] * 6
    assert decided == [404] * 3
    assert (Appeal.objects.get().state, subject_of(kept).is_shown) == ("open", False)


def test_dismissed_it_stays_and_is_not_asked_again(client):
    author, page, about = of_profile()
    kept = kept_out(about, MemberFactory(facilitator=True))
    appeal = asked(client, author, kept)
    settle(client, appeal, MemberFactory(facilitator=True, name="Fay"), "dismissed")
    late = settle(client, appeal, MemberFactory(facilitator=True))
    asked(client, author, kept, "Again.")
    shown = client.get(page).text
    kept_out(about, MemberFactory(facilitator=True))

    assert (late.status_code, "Fay" in late.text) == (409, True)
    assert (STAYS in shown, "It is clear enough." in shown, ASK in shown) == (True, True, False)
    assert [it.words for it in Appeal.objects.all()] == ["It is a joke."]
    assert KeptOut.objects.count() == 1
    assert AuditEntry.objects.filter(verb="appeal.dismissed").get().thing == (
        f"page of member {author.code}"
    )


def test_other_words_end_it_and_held_anew_the_old_decision_is_not_of_them(client):
    author, page, about = of_profile()
    kept = kept_out(about, MemberFactory(facilitator=True))
    appeal = asked(client, author, kept)
    type(author).objects.filter(pk=author.pk).update(about="Other words.", about_held_for="")
    lapsed = settle(client, appeal, MemberFactory(facilitator=True)).status_code
    reporting.hold(subject_of(kept), "unkind")

    client.force_login(author)
    shown = client.get(page).text
    assert (lapsed, ASK in shown, "You asked" in shown) == (409, False, False)
    assert settle(client, appeal, MemberFactory(facilitator=True)).status_code == 409


def test_after_three_reports_held_it_its_author_is_told_what_a_facilitator_decided(client):
    author, _page, about = of_profile()
    for _each in range(3):
        subject, by = subject_of(Report(**about)), MemberFactory(hat=Sector.COUNCIL)
        complaint = reporting.Complaint(rule="unkind", words="", form_key="k")
        reporting.report(subject, complaint, by=by)
    first = Report.objects.first()
    client.force_login(author)
    held = client.get(author.get_absolute_url()).text
    answering.keep_out(first, sentence="So.", by=MemberFactory(facilitator=True))

    letters = OutboxMessage.objects.filter(to=author.email).order_by("pk")
    assert [("is held" in it.subject, "stays out" in it.subject) for it in letters] == [
        (True, False),
        (False, True),
    ]
    assert ("It attacks" in letters[1].body, author.get_absolute_url() in letters[1].body) == (
        True,
        True,
    )
    assert (ASK in held, ASK in client.get(author.get_absolute_url()).text) == (False, True)


def test_a_worry_about_safety_leaves_nothing_to_appeal():
    _author, _page, about = of_profile()
    made = ReportFactory(rule="safety", **about)
    answering.keep_out(made, sentence="So.", by=MemberFactory(is_safeguarding_lead=True))

    assert (KeptOut.objects.count(), subject_of(made).is_shown) == (0, False)


def test_what_a_lead_keeps_out_meanwhile_no_appeal_puts_back(client):
    author, page, about = of_profile()
    kept = kept_out(about, MemberFactory(facilitator=True))
    appeal = asked(client, author, kept)
    lead = MemberFactory(is_safeguarding_lead=True)
    answering.keep_out(ReportFactory(rule="safety", **about), sentence="So.", by=lead)

    late = settle(client, appeal, MemberFactory(facilitator=True)).status_code

    client.force_login(author)
    shown = client.get(page).text
    author.refresh_from_db()
    assert (late, author.about_held_for, "safety" in shown, ASK in shown) == (
        409,
        "safety",
        False,
        False,
    )


def test_of_an_unlinked_need_nothing_but_the_appeal_is_written(client):
    author, page, about = of_unlinked_outcome()
    kept = kept_out(about, MemberFactory(facilitator=True))
    client.force_login(author)
    client.get(address(kept))
    before = every_table()

    client.post(address(kept), {"words": "Look again."})
    client.get(page)

    assert tables_touched(before, every_table()) == {"insights_appeal"}
    assert AuditEntry.objects.filter(actor=author).count() == 0


def test_where_nobody_else_facilitates_the_event_one_of_the_community_decides(client):
    """Of a need that only its people read, unless a funder; of a summary too."""
    space, first = SpaceFactory(), MemberFactory(facilitator=True)
    SpaceMemberFactory(space=space, member=first)
    author = MemberFactory()
    need = ended_need(author=author, audience=Audience.EVENT, space=space)
    made = [kept_out({"insight": need, "part": "outcome"}, first)]
    organiser, _page, about = of_summary()
    made += [kept_out(about, facilitator_for(about))]
    appeals = [asked(client, by, kept) for by, kept in zip((author, organiser), made, strict=True)]
    funder = MemberFactory(facilitator=True, hat=Sector.FUNDER)
    outsider = MemberFactory(facilitator=True)

    found = [[settle(client, it, by).status_code for it in appeals] for by in (funder, outsider)]

    assert found == [[404, 404], [303, 303]]


@pytest.mark.parametrize("count", [1, 3])
def test_offers_cost_the_same_however_many_are_out_of_sight(
    client, count, django_assert_num_queries
):
    helper = MemberFactory()
    for _each in range(count):
        need = InsightFactory(kind="support_need")
        offer = Offer.objects.create(insight=need, helper=helper, message="Buy.")
        about = {"insight": None, "offer": offer, "part": "message"}
        kept_out(about, MemberFactory(facilitator=True))
    client.force_login(helper)
    client.get("/support/offers/")

    with django_assert_num_queries(7):
        assert client.get("/support/offers/").text.count(ASK) == count


@pytest.mark.parametrize("sort", [of_outcome, of_unlinked_outcome, of_offer, of_profile])
def test_what_they_asked_is_in_their_copy_and_goes_with_them(client, sort):
    author, _page, about = sort()
    asked(client, author, kept_out(about, MemberFactory(facilitator=True)))
    of_event_too, _its_page, its = of_event()
    asked(client, of_event_too, kept_out(its, MemberFactory(facilitator=True)), "It is ours.")

    copied = [[row["words"] for row in own_appeals(it).rows] for it in (author, of_event_too)]
    leaving.erase([(author, LeftWords.REMOVE)])

    left = {it.words for it in Appeal.objects.all()}
    stays = {"It is a joke."} if sort is of_unlinked_outcome else set()
    assert (copied, left) == ([["It is a joke."], []], {"It is ours.", *stays})
