"""Ending sessions that are not one's own to end: all that are a member's, or were begun in their name."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from members.models import Member


def end_all(member: Member) -> None:
    """Sessions name nobody in a column, so each is opened. Signing in by code keeps an address in one too."""
    stale = [
        session.session_key
        for session in Session.objects.iterator()
        if is_of(member, session.get_decoded())
    ]
    Session.objects.filter(session_key__in=stale).delete()


def is_of(member: Member, kept: dict[str, Any]) -> bool:
    return kept.get(SESSION_KEY) == str(member.pk) or member.email in repr(kept).lower()
