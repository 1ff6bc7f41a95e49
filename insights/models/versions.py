"""The words of an insight as they stood, and what the editors drew one from."""

from django.db import models
from django.utils import timezone

from insights.models.insights import Insight


class InsightVersion(models.Model):
    """The words as they stood. Only the day is kept, and no author: the insight knows."""

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=140)
    body = models.TextField()
    what_helped = models.TextField(blank=True)
    made_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["insight", "number"], name="insight_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Source(models.Model):
    """A published source an insight of the editors was drawn from."""

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=400)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
