"""Leaving: asking to, changing one's mind for seven days, and what the night does then.

What unlinked words are proved by goes first, for all who leave at once and in transactions of its own, in
which nothing names anybody. Only then is each person erased: docs/decisions/0041.
"""

import datetime as dt
from collections.abc import Iterable

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.actions import audit, mail
from community.models import OutboxMessage
from community.registries import Registry
from members import policies
from members.actions import sessions
from members.enums import LeftWords
from members.models import Closing, Erasure, Invitation, Member
from members.models.leaving import erased_digest

DAYS_TO_UNDO = 7

# Those who leave tonight: from now on nobody can prove what was theirs.
proofs: Registry[[list[Member]], None] = Registry()
# One of them, and what becomes of their linked words: take the person out of every row that names them.
traces: Registry[[Member, str], None] = Registry()


class LastAdministrator(Exception):
    """Nobody else could run the site."""


class TooLate(Exception):
    """The seven days are over."""


@transaction.atomic
def close(words: str, *, by: Member) -> Closing:
    """Asked twice is asked once: the day stays, the choice is the newer one. Every session ends."""
    keepers = Q(pk=by.pk) | Q(is_administrator=True)  # of two who leave at once, one is the last
    list(Member.objects.select_for_update().filter(keepers).order_by("pk"))
    if not policies.can_leave(by):
        raise LastAdministrator
    erase_at = timezone.now() + dt.timedelta(days=DAYS_TO_UNDO)
    closing, is_new = Closing.objects.get_or_create(
        member=by, defaults={"words": words, "erase_at": erase_at}
    )
    if is_new:
        mail.post_template("members/mail/closing", to=by.email, context={"closing": closing})
    elif closing.words != words:
        closing.words = words
        closing.save(update_fields=["words"])
    sessions.end_all(by)
    sessions.end_begun(by)
    return closing


@transaction.atomic
def stay(*, by: Member) -> None:
    """As if nothing had been asked."""
    closing = Closing.objects.select_for_update().filter(member=by).first()
    if closing is None:
        return
    if closing.erase_at <= timezone.now():
        raise TooLate
    closing.delete()
    mail.post_template("members/mail/staying", to=by.email, context={})


def erase_those_due() -> None:
    """The nightly batch. Run twice, it finds nothing the second time."""
    due = Member.objects.filter(closing__in=Closing.objects.due()).select_related("closing")
    erase([(member, member.closing.words) for member in due])


def erase(leaving: Iterable[tuple[Member, str]]) -> None:
    people = list(leaving)
    if not people:
        return
    list(proofs.ask([member for member, _words in people]))
    for member, words in people:
        _erase(member, words)


@transaction.atomic
def _erase(member: Member, words: str) -> None:
    """Whatever keeps a member by a protected key is let go first; the rest goes with their row."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    list(traces.ask(member, words))
    sessions.end_all(member)
    sessions.end_begun(member)
    _erase_mail(member)
    LogEntry.objects.filter(
        content_type__app_label="members",
        content_type__model="member",
        object_id=str(member.pk),
    ).delete()
    audit.forget(member, known_as=member.code)
    Erasure.objects.get_or_create(digest=erased_digest(member), defaults={"words": words})
    member.delete()


def _erase_mail(member: Member) -> None:
    """What still waits to be sent to them, or tells others who they are."""
    names_them = Q(to__iexact=member.email) | Q(body__icontains=member.email)
    OutboxMessage.objects.waiting().filter(names_them).delete()
    Invitation.objects.filter(email__iexact=member.email).delete()


def erase_again(ledger: dict[str, str]) -> int:
    """After an older backup was restored: whoever the ledger knows is erased once more."""
    back = [
        (member, LeftWords(ledger[digest]).value)
        for member in Member.objects.iterator()
        if (digest := erased_digest(member)) in ledger
    ]
    erase(back)
    return len(back)
