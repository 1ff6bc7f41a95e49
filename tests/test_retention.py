"""Every table has a class, written down for people too, and what is past its class goes by itself."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from community.actions import audit, mail
from community.actions.forgetting import forget_what_is_past
from community.models import AuditEntry
from community.retention import DAYS, Stay, every_table
from events.models import CheckAnswer, NoteBatch, ThemeCheck
from insights.models import Draft, Report
from members.models import DataCopy, Erasure, Recovery, RecoveryVoice
from members.sessions import SessionStore
from tests.events.coming import come, open_event
from tests.factories import MemberFactory, NoteBatchFactory, ReportFactory, ThemeFactory
from tests.lives import everything_kept

PAGE = Path(__file__).parents[1] / "docs" / "retention.md"
NOW = dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC)
TWO_YEARS = dt.timedelta(days=730)


def limited():
    return {kept.table for kept in every_table() if kept.stay in DAYS}


@pytest.mark.django_db
def test_every_table_of_the_database_has_one_class():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        tables = sorted(name for (name,) in cursor.fetchall())

    assert sorted(kept.table for kept in every_table()) == tables


def test_what_has_a_limit_can_forget_and_nothing_else_does():
    assert {kept.table for kept in every_table() if kept.forget} == limited()
    assert {Stay(kept.stay) for kept in every_table()} == set(Stay)


def test_the_page_lists_what_the_code_does():
    rows = [f"| `{kept.table}` | {kept.what} | {Stay(kept.stay).label} |" for kept in every_table()]
    written = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]

    assert sorted(written) == sorted(rows)


def something_of_everything():
    """A row in every table that has a limit."""
    member = MemberFactory()
    SessionStore().create()
    cache.set("tries", 1, timeout=60)
    audit.record("insight.publish", "CH-22222", by=None)
    mail.post(to="lost@example.org", subject="Hello", body="Hello")
    DataCopy.objects.create(member=member, ready_at=timezone.now())
    lost = Recovery.objects.create(member=member, new_email="new@example.org")
    RecoveryVoice.objects.create(recovery=lost, facilitator=MemberFactory(), reason="I know them.")
    Erasure.objects.create(digest="0" * 64, words="keep")
    LogEntry.objects.create(user=member, action_flag=2, action_time=timezone.now())
    Draft.objects.create(member=member, fields={"attribution": "named"})
    ReportFactory(reporter=member)
    NoteBatchFactory(raw="- what a room said")
    come(open_event(), needs="A quiet room", member=member)
    somebody_answered()


def somebody_answered():
    """Through a check-back link that is open today."""
    theme = ThemeFactory()
    today = timezone.localdate()
    theme.event.check_links.create(closes_on=today)
    theme.event.check_answers.create(proof="a" * 64)
    theme.checks.create(proof="b" * 64, is_it=False, reason="Not like this")


def let_jobs_age():
    """The queue keeps time by the database’s own clock, which no test can move."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '40 days'")


def left():
    return {table for table, rows in everything_kept().items() if rows and table in limited()}


@pytest.mark.django_db
def test_after_two_years_only_what_is_kept_for_three_is_left():
    with time_machine.travel(NOW, tick=False):
        something_of_everything()
        everywhere = left()
    let_jobs_age()
    with time_machine.travel(NOW + TWO_YEARS, tick=False):
        forget_what_is_past()

    assert everywhere == limited()
    stays = {"events_notebatch", "events_checkanswer", "events_themecheck"}
    assert left() == {"community_auditentry", "insights_report"} | stays
    assert NoteBatch.objects.get().raw == ""
    assert (CheckAnswer.objects.get().proof, ThemeCheck.objects.get().proof) == (None, None)


@pytest.mark.django_db
def test_a_day_later_nothing_is_gone():
    with time_machine.travel(NOW, tick=False):
        something_of_everything()
    before = everything_kept()
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        forget_what_is_past()

    assert everything_kept() == before


@pytest.mark.django_db
def test_after_three_years_the_record_goes_too():
    with time_machine.travel(timezone.now() - dt.timedelta(days=1096), tick=False):
        something_of_everything()
    audit.record("insight.publish", "CH-33333", by=None)

    forget_what_is_past()

    assert [entry.thing for entry in AuditEntry.objects.all()] == ["CH-33333"]
    assert not Report.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["delete", "thing", "verb", "actor"])
def test_the_database_refuses_to_change_or_drop_a_line_that_is_younger(change):
    audit.record("insight.publish", "CH-22222", by=MemberFactory(facilitator=True))
    lines = AuditEntry.objects.all()
    acts = {
        "delete": lines.delete,
        "thing": lambda: lines.update(thing=""),
        "verb": lambda: lines.update(verb="insight.remove"),
        "actor": lambda: lines.update(actor=None),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        acts[change]()


@pytest.mark.django_db
def test_forgetting_a_person_changes_nothing_else_of_a_line():
    member, other = MemberFactory(facilitator=True), MemberFactory(facilitator=True)
    audit.record("insight.publish", "CH-22222", by=member, why="clear")
    audit.record("member.opened", member.code, by=other)

    audit.forget(member, known_as=member.code)

    assert list(
        AuditEntry.objects.order_by("pk").values_list("actor", "verb", "thing", "details")
    ) == [
        (None, "insight.publish", "CH-22222", {"why": "clear"}),
        (other.pk, "member.opened", "", {}),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.update(actor=None)
