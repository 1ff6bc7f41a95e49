"""Acts of sorting: an append-only log from which the themes of an event follow."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from events.enums import ActVerb
from events.models.events import Event


class SortingWords(models.Model):
    """How a theme was worded, or why a note was left out. Never changed, except to take words out of it.

    `theme` is the key of the theme, also of one that has gone; none beside a reason.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sorting_words")
    theme = models.PositiveIntegerField(null=True)
    line = models.CharField(max_length=200)
    more = models.TextField(max_length=3_000, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "sorting words"

    def __str__(self) -> str:
        return self.line


class SortingActQuerySet(models.QuerySet["SortingAct"]):
    def newest(self) -> Self:
        """Each with who did it, and what is needed to say whether it is undone and can be."""
        of_this, of_its = OuterRef("pk"), OuterRef("undoes")
        turns = SortingAct.objects.order_by()
        return (
            self.annotate(
                turned=_count(turns.filter(undoes=of_this)),
                turn=_count(turns.filter(undoes=of_its, number__lte=OuterRef("number"))),
                turns=_count(turns.filter(undoes=of_its)),
            )
            .select_related("by", "undoes")
            .order_by("-number")
        )


def _count(acts: "models.QuerySet[SortingAct]") -> Coalesce:
    """How many there are, for each row."""
    each = acts.values("undoes").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(each), 0)


class SortingAct(models.Model):
    """One act, by whoever runs the event. The database refuses to change it, except to forget who did it.

    `changes` is what `events.replay.Changes` reads: numbers, codes and kinds, no words. An act is undone by
    another and done again by the next: both are turns of it, and point to it as what they undo.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="acts")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=10, choices=ActVerb)
    changes = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undoes = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="turned_by"
    )

    # After `newest`: how often it was turned, which turn of its act it is, and of how many.
    turned: int
    turn: int
    turns: int

    objects = SortingActQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="act_number_once_per_event")
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_undone(self) -> bool:
        """After `newest`. A turn is undone by an odd number of turns after it."""
        return (self.turns - self.turn if self.undoes_id else self.turned) % 2 == 1

    @property
    def does_again(self) -> bool:
        return self.turn % 2 == 0
