"""Whose an answer is cannot be shown once its member leaves, nor when it came once a night has passed."""

import uuid

import pytest
from django.db import connection

from events.actions import checking, forgetting
from events.actions.checking import Said
from events.enums import EventState
from events.models import CheckAnswer, Sender, ThemeCheck
from events.registrations import leaving
from events.tasks import mix_answers
from members.enums import LeftWords
from tests.factories import EventFactory, MemberFactory, NoteFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(facilitator):
    event = EventFactory(facilitated_by=facilitator, state=EventState.CHECKING_BACK)
    theme = ThemeFactory(event=event)
    theme.notes.add(NoteFactory(event=event))
    checking.open_link(event, days=7, people_there=23, by=facilitator)
    return theme


def answer(theme, sender):
    link = theme.event.check_links.get()
    said = {theme.pk: Said(is_it=False, reason="Too short", wording=1)}
    checking.answer(link, said, [theme.notes.get().code], sender=sender)


def proofs():
    return [{*model.objects.values_list("proof", flat=True)} for model in (CheckAnswer, ThemeCheck)]


def written_by(table):
    """Which transactions wrote the rows last."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text FROM {table}")  # noqa: S608 - our own table
        return [number for (number,) in cursor.fetchall()]


TABLES = ["events_checkanswer", "events_themecheck", "events_askedout"]


def test_nobody_can_show_what_a_member_who_left_answered(theme):
    robin, other = Sender.member(gone := MemberFactory()), Sender.form(uuid.uuid4())
    answer(theme, robin), answer(theme, other)
    event, pk = theme.event_id, theme.pk

    leaving.erase([(gone, LeftWords.KEEP)])

    answers, checks = proofs()
    assert (len(answers), len(checks)) == (2, 2)
    assert robin.proof("event", event) not in answers
    assert robin.proof("theme", pk) not in checks
    assert (other.proof("event", event) in answers, other.proof("theme", pk) in checks) == (
        True,
        True,
    )
    assert {len(proof) for proof in answers | checks} == {64}


def test_a_proof_let_go_is_written_together_with_all_others(theme):
    robin = MemberFactory()
    answer(theme, Sender.member(robin)), answer(theme, Sender.member(MemberFactory()))

    forgetting.let_go_of_members([robin])

    assert [len(set(written_by(table))) for table in TABLES[:2]] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_after_a_night_the_database_does_not_say_which_answer_came_first(theme):
    for _one in range(2):
        answer(theme, Sender.form(uuid.uuid4()))
    before = [len(set(written_by(table))) for table in TABLES]

    mix_answers(0)

    after = [len(set(written_by(table))) for table in TABLES]
    assert (before, after) == ([2, 2, 1], [1, 1, 1])
    assert [it.reason for it in ThemeCheck.objects.all()] == ["Too short"] * 2
