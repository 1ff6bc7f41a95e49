"""Notes: what was said, in the words used. A note has no author."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.codes import random_code
from events.enums import BatchState, NoteSource
from events.models.events import Event, Prompt
from insights.enums import Kind
from members.models import Viewer


def new_note_code() -> str:
    return random_code(5)


class NoteBatch(models.Model):
    """One paste: the raw text is kept for 90 days, it can be undone whole, and its key stores one set."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="batches")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    raw = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.CONFIRMED)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name_plural = "note batches"

    def __str__(self) -> str:
        return f"{self.key}"


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Only those who run the event read its notes."""
        return self.filter(event__in=Event.objects.run_by(viewer).values("pk"))

    def standing(self) -> Self:
        """Not taken back with its batch, nor waiting to appear together with others of its table."""
        return self.exclude(batch__state=BatchState.UNDONE).filter(is_waiting=False)

    def on_boards(self) -> Self:
        """What people sent from their tables and may see there."""
        return self.standing().filter(batch=None, left_out_reason="")

    def unsorted(self) -> Self:
        return self.standing().filter(left_out_reason="", theme_notes__isnull=True)

    def left_out(self) -> Self:
        return self.standing().exclude(left_out_reason="")


class Note(models.Model):
    """One thing said. `code` is what the room uses to ask for it to be left out."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notes")
    code = models.CharField(max_length=5, default=new_note_code, editable=False)
    text = models.CharField(max_length=1_000)
    table = models.CharField(max_length=20, blank=True)
    prompt = models.ForeignKey(
        Prompt, on_delete=models.SET_NULL, null=True, blank=True, related_name="notes"
    )
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    language = models.CharField(max_length=5, default="en")
    source = models.CharField(max_length=8, choices=NoteSource, default=NoteSource.PASTED)
    position = models.PositiveIntegerField(default=0)
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    batch = models.ForeignKey(
        NoteBatch, on_delete=models.CASCADE, null=True, blank=True, related_name="notes"
    )
    is_repeat = models.BooleanField(default=False)
    is_waiting = models.BooleanField(default=False)  # sent from a table; seen by nobody yet
    is_late = models.BooleanField(default=False)
    left_out_reason = models.CharField(max_length=200, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [
            # A table sends: has it sent these words already, and which of its notes wait?
            models.Index(fields=["event", "table"], name="note_event_table"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="note_code_once_per_event"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]

    def __str__(self) -> str:
        return self.code
