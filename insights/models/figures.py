"""Moderation in figures: what the last count said, already safe to show."""

from django.db import models


class ModerationCount(models.Model):
    """When decisions and answers to reports were last counted, how many there were, and what may be said."""

    taken_at = models.DateTimeField(auto_now_add=True)
    counted = models.PositiveIntegerField()
    display = models.JSONField(default=dict)

    class Meta:
        ordering = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d}"
