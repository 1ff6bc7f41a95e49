"""Recording what facilitators, organisers and administrators did; and, when one leaves, only that."""

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from community.models import AuditEntry


def record(verb: str, thing: object, *, by: Model | None, **details: object) -> AuditEntry:
    """One line, in the caller's transaction: rolled back with it.

    `thing` is shown as its text; give a reference, never a title or a name.
    """
    if by is not None and by._meta.label != settings.AUTH_USER_MODEL:
        raise TypeError("by must be a member")
    actor_id = None if by is None else by.pk
    return AuditEntry.objects.create(
        verb=verb, thing=str(thing)[:120], actor_id=actor_id, details=details
    )


@transaction.atomic
def forget(member: Model, *, known_as: str) -> None:
    """The acts stay, without the person who did them and without the code they went by."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL community.forgetting = 'on'")
        AuditEntry.objects.filter(actor_id=member.pk).update(actor_id=None)
        AuditEntry.objects.filter(thing=known_as).update(thing="")
        cursor.execute("SET LOCAL community.forgetting = 'off'")
