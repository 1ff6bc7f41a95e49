"""A tenth of an event's notes, sorted by two people on their own, to see how clear the themes are."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from events.models.events import Event


class SortingSample(models.Model):
    """Which notes, by their codes, and which themes, by their keys and in the order they are numbered.

    `seed` draws the same notes again; `number` rises with each sample that takes the place of another.
    """

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, related_name="sample", primary_key=True
    )
    number = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField()
    notes = ArrayField(models.CharField(max_length=5))
    themes = ArrayField(models.PositiveIntegerField())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(notes=[]) & ~Q(themes=[]), name="sample_holds_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class SampleSorter(models.Model):
    """One of the two, and where each note belongs: its code → keys of themes. Once both are done, nobody's."""

    sample = models.ForeignKey(SortingSample, on_delete=models.CASCADE, related_name="sorters")
    place = models.PositiveSmallIntegerField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    choices = models.JSONField(default=dict)
    is_done = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "place"], name="sample_place_once"),
            models.UniqueConstraint(fields=["sample", "member"], name="sample_sorter_once"),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="sample_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.place}"
