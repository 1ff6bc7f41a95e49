"""Notes that look alike and were said to be something else. Nobody is asked about such a pair again."""

from django.db import models
from django.db.models import F, Q

from events.models.events import Event
from events.models.notes import Note


class NotesApart(models.Model):
    """Two notes of an event, the lower key first. Who said so stands in the log, not here."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notes_apart")
    lower = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    higher = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "notes apart"
        constraints = [
            models.UniqueConstraint(fields=["event", "lower", "higher"], name="notes_apart_once"),
            models.CheckConstraint(
                condition=Q(lower__lt=F("higher")), name="notes_apart_lower_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lower_id} {self.higher_id}"
