"""Variants: an insight that facilitators put with another which says the same. Both stay as they are."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from insights.models.bulks import UNDONE_WITHIN
from insights.models.insights import Insight
from insights.models.moderation import Decision
from members.models import Viewer


class VariantQuerySet(models.QuerySet["Variant"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Of those this viewer may read both insights of, while both are published."""
        read = Insight.objects.in_force(viewer)
        return self.filter(insight__in=read, stays__in=read)


class Variant(models.Model):
    """Says only that one insight is read under another: neither row is touched, so undoing deletes this one."""

    insight = models.OneToOneField(Insight, on_delete=models.CASCADE, related_name="variant")
    stays = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="variants")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="+")

    objects = VariantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(insight=F("stays")), name="variant_of_another_insight"
            )
        ]

    def __str__(self) -> str:
        return f"{self.insight_id}"

    @property
    def can_still_be_undone(self) -> bool:
        return timezone.now() < self.decision.decided_at + UNDONE_WITHIN
