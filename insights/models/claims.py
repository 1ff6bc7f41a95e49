"""Claims: a facilitator has opened a thing of the queue and is deciding. Others see who, and until when."""

import datetime as dt
from collections.abc import Sequence
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from insights.enums import QueueSort
from members.models import Viewer

LASTS = dt.timedelta(minutes=15)


def claim_end() -> dt.datetime:
    return timezone.now() + LASTS


class ClaimQuerySet(models.QuerySet["Claim"]):
    def live(self) -> Self:
        """One that ran out, or was let go, is free."""
        return self.filter(until__gt=timezone.now())

    def on(self, keys: "Sequence[tuple[str, str]]") -> "dict[tuple[str, str], Claim]":
        """By (sort, key) of things already found readable: a claim says that its thing exists."""
        rows = self.filter(key__in=[key for _sort, key in keys]).select_related("by")
        found = {(claim.sort, claim.key): claim for claim in rows}
        return {key: found[key] for key in keys if key in found}


class Claim(models.Model):
    """One thing, one facilitator, one moment it ends. Never on one’s own words: it would point at them."""

    sort = models.CharField(max_length=12, choices=QueueSort)
    key = models.CharField(max_length=36)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(default=claim_end)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        constraints = [models.UniqueConstraint(fields=["key", "sort"], name="claim_one_per_thing")]

    def __str__(self) -> str:
        return f"{self.sort} {self.key}"

    @property
    def is_live(self) -> bool:
        return self.until > timezone.now()

    def is_anothers(self, viewer: Viewer) -> bool:
        return self.is_live and self.by_id != viewer.pk
