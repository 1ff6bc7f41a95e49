"""Keeping an unfinished form on the server: for linked attribution only."""

from typing import Any
from uuid import UUID

from django.db import transaction

from insights.models import Draft
from members.models import Member


@transaction.atomic
def save(fields: dict[str, Any], *, draft: UUID | None, by: Member) -> Draft:
    """The same draft again when it is one of theirs. The database refuses an unlinked one."""
    kept = find(draft, by=by) or Draft(member=by)
    kept.fields = fields
    kept.save()
    return kept


@transaction.atomic
def discard(draft: UUID | None, *, by: Member) -> bool:
    """True when there was one. Never in the transaction, or the request, of an unlinked insight."""
    kept = find(draft, by=by)
    if kept is not None:
        kept.delete()
    return kept is not None


def find(draft: UUID | None, *, by: Member) -> Draft | None:
    """One of their own, or nothing."""
    return None if draft is None else Draft.objects.visible_to(by).filter(pk=draft).first()
