"""Pauses: whoever wrote an unlinked thing may not sign without a name for a while. Nobody knows who that is."""

from typing import Self

from django.db import models
from django.utils import timezone

from insights.models.comments import Comment
from insights.models.insights import Insight
from insights.models.moderation import exactly_one


class PauseQuerySet(models.QuerySet["Pause"]):
    def running(self) -> Self:
        return self.filter(until__gte=timezone.localdate())


class Pause(models.Model):
    """Of a thing, never of a member: whom it meets is tested by proof when they send something."""

    insight = models.OneToOneField(
        Insight, on_delete=models.CASCADE, null=True, blank=True, related_name="pause"
    )
    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="pause"
    )
    until = models.DateField()
    sentence = models.CharField(max_length=500)

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("insight", "comment"), name="pause_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.until}"
