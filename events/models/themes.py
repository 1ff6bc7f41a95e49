"""Themes: notes grouped by a facilitator, named, and published as insights."""

from typing import Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from events.enums import BatchState
from events.models.events import Event
from events.models.notes import Note
from insights.enums import Kind
from insights.models import Insight, Tag
from members.models import Viewer

# A note that counts: it was not taken back with its batch, and nobody asked for it to be left out.
COUNTED = Q(notes__left_out_reason="") & (
    Q(notes__batch__isnull=True) | ~Q(notes__batch__state=BatchState.UNDONE)
)


class ThemeQuerySet(models.QuerySet["Theme"]):
    def with_counts(self) -> Self:
        """`note_count` and `table_count` of each theme: what it rests on."""
        at_tables = COUNTED & ~Q(notes__table="")
        return self.annotate(
            note_count=Count("notes", filter=COUNTED, distinct=True),
            table_count=Count("notes__table", filter=at_tables, distinct=True),
        )

    def with_adds_to(self, viewer: Viewer) -> Self:
        """`adds_reference`: what each adds to, as far as this viewer may read that."""
        read = Insight.objects.in_force(viewer).filter(pk=OuterRef("adds_to"))
        reference = Subquery(read.values("reference")[:1])
        return self.annotate(adds_reference=Coalesce(reference, Value("")))


class Theme(models.Model):
    """A principle, challenge or support need as the room put it. `version` rises with each rename."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="themes")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=140)
    definition = models.TextField(max_length=3_000, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    notes = models.ManyToManyField(Note, through="ThemeNote", related_name="themes")
    tags = models.ManyToManyField(Tag, blank=True, related_name="+")
    insight = models.OneToOneField(
        Insight, on_delete=models.SET_NULL, null=True, blank=True, related_name="theme"
    )
    adds_to = models.ForeignKey(
        Insight, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # once published, it is read under this one

    adds_reference: str  # after `with_adds_to`

    # What it rests on, after `with_counts`.
    note_count: int
    table_count: int

    objects = ThemeQuerySet.as_manager()

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
