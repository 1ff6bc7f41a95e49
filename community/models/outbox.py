"""The outbox: mail is a row in the transaction of its cause, and leaves after the commit."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q


def new_message_id() -> str:
    return f"<{uuid.uuid4()}@commonality>"


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def waiting(self) -> Self:
        return self.filter(sent_at__isnull=True)


class OutboxMessage(models.Model):
    """One message to one address. Its words go when it has been sent."""

    to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, unique=True, default=new_message_id)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(to="", subject="", body=""),
                name="outbox_keeps_nothing_once_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id
