"""What happens next: who does what by when, as it was agreed at an event."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone

from events.enums import StepState
from events.models.events import Event


class NextStepQuerySet(models.QuerySet["NextStep"]):
    def before(self, event: Event) -> Self:
        """Of earlier events with a host of this one, where no rule hides who was there."""
        return (
            self.filter(
                event__hosts__in=event.hosts.all(),
                event__starts_at__lt=event.starts_at,
                event__chatham_house=False,
                event__words_held_for="",
            )
            .distinct()
            .select_related("event")
            .order_by("event__starts_at", "due_on", "pk")
        )

    def here_and_before(self, event: Event, most: int) -> "list[NextStep]":
        """This event’s own, and the first so many of earlier events; in order, by one question."""
        here = self.filter(event=event).select_related("event").order_by()
        both = here.union(self.before(event)[:most], all=True)
        return sorted(both, key=lambda it: (it.event.starts_at, it.due_on or dt.date.max, it.pk))


class NextStep(models.Model):
    """One thing to be done. `owner` is a person, a team or an organisation, as the room put it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="next_steps")
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = NextStepQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "what"], name="next_step_once_per_event"),
            models.CheckConstraint(
                condition=~models.Q(what=""), name="next_step_says_what_happens"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def state_on(self, day: dt.date) -> StepState:
        if self.done_on is not None:
            return StepState.DONE
        is_late = self.due_on is not None and self.due_on < day
        return StepState.OVERDUE if is_late else StepState.TO_DO

    @property
    def state(self) -> StepState:
        return self.state_on(timezone.localdate())

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def tone(self) -> str:
        return {StepState.DONE: "good", StepState.OVERDUE: "attention", StepState.TO_DO: "waiting"}[
            self.state
        ]
