"""A member’s copy of what is kept about them, while it is being made and until it is fetched."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone

from members.models.members import Member

HOURS = 48


class DataCopyQuerySet(models.QuerySet["DataCopy"]):
    def fresh(self) -> Self:
        """Asked for or made within its time."""
        oldest = timezone.now() - dt.timedelta(hours=HOURS)
        return self.filter(
            models.Q(ready_at=None, asked_at__gt=oldest) | models.Q(ready_at__gt=oldest)
        )


class DataCopy(models.Model):
    """`prepared` holds no words of insights, comments or drafts: those may become unlinked any minute.

    They are composed when the file is fetched, the unlinked ones by proof, and are stored nowhere.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="data_copy")
    asked_at = models.DateTimeField(default=timezone.now)
    parts_done = models.PositiveIntegerField(default=0)
    prepared = models.JSONField(default=list)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "data copies"

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    @property
    def works_until(self) -> dt.datetime | None:
        return self.ready_at and self.ready_at + dt.timedelta(hours=HOURS)
