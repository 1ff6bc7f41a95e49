"""Moderation: reports, reasons, and decisions. What a facilitator decides never names an unlinked author."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.codes import random_code
from insights.enums import Act, ReportRule, ReportState
from insights.models.comments import Comment
from insights.models.insights import Insight
from members.models import Viewer


class Reason(models.Model):
    """A reason a facilitator may choose, kept in an editable list. Retired rather than removed."""

    act = models.CharField(max_length=8, choices=Act)
    text = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["act", "position", "text"]
        constraints = [models.UniqueConstraint(fields=["act", "text"], name="reason_once_per_act")]

    def __str__(self) -> str:
        return self.text


exactly_one_thing = Q(insight__isnull=False, comment__isnull=True) | Q(
    insight__isnull=True, comment__isnull=False
)


class Decision(models.Model):
    """One act on one thing: which, why, in a sentence. `by` is shown to facilitators only."""

    insight = models.ForeignKey(
        Insight, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    act = models.CharField(max_length=8, choices=Act)
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, related_name="+")
    sentence = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=exactly_one_thing, name="decision_on_one_thing")
        ]

    def __str__(self) -> str:
        return self.act


def new_report_reference() -> str:
    return f"RP-{random_code(6)}"


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(state=ReportState.OPEN)

    def visible_to(self, viewer: Viewer) -> Self:
        """Facilitators read reports on what they may read."""
        if viewer.is_anonymous or not viewer.is_facilitator:
            return self.none()
        insights = Insight.objects.visible_to(viewer)
        comments = Comment.objects.visible_to(viewer)
        return self.filter(Q(insight__in=insights) | Q(comment__in=comments))


class Report(models.Model):
    """Someone, signed in or not, says a thing should be looked at. The author never learns who."""

    reference = models.CharField(
        max_length=9, unique=True, default=new_report_reference, editable=False
    )
    insight = models.ForeignKey(
        Insight, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rule = models.CharField(max_length=12, choices=ReportRule)
    words = models.TextField(max_length=2_000, blank=True)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    outcome = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=exactly_one_thing, name="report_on_one_thing")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def thing(self) -> Insight | Comment | None:
        """What it is about; the database refuses a report on nothing."""
        return self.insight or self.comment
