"""Findings: what the last snapshot of responses said of each insight, already safe to show."""

from django.db import models

from insights.models.insights import Insight


class Snapshot(models.Model):
    """When responses were last counted, and how many there were."""

    taken_at = models.DateTimeField(auto_now_add=True)
    response_count = models.PositiveIntegerField()

    class Meta:
        ordering = ["-taken_at"]
        get_latest_by = "taken_at"

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d}"


class Finding(models.Model):
    """One insight's verdict. Holds bands and bases only: no count that could name anybody."""

    insight = models.OneToOneField(Insight, on_delete=models.CASCADE, related_name="finding")
    verdict = models.CharField(max_length=16)
    early = models.BooleanField(default=False)
    display = models.JSONField(default=dict)
    order = models.FloatField(default=0)

    class Meta:
        ordering = ["-order", "insight__reference"]

    def __str__(self) -> str:
        return self.verdict
