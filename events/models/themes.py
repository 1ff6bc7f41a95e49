"""Themes: notes grouped by a facilitator, named, and published as insights."""

from django.db import models

from events.models.events import Event
from events.models.notes import Note
from insights.enums import Kind
from insights.models import Insight


class Theme(models.Model):
    """A principle, challenge or support need as the room put it. `version` rises with each rename."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="themes")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=140)
    definition = models.TextField(max_length=3_000, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    notes = models.ManyToManyField(Note, through="ThemeNote", related_name="themes")
    insight = models.OneToOneField(
        Insight, on_delete=models.SET_NULL, null=True, blank=True, related_name="theme"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "title"], name="theme_title_once_per_event")
        ]

    def __str__(self) -> str:
        return self.title


class ThemeNote(models.Model):
    """A note supports a theme. One note may support several."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="theme_notes")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="theme_notes")

    class Meta:
        ordering = ["note__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["theme", "note"], name="theme_note_once")]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.note_id}"
