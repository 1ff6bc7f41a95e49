"""Ending sessions: one of one's own, all the others, or all of somebody who lost what they had."""

from django.db import transaction

from members.models import Member, Session


@transaction.atomic
def end(session: Session, *, by: Member) -> None:
    """Ending what has ended already changes nothing."""
    by.sessions.filter(pk=session.pk).delete()


@transaction.atomic
def end_all(member: Member, *, but: str | None = None) -> None:
    """Every browser is signed out at its next request; `but` is the key of the one that goes on."""
    member.sessions.exclude(pk=but or "").delete()
