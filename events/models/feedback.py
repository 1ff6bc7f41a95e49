"""What people at an event say of it: three questions, one answer of each person, nobody's name."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Count, Q

from community.keyed import DIGEST_LENGTH
from events.enums import Worth
from events.models.checking import Sender
from events.models.events import Event
from members.models import Member, Viewer

TOGETHER = 5  # answers are shown so many at once


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Only those who run the event read it, and only what was let out together with others."""
        return self.let_out().filter(event__in=Event.objects.run_by(viewer).values("pk"))

    def let_out(self) -> Self:
        """Together with others, from five on: what may be counted."""
        return self.filter(is_shown=True)

    def owned_by(self, member: Member, event: Event) -> Self:
        return self.filter(proof=Feedback.proof_of(event, member))

    def worth(self) -> dict[str, int]:
        """How many said so, by answer."""
        return dict(self.order_by().values_list("worth").annotate(n=Count("pk")))


class Feedback(models.Model):
    """One person's answer: no member, no time; the proof finds it again while it can be changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    proof = models.CharField(max_length=DIGEST_LENGTH, unique=True, null=True, editable=False)  # noqa: DJ001 - absent, not empty: unique
    worth = models.CharField(max_length=6, choices=Worth)
    differently = models.CharField(max_length=1_000, blank=True)
    next_time = models.CharField(max_length=1_000, blank=True)
    is_shown = models.BooleanField(default=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(condition=~Q(worth=""), name="feedback_says_what_it_was_worth")
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @staticmethod
    def proof_of(event: Event, member: Member) -> str:
        return Sender.member(member).proof("feedback", event.pk)
