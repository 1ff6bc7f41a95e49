"""Leaving: seven days to change one’s mind, then nothing that names the member is left anywhere."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from community.actions import mail as posting
from community.models import OutboxMessage
from members import nightly, policies
from members.actions import leaving
from members.enums import LeftWords, Sector
from members.models import Closing, Erasure, Member, Session
from members.models.leaving import erased_digest
from members.sessions import SessionStore
from tests.factories import InsightFactory, MemberFactory
from tests.lives import everything_kept

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
A_WEEK = dt.timedelta(days=7, minutes=1)


@pytest.fixture
def robin():
    return MemberFactory(name="Robin Quillfeather", email="robin@quill.example", hat=Sector.COUNCIL)


def at(moment):
    return time_machine.travel(moment, tick=False)


def test_closing_ends_every_session_of_the_member_and_of_nobody_else(robin):
    mine, other = Client(), Client()
    mine.force_login(robin)
    other.force_login(MemberFactory())
    by_code = SessionStore()
    by_code["account_login"] = {"email": "Robin@quill.example"}
    by_code.create()

    leaving.close(LeftWords.KEEP, by=robin)

    assert list(Session.objects.values_list("pk", flat=True)) == [other.session.session_key]


def test_closing_tells_by_mail_and_asked_twice_keeps_the_day(robin):
    with at(NOON):
        leaving.close(LeftWords.KEEP, by=robin)
    with at(NOON + dt.timedelta(days=2)):
        leaving.close(LeftWords.REMOVE, by=robin)

    closing = Closing.objects.get()
    assert (closing.words, closing.erase_at) == ("remove", NOON + dt.timedelta(days=7))
    message = OutboxMessage.objects.get()
    assert (message.to, message.subject) == (robin.email, "Your account will close")
    assert "27 November 2026, 12:00" in message.body


def test_a_member_who_is_to_leave_is_out_of_the_directory_at_once(robin):
    Member.objects.update(listed=True)
    reader = MemberFactory(listed=False)
    leaving.close(LeftWords.KEEP, by=robin)

    assert list(Member.objects.visible_to(reader)) == [reader]


def test_staying_within_the_seven_days_leaves_all_as_it_was(robin):
    with at(NOON):
        leaving.close(LeftWords.KEEP, by=robin)
    with at(NOON + dt.timedelta(days=6, hours=23)):
        leaving.stay(by=robin)
    with at(NOON + A_WEEK):
        nightly.erase_those_due(0)

    assert (Member.objects.get(), Closing.objects.count()) == (robin, 0)


def test_staying_is_too_late_once_the_days_are_over(robin):
    with at(NOON):
        leaving.close(LeftWords.KEEP, by=robin)
    with at(NOON + A_WEEK), pytest.raises(leaving.TooLate):
        leaving.stay(by=robin)


def test_the_night_before_nothing_happens_and_the_night_after_the_name_is_nowhere(robin):
    with at(NOON):
        leaving.close(LeftWords.KEEP, by=robin)
    Client().force_login(robin)
    waiting = posting.post(to="ally@example.org", subject="Met", body=f"Write to {robin.email}")
    with at(NOON + dt.timedelta(days=6)):
        nightly.erase_those_due(0)
    before = Member.objects.filter(pk=robin.pk).exists()
    with at(NOON + A_WEEK):
        nightly.erase_those_due(0)
        nightly.erase_those_due(0)

    kept = "\n".join(everything_kept().values()).lower()
    assert (before, Member.objects.count()) == (True, 0)
    assert [word for word in ("quillfeather", "robin@", robin.code) if word in kept] == []
    assert not OutboxMessage.objects.filter(pk=waiting.pk).exists()
    assert Erasure.objects.count() == 1


def test_the_last_administrator_stays(robin):
    last = MemberFactory(administrator=True)
    with pytest.raises(leaving.LastAdministrator):
        leaving.close(LeftWords.KEEP, by=last)

    other = MemberFactory(administrator=True)
    assert policies.can_leave(last)
    leaving.close(LeftWords.KEEP, by=other)
    assert not policies.can_leave(last)


def written_ledger():
    out = StringIO()
    call_command("erasures", "write", stdout=out)
    return out.getvalue()


def back_from_a_backup(member, pk):
    """The row an older backup brings back, and what it wrote unlinked."""
    again = MemberFactory(pk=pk, code=member.code, name=member.name, email=member.email)
    return again, InsightFactory(unlinked_by=again)


def test_the_ledger_erases_again_whom_an_older_backup_brings_back(robin, tmp_path):
    pk = robin.pk
    leaving.erase([(robin, LeftWords.REMOVE)])
    file = tmp_path / "ledger"
    file.write_text(written_ledger())
    again, words = back_from_a_backup(robin, pk)
    bystander = MemberFactory()
    Erasure.objects.all().delete()
    out = StringIO()

    call_command("erasures", "apply", str(file), stdout=out)

    words.refresh_from_db()
    assert list(Member.objects.all()) == [bystander]
    assert (words.is_owned_by(again), words.body) == (False, "What is happening.")
    assert out.getvalue() == "1 of 1 were back, and are erased.\n"
    assert Erasure.objects.count() == 1


def test_the_ledger_names_nobody(robin):
    digest = erased_digest(robin)
    leaving.erase([(robin, LeftWords.KEEP)])

    assert written_ledger() == f"{timezone.localdate()} {digest} keep\n"


def test_a_file_that_is_no_ledger_erases_nobody(robin, tmp_path):
    file = tmp_path / "ledger"
    file.write_text(f"2026-11-20 {erased_digest(robin)} remove\nnonsense\n")

    with pytest.raises(CommandError):
        call_command("erasures", "apply", str(file))
    assert Member.objects.count() == 1
