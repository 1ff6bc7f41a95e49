"""Asking for a copy of what is kept about oneself."""

from django.db import transaction

from members import tasks
from members.models import DataCopy, Member


@transaction.atomic
def ask(*, by: Member) -> DataCopy:
    """One at a time: while one is being made, asking again changes nothing. The old one goes."""
    Member.objects.select_for_update().get(pk=by.pk)
    own = DataCopy.objects.filter(member=by)
    waiting = own.fresh().filter(ready_at=None).first()
    if waiting is not None:
        return waiting
    own.delete()
    copy = DataCopy.objects.create(member=by)
    tasks.make_copy.defer(copy_pk=copy.pk)
    return copy
