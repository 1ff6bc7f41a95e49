"""Check-back by link: nobody is named, a person counts once, nothing is published over a request."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from community.http import TooMuch
from community.models import AuditEntry, OutboxMessage
from events.actions import check_back, checking, publishing, sorting
from events.actions.checking import Said
from events.enums import EventState
from events.keeping import forget_check_proofs
from events.models import AskedOut, CheckAnswer, CheckLink, Sender, ThemeCheck
from insights.models import Insight
from tests.factories import EventFactory, MemberFactory, NoteFactory, ThemeFactory
from tests.lives import everything_kept
from tests.threads import at_once


@pytest.fixture
def event(facilitator):
    return EventFactory(facilitated_by=facilitator, state=EventState.CHECKING_BACK)


@pytest.fixture
def theme(event):
    theme = ThemeFactory(event=event, title="Short funding", definition="Money ends.")
    theme.notes.add(NoteFactory(event=event))
    return theme


@pytest.fixture
def link(event, facilitator):
    return checking.open_link(event, days=7, people_there=23, by=facilitator)


def phone():
    return Sender.form(uuid.uuid4())


def answer(link, theme, sender=None, codes=(), why="Too short"):
    said = {theme.pk: Said(is_it=not why, reason=why, wording=1)} if theme else {}
    checking.answer(link, said, codes, sender=sender or phone())


# Leaks first


def test_an_answer_holds_no_member_and_nothing_two_answers_share(link, theme):
    member = MemberFactory()
    other = ThemeFactory(event=theme.event)
    said = {it.pk: Said(is_it=False, reason="Too short", wording=1) for it in (theme, other)}

    checking.answer(link, said, [], sender=Sender.member(member))

    names = [field.name for model in ANSWERS for field in model._meta.fields]
    proofs = {*CheckAnswer.objects.values_list("proof"), *ThemeCheck.objects.values_list("proof")}
    assert names == [
        *("id", "event", "proof"),
        *("id", "theme", "proof", "is_it", "reason", "wording"),
        *("note", "kept_reason"),
    ]
    assert len(proofs) == 3


ANSWERS = (CheckAnswer, ThemeCheck, AskedOut)


def test_answering_writes_nothing_that_depends_on_who_answers(link, theme):
    member = MemberFactory()
    before = everything_kept()

    answer(link, theme, Sender.member(member))

    after = everything_kept()
    touched = {table for table, rows in after.items() if rows != before[table]}
    assert touched == {"events_checkanswer", "events_themecheck", "events_event"}


# Counting


def test_a_second_answer_of_a_person_takes_the_place_of_the_first(event, link, theme):
    member, other = MemberFactory(), ThemeFactory(event=event)
    answer(link, theme, Sender.member(member))
    answer(link, other, Sender.member(member), why="Not like this")

    found = ThemeCheck.objects.values_list("theme", "reason")
    assert (list(found), CheckAnswer.objects.count()) == ([(other.pk, "Not like this")], 1)


def test_a_form_sent_twenty_times_at_once_is_one_answer(db_at_once, facilitator):
    event = EventFactory(facilitated_by=facilitator, state=EventState.CHECKING_BACK)
    theme = ThemeFactory(event=event)
    note = NoteFactory(event=event)
    link = checking.open_link(event, days=7, people_there=23, by=facilitator)
    sender = phone()

    done = at_once(*[lambda: answer(link, theme, sender, [note.code])] * 20)

    counts = [model.objects.count() for model in ANSWERS]
    event.refresh_from_db()
    assert (done, counts, event.checked_by) == ([None] * 20, [1, 1, 1], 1)


def test_twenty_people_at_once_are_twenty(db_at_once, facilitator):
    event = EventFactory(facilitated_by=facilitator, state=EventState.CHECKING_BACK)
    theme = ThemeFactory(event=event)
    link = checking.open_link(event, days=7, people_there=23, by=facilitator)

    done = at_once(*[lambda: answer(link, theme)] * 20)

    event.refresh_from_db()
    assert (done, ThemeCheck.objects.count(), event.checked_by) == ([None] * 20, 20, 20)


@pytest.fixture
def db_at_once(transactional_db):
    """Threads see what is committed."""


@pytest.mark.parametrize(
    ("counts", "stands"),
    [((None, 2), 2), ((1, 2), 2), ((3, 2), 3), ((3, 5), 4), ((None, 5), 4)],
)
def test_the_larger_count_stands_and_never_more_than_were_there(
    event, theme, facilitator, counts, stands
):
    told, answered = counts
    link = checking.open_link(event, days=7, people_there=4, by=facilitator)
    if told:
        day = event.held_on
        check_back.record(event, checked_by=told, people_there=4, checked_on=day, by=facilitator)

    for _one in range(answered):
        answer(link, theme)

    event.refresh_from_db()
    assert (event.checked_by, event.people_there) == (stands, 4)


def test_what_is_told_by_voice_afterwards_is_no_less_than_what_came(
    event, link, theme, facilitator
):
    answer(link, theme), answer(link, theme)

    day = event.held_on
    check_back.record(event, checked_by=1, people_there=23, checked_on=day, by=facilitator)

    event.refresh_from_db()
    assert event.checked_by == 2


def test_what_insights_say_equals_the_answers_that_are_stored(event, link, theme, facilitator):
    for _one in range(11):
        answer(link, theme)

    publishing.publish(event, by=facilitator)

    found = Insight.objects.values_list("checked_by", "people_there")
    assert list(found) == [(CheckAnswer.objects.count(), 23)] == [(11, 23)]


def test_more_answers_than_we_take_are_refused(event, link, theme, monkeypatch):
    monkeypatch.setattr(checking, "MOST_ANSWERS", 1)
    answer(link, theme)

    with pytest.raises(TooMuch):
        answer(link, theme)

    assert (CheckAnswer.objects.count(), ThemeCheck.objects.count()) == (1, 1)


# Closing


def renewed(event, by):
    checking.renew_link(event, by=by)


def past(event, by):
    CheckLink.objects.update(closes_on=timezone.localdate() - dt.timedelta(days=1))


def published(event, by):
    publishing.publish(event, by=by)


@pytest.mark.parametrize("closed", [renewed, past, published, checking.close_link])
def test_a_closed_link_stores_nothing(event, link, theme, facilitator, closed):
    closed(event, by=facilitator)

    with pytest.raises(checking.LinkClosed):
        answer(link, theme, codes=[event.notes.get().code])

    assert [model.objects.count() for model in ANSWERS] == [0, 0, 0]


def test_a_link_takes_answers_through_its_last_day(event, link, theme):
    CheckLink.objects.update(closes_on=timezone.localdate())

    answer(link, theme)

    assert CheckAnswer.objects.count() == 1


def test_a_theme_that_is_gone_is_told_and_nothing_is_stored(link, theme):
    gone = ThemeFactory(event=theme.event)
    said = {it.pk: Said(is_it=True, reason="", wording=1) for it in (theme, gone)}
    gone.delete()

    with pytest.raises(checking.ThemesChanged):
        checking.answer(link, said, [], sender=phone())

    assert CheckAnswer.objects.count() == 0


@pytest.mark.parametrize("state", [EventState.SORTING, EventState.PUBLISHED, EventState.CANCELLED])
def test_only_an_event_that_checks_back_has_a_link(facilitator, state):
    event = EventFactory(facilitated_by=facilitator, state=state)

    with pytest.raises(checking.NotCheckingBack):
        checking.open_link(event, days=7, people_there=5, by=facilitator)


def test_opening_again_keeps_the_address_and_renewing_does_not(event, link, facilitator):
    again = checking.open_link(event, days=30, people_there=23, by=facilitator)
    other = checking.renew_link(event, by=facilitator)

    day = timezone.localdate() + dt.timedelta(days=30)
    assert (again.code, other.code == link.code) == (link.code, False)
    assert (again.closes_on, other.closes_on) == (day, day)


def test_proofs_go_when_themes_are_published(event, link, theme, facilitator):
    answer(link, theme)
    checking.close_link(event, by=facilitator)

    publishing.publish(event, by=facilitator)

    kept = [*CheckAnswer.objects.values_list("proof"), *ThemeCheck.objects.values_list("proof")]
    assert kept == [(None,), (None,)]


def test_proofs_go_30_days_after_the_last_day(event, link, theme):
    answer(link, theme)
    late = dt.datetime(2026, 5, 31, tzinfo=dt.UTC)

    CheckLink.objects.update(closes_on=late.date())
    forget_check_proofs(late)
    before = CheckAnswer.objects.filter(proof=None).count()
    forget_check_proofs(late + dt.timedelta(days=1))

    assert (before, CheckAnswer.objects.filter(proof=None).count()) == (0, 1)


# Leaving notes out


def asked_for(event, link, *, answers=3):
    """A note somebody asks to be left out, and so many answers in all."""
    note = NoteFactory(event=event, left_out_reason="")
    event.themes.get().notes.add(note)
    answer(link, None, codes=[note.code])
    for _one in range(answers - 1):
        answer(link, event.themes.get())
    return note


def test_nothing_is_published_while_a_request_is_not_settled(event, link, theme, facilitator):
    note = asked_for(event, link)

    with pytest.raises(publishing.NotSettled):
        publishing.publish(event, by=facilitator)
    checking.keep(event, note.code, "It names nobody", by=facilitator)

    assert publishing.publish(event, by=facilitator).made == 1


def test_leaving_notes_out_one_by_one_does_not_show_which_was_asked_for(
    event, link, theme, facilitator
):
    note = asked_for(event, link, answers=2)
    sorting.leave_out(event, [note.code], "A guess", by=facilitator)

    with pytest.raises(publishing.NotRead):
        publishing.publish(event, by=facilitator)
    checking.close_link(event, by=facilitator)

    assert publishing.publish(event, by=facilitator).made == 1


def test_a_note_left_out_counts_no_more(event, link, theme, facilitator):
    note = asked_for(event, link)

    checking.leave_out(event, note.code, by=facilitator)
    publishing.publish(event, by=facilitator)

    note.refresh_from_db()
    assert (note.left_out_reason, Insight.objects.get().note_count) == (
        "Asked for in check-back",
        1,
    )


def test_a_note_put_back_is_to_settle_again(event, link, theme, facilitator):
    note = asked_for(event, link)
    checking.leave_out(event, note.code, by=facilitator)

    sorting.put_back(event, [note.code], by=facilitator)

    assert [it.note for it in AskedOut.objects.unsettled()] == [note]


def test_a_request_stands_when_its_sender_answers_again_without_it(event, link, theme):
    member = Sender.member(MemberFactory())
    answer(link, theme, member, codes=[event.notes.get().code])

    answer(link, theme, member)

    assert AskedOut.objects.unsettled().count() == 1


def test_two_who_ask_for_one_note_are_one_request(event, link, theme):
    code = event.notes.get().code

    answer(link, None, codes=[code]), answer(link, None, codes=[code])

    assert (AskedOut.objects.count(), CheckAnswer.objects.count()) == (1, 2)


def test_a_note_of_another_event_is_not_asked_for(event, link, theme):
    answer(link, theme, codes=[NoteFactory().code])

    assert AskedOut.objects.count() == 0


@pytest.mark.parametrize("settle", ["leave_out", "keep"])
def test_a_request_is_not_settled_before_three_answered_nor_twice(
    event, link, theme, facilitator, settle
):
    note = asked_for(event, link, answers=2)
    act = getattr(checking, settle)
    words = ["Because"] if settle == "keep" else []

    with pytest.raises(checking.AlreadySettled):
        act(event, note.code, *words, by=facilitator)
    answer(link, theme)
    act(event, note.code, *words, by=facilitator)
    with pytest.raises(checking.AlreadySettled):
        act(event, note.code, *words, by=facilitator)

    assert AskedOut.objects.unsettled().count() == 0


# Mail


def test_mail_goes_to_everybody_with_an_account_once_a_day_and_holds_no_theme(
    event, link, theme, facilitator
):
    there, going, waiting = MemberFactory(), MemberFactory(), MemberFactory()
    event.attendances.create(member=there)
    event.registrations.create(member=going, state="going")
    event.registrations.create(member=waiting, state="waiting")
    gone = MemberFactory(is_active=False)
    event.attendances.create(member=gone)

    count = checking.mail_link(event, by=facilitator)
    with pytest.raises(checking.MailedToday):
        checking.mail_link(event, by=facilitator)

    sent = list(OutboxMessage.objects.all())
    assert (count, {it.to for it in sent}) == (3, {it.email for it in (facilitator, there, going)})
    assert len(sent) == 3
    body = sent[0].body
    assert (event.title in body, link.get_absolute_url() in body) == (True, True)
    assert [word for word in (theme.title, theme.definition) if word in body] == []


def test_a_closed_link_is_not_mailed(event, link, facilitator):
    checking.close_link(event, by=facilitator)

    with pytest.raises(checking.LinkClosed):
        checking.mail_link(event, by=facilitator)

    assert OutboxMessage.objects.count() == 0


def test_the_log_names_no_answer(event, link, theme, facilitator):
    answer(link, theme, Sender.member(MemberFactory()), codes=[event.notes.get().code])

    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["check_link.opened"]
