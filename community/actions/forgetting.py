"""Letting go, table by table, of what has been kept as long as its class says."""

from django.db import transaction
from django.utils import timezone

from community.retention import every_table


def forget_what_is_past() -> None:
    """Each table by itself, so that one that fails keeps no other from being emptied tomorrow."""
    now = timezone.now()
    for kept in every_table():
        before = kept.past(now)
        if before is not None and kept.forget is not None:
            with transaction.atomic():
                kept.forget(before)
