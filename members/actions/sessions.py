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


@transaction.atomic
def end_begun(member: Member) -> None:
    """Signing in by code keeps an address in a session that is nobody's yet: each of those is opened."""
    nobodys = Session.objects.filter(member=None)
    begun = [
        session.pk
        for session in nobodys.iterator()
        if member.email in repr(session.get_decoded()).lower()
    ]
    nobodys.filter(pk__in=begun).delete()
