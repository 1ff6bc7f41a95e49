"""Lineage: which insight a part was split from. Only of linked insights: the database refuses any other."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from insights.models.insights import Insight
from members.models import Viewer


class LineageQuerySet(models.QuerySet["Lineage"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Of those this viewer may read both insights of, in whatever state."""
        read = Insight.objects.visible_to(viewer)
        return self.filter(part__in=read, whole__in=read)

    def around(self, insight: Insight) -> Self:
        """What it was split from, and what was split from it."""
        return self.filter(Q(part=insight) | Q(whole=insight))


class Lineage(models.Model):
    """A part stands by itself now. `version` is that of the whole as it was before it was split."""

    part = models.OneToOneField(Insight, on_delete=models.CASCADE, related_name="lineage")
    whole = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="parts")
    version = models.PositiveIntegerField()
    split_on = models.DateField(default=timezone.localdate)

    objects = LineageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(part=F("whole")), name="lineage_from_another_insight"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part_id}"
