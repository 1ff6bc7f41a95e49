"""Drafts: unfinished record forms, of linked insights alone."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from insights.enums import LINKED
from members.models import Viewer


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.none() if viewer.is_anonymous else self.filter(member=viewer)


class Draft(models.Model):
    """An unfinished record form. Only for linked attribution: an unlinked draft stays in the page."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fields__attribution__in=[value.value for value in LINKED]),
                name="draft_is_of_a_linked_insight",
            ),
        ]

    def __str__(self) -> str:
        return str(self.fields.get("title", ""))
