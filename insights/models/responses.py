"""Responses: true here, not here, not sure. One per member and insight; shown only as counts."""

from typing import Self

from django.conf import settings
from django.db import models

from insights.enums import Answer
from insights.models.insights import Insight
from members.enums import Sector
from members.models import Organisation, Viewer


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """A member's own response is visible to that member alone."""
        return self.none() if viewer.is_anonymous else self.filter(member=viewer)


class Response(models.Model):
    """A member's answer, with the sector and organisation worn when it was given."""

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="responses")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="responses"
    )
    answer = models.CharField(max_length=10, choices=Answer)
    context = models.CharField(max_length=280, blank=True)
    sector = models.CharField(max_length=20, choices=Sector)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(auto_now=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["insight", "member"], name="response_one_per_member")
        ]

    def __str__(self) -> str:
        return self.answer
