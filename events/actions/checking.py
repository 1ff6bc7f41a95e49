"""Check-back by link: open it, hand it round, answer, settle what was asked to be left out.

An answer is stored under proofs that say neither who gave it nor which other answer is theirs; no line of the
log is written for it.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.actions import audit, mail
from community.http import TooMuch
from events.actions import sorting
from events.actions.planning import locked
from events.actions.provenance import recount
from events.answers import current_link, may_be_settled
from events.enums import EventState, Place
from events.models import AskedOut, CheckAnswer, CheckLink, Event, Sender, ThemeCheck
from members.models import Member

DAYS = 7
MOST_ANSWERS = 1_000


class NotCheckingBack(Exception):
    """The event has not come to checking back, or has gone on."""


class LinkClosed(Exception):
    """The link was renewed, its last day is over, or the themes are published."""


class ThemesChanged(Exception):
    """A theme that was answered is gone."""


class MailedToday(Exception):
    """Everybody has it in their mailbox."""


class AlreadySettled(Exception):
    """Another facilitator has dealt with it, or it is not shown yet."""


@dataclass(frozen=True)
class Said:
    """What one person says to one theme, in the wording they read."""

    is_it: bool
    reason: str
    wording: int


@transaction.atomic
def open_link(event: Event, *, days: int, people_there: int, by: Member) -> CheckLink:
    """Answers are taken until so many days from today. An open link keeps its address."""
    event = _checking_back(event)
    closes_on = CheckLink.last_day(days)
    link, _made = CheckLink.objects.update_or_create(
        event=event, is_current=True, defaults={"closes_on": closes_on}
    )
    event.people_there = people_there
    event.save(update_fields=["people_there"])
    count(event)
    audit.record("check_link.opened", event.code, by=by, closes_on=str(closes_on))
    return link


@transaction.atomic
def renew_link(event: Event, *, by: Member) -> CheckLink:
    """A new address until the same day; the old one says that it is closed. Answers stay."""
    event = _checking_back(event)
    old = current_link(event)
    if old is None:
        raise NotCheckingBack
    old.is_current = False
    old.save(update_fields=["is_current"])
    audit.record("check_link.renewed", event.code, by=by)
    return CheckLink.objects.create(event=event, closes_on=old.closes_on)


@transaction.atomic
def close_link(event: Event, *, by: Member) -> None:
    """Today is too late already. It can be opened again."""
    event = _checking_back(event)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    closed = event.check_links.filter(is_current=True, closes_on__gt=yesterday)
    if closed.update(closes_on=yesterday):
        audit.record("check_link.closed", event.code, by=by)


@transaction.atomic
def mail_link(event: Event, *, by: Member) -> int:
    """To everybody with an account who registered, was noted as there or is on the list. To how many."""
    event = _checking_back(event)
    link = current_link(event)
    if link is None or not link.is_open:
        raise LinkClosed
    if link.mailed_on == timezone.localdate():
        raise MailedToday
    link.mailed_on = timezone.localdate()
    link.save(update_fields=["mailed_on"])
    members = _people_of(event)
    for member in members:
        mail.post_template(
            "events/mail/check", to=member.email, context={"event": event, "link": link}
        )
    audit.record("check_link.mailed", event.code, by=by, count=len(members))
    return len(members)


def _people_of(event: Event) -> list[Member]:
    placed = event.registrations.filter(state=Place.GOING).values_list("member")
    there = event.attendances.values_list("member")
    listed = event.people.values_list("member")
    keys = placed.union(there, listed)
    return list(Member.objects.filter(pk__in=[pk for (pk,) in keys], is_active=True))


def _checking_back(event: Event) -> Event:
    event = locked(event)
    if event.state != EventState.CHECKING_BACK:
        raise NotCheckingBack
    return event


@transaction.atomic
def answer(
    link: CheckLink, said: Mapping[int, Said], codes: Collection[str], *, sender: Sender
) -> None:
    """One answer of one sender: sent again, it takes the place of the first. Asking out is not taken back."""
    event = locked(link.event)
    link = CheckLink.objects.select_related("event").get(pk=link.pk)
    if not link.is_open:
        raise LinkClosed
    themes = list(event.themes.values_list("pk", flat=True))
    if set(said) - set(themes):
        raise ThemesChanged
    _row, is_new = CheckAnswer.objects.get_or_create(
        event=event, proof=sender.proof("event", event.pk)
    )
    if is_new and event.check_answers.count() > MOST_ANSWERS:
        raise TooMuch(_("This link has had as many answers as we take."), seconds=3_600)
    proofs = {pk: sender.proof("theme", pk) for pk in themes}
    ThemeCheck.objects.filter(proof__in=proofs.values()).delete()
    ThemeCheck.objects.bulk_create(
        ThemeCheck(
            theme_id=pk, proof=proofs[pk], is_it=it.is_it, reason=it.reason, wording=it.wording
        )
        for pk, it in said.items()
    )
    notes = event.notes.standing().filter(code__in=codes)
    AskedOut.objects.bulk_create((AskedOut(note=it) for it in notes), ignore_conflicts=True)
    if is_new:
        count(event)


def count(event: Event) -> None:
    """So many answered, or more said so by voice; never more than were there. Published figures follow."""
    checked = max(event.checked_by or 0, event.check_answers.count())
    checked = min(checked, event.people_there or 0)
    if checked and checked != event.checked_by:
        event.checked_by, event.checked_on = checked, timezone.localdate()
        event.save(update_fields=["checked_by", "checked_on"])
        recount(event)


@transaction.atomic
def leave_out(event: Event, code: str, *, by: Member) -> None:
    event = locked(event)
    _to_settle(event, code)
    sorting.leave_out(event, [code], _("Asked for in check-back"), by=by)


@transaction.atomic
def keep(event: Event, code: str, reason: str, *, by: Member) -> None:
    """The note stays, for a reason that those who run the event can read."""
    event = locked(event)
    asked = _to_settle(event, code)
    asked.kept_reason = reason
    asked.save(update_fields=["kept_reason"])
    audit.record("note.kept", event.code, by=by, note=code)


def _to_settle(event: Event, code: str) -> AskedOut:
    asked = AskedOut.objects.filter(note__event=event, note__code=code).unsettled().first()
    if asked is None or not may_be_settled(event):
        raise AlreadySettled
    return asked
