"""Recovering an account whose mailbox is lost: two facilitators who know the person, then 48 hours.

The old address is told at once and may stop it. Every step is a line in the audit log, by the account’s code.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.actions import audit, mail
from members import policies
from members.actions import sessions
from members.enums import RecoveryState
from members.models import Member, Recovery
from members.models.recoveries import OPEN

VOICES = 2
HOURS_TO_STOP = 48
DAYS_TO_CONFIRM = 14


class NotOpen(Exception):
    """It has been stopped, refused or made already."""


class NotForThem(Exception):
    """Only a facilitator confirms, and never their own account’s."""


def ask(email: str, *, new_email: str) -> None:
    """Says nothing of whether the account exists. Asking again while one is open changes nothing."""
    member = Member.objects.filter(email__iexact=email, is_active=True).first()
    if member is None or is_taken(new_email) or member.recoveries.open().exists():
        return
    try:
        _begin(member, new_email)
    except IntegrityError:  # asked twice at once
        return


def is_taken(email: str) -> bool:
    taken = EmailAddress.objects.filter(email__iexact=email)
    return bool(Member.objects.filter(email__iexact=email).exists() or taken.exists())


@transaction.atomic
def _begin(member: Member, new_email: str) -> Recovery:
    made = Recovery.objects.create(member=member, new_email=new_email.lower())
    audit.record("recovery.asked", member.code, by=None)
    _tell_old_address("members/mail/recovery_asked", made)
    return made


def _tell_old_address(template: str, recovery: Recovery) -> None:
    mail.post_template(template, to=recovery.member.email, context={"recovery": recovery})


@transaction.atomic
def confirm(recovery: Recovery, *, reason: str, by: Member) -> Recovery:
    """The second voice starts the 48 hours. Speaking twice counts once."""
    recovery = _open(recovery, by=by)
    _voice, is_new = recovery.voices.get_or_create(facilitator=by, defaults={"reason": reason})
    if is_new:
        audit.record("recovery.confirmed", recovery.member.code, by=by)
    if recovery.state == RecoveryState.ASKED and _voices(recovery) >= VOICES:
        _agree(recovery)
    return recovery


def _voices(recovery: Recovery) -> int:
    """Of those who are facilitators still."""
    standing = {"facilitator__is_facilitator": True, "facilitator__is_active": True}
    return recovery.voices.filter(agrees=True, **standing).count()


def _agree(recovery: Recovery) -> None:
    recovery.state = RecoveryState.AGREED
    recovery.change_at = timezone.now() + dt.timedelta(hours=HOURS_TO_STOP)
    recovery.save(update_fields=["state", "change_at"])
    audit.record("recovery.agreed", recovery.member.code, by=None)
    _tell_old_address("members/mail/recovery_agreed", recovery)


@transaction.atomic
def refuse(recovery: Recovery, *, reason: str, by: Member) -> Recovery:
    """One facilitator who doubts it is enough."""
    recovery = _open(recovery, by=by)
    said = {"reason": reason, "agrees": False}
    recovery.voices.update_or_create(facilitator=by, defaults=said)
    audit.record("recovery.refused", recovery.member.code, by=by)
    return _end(recovery, RecoveryState.REFUSED)


@transaction.atomic
def stop(recovery: Recovery) -> Recovery:
    """From the old address: whoever holds its token need not be signed in."""
    recovery = _locked(recovery)
    audit.record("recovery.stopped", recovery.member.code, by=None)
    return _end(recovery, RecoveryState.STOPPED)


def finish_those_due() -> None:
    """Each hour: what nobody stopped happens, and what nobody confirmed lapses."""
    for recovery in Recovery.objects.due():
        _finish(recovery)
    oldest = timezone.now() - dt.timedelta(days=DAYS_TO_CONFIRM)
    waiting = Recovery.objects.filter(state=RecoveryState.ASKED, asked_at__lt=oldest)
    waiting.update(state=RecoveryState.LAPSED)


@transaction.atomic
def _finish(recovery: Recovery) -> None:
    """The address changes; every session and the password end. A second step that is on stays on."""
    try:
        recovery = _locked(recovery)
    except NotOpen:
        return
    member, old = recovery.member, recovery.member.email
    if is_taken(recovery.new_email):
        _end(recovery, RecoveryState.REFUSED)
        return
    sessions.end_all(member)
    sessions.end_begun(member)
    member.email = recovery.new_email
    member.set_unusable_password()
    member.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=member).delete()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    audit.record("recovery.done", member.code, by=None)
    _end(recovery, RecoveryState.DONE)
    for address in (old, member.email):
        mail.post_template("members/mail/recovery_done", to=address, context={})


def _end(recovery: Recovery, state: RecoveryState) -> Recovery:
    """What was asked for is no longer needed: the new address leaves the row."""
    recovery.state, recovery.new_email = state, ""
    recovery.save(update_fields=["state", "new_email"])
    return recovery


def _open(recovery: Recovery, *, by: Member) -> Recovery:
    recovery = _locked(recovery)
    if not policies.can_confirm_recovery(by, recovery):
        raise NotForThem
    return recovery


def _locked(recovery: Recovery) -> Recovery:
    locked = Recovery.objects.select_for_update(of=("self",)).select_related("member")
    recovery = locked.get(pk=recovery.pk)
    if recovery.state not in OPEN:
        raise NotOpen
    return recovery
