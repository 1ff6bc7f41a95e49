"""Bulks: one decision on many things, its result for each, and what is needed to take it back."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from community.codes import random_code
from insights.enums import Act, BulkResult
from insights.models.comments import Comment
from insights.models.insights import Insight
from insights.models.moderation import Decision, Reason, exactly_one
from members.models import Viewer

UNDONE_WITHIN = dt.timedelta(days=30)


def new_bulk_code() -> str:
    return f"BK-{random_code(6)}"


class BulkQuerySet(models.QuerySet["Bulk"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Their own alone: what is missing from another’s bulk could point at words of theirs."""
        if viewer.is_anonymous or not viewer.is_facilitator:
            return self.none()
        return self.filter(by=viewer)


class Bulk(models.Model):
    """Keeps no filter: beside its items, a filter would say what was left out."""

    code = models.CharField(max_length=9, unique=True, default=new_bulk_code, editable=False)
    act = models.CharField(max_length=8, choices=Act)
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, related_name="+")
    sentence = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = BulkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "form_key"], name="bulk_once_per_form")
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("insights:bulk", args=[self.code])

    @property
    def can_still_be_undone(self) -> bool:
        return timezone.now() < self.made_at + UNDONE_WITHIN


class BulkItemQuerySet(models.QuerySet["BulkItem"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Of their own bulks, what is on insights whose audience still admits them, in any state."""
        admitted = Insight.objects.admitted_to(viewer).values("pk")
        about = Q(insight__in=admitted) | Q(comment__insight__in=admitted)
        return self.filter(about, bulk__in=Bulk.objects.visible_to(viewer))

    def waiting(self) -> Self:
        return self.filter(result=BulkResult.WAITING)

    def done(self) -> Self:
        return self.filter(result=BulkResult.DONE)


class BulkItem(models.Model):
    """One thing, as it was seen, and what became of it. Never the facilitator’s own words."""

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="items")
    insight = models.ForeignKey(
        Insight, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField()
    published_before = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    result = models.CharField(max_length=7, choices=BulkResult, default=BulkResult.WAITING)

    objects = BulkItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("insight", "comment"), name="bulk_item_on_one_thing"
            ),
            models.UniqueConstraint(fields=["bulk", "insight"], name="bulk_insight_once"),
            models.UniqueConstraint(fields=["bulk", "comment"], name="bulk_comment_once"),
        ]

    def __str__(self) -> str:
        return self.result
