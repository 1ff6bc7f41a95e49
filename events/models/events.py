"""Events: a space with a plan. Anyone may read that it happens; only its people read what was said."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.enums import (
    BEFORE_CAPTURE,
    FEEDBACK_DAYS,
    RUNNING,
    TAKES_ATTENDANCE,
    TAKES_FEEDBACK,
    TAKES_PEOPLE,
    EventState,
)
from insights.enums import Audience, Kind
from members.models import Organisation, Space, Viewer

LATELY = dt.timedelta(days=90)
MOST = 500


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Every event's plan is public; what was said at it is read through `run_by` or the library."""
        del viewer
        return self.all()

    def run_by(self, viewer: Viewer) -> Self:
        """Events this viewer facilitates or organises: the only ones whose notes they may read."""
        if viewer.is_anonymous or not (viewer.is_facilitator or viewer.is_organiser):
            return self.none()
        return self.filter(people__member=viewer, people__part__in=RUNNING)

    def upcoming(self) -> Self:
        """Not over and not cancelled, the next first."""
        return self.filter(self._ahead()).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Over or cancelled, the latest first."""
        return self.exclude(self._ahead())

    def in_calendar(self) -> Self:
        """What is to come and what was lately, cancelled or not: whoever had it in mind is told."""
        return self.filter(ends_at__gte=timezone.now() - LATELY).order_by("starts_at", "pk")[:MOST]

    def _ahead(self) -> Q:
        return Q(ends_at__gte=timezone.now()) & ~Q(state=EventState.CANCELLED)


class Event(Space):
    """A session. `Space` holds its title, day and people."""

    why = models.TextField(max_length=3_000)
    questions = models.TextField(max_length=2_000, blank=True)
    hosts = models.ManyToManyField(Organisation, blank=True, related_name="hosted_events")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=400, blank=True)
    access_information = models.TextField(max_length=2_000, blank=True)
    state = models.CharField(max_length=14, choices=EventState, default=EventState.PLANNED)
    audience = models.CharField(max_length=13, choices=Audience, default=Audience.MEMBERS)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)  # of its calendar entry: time, place or state
    capacity = models.PositiveIntegerField(null=True, blank=True)  # none: as many as like to come
    attendance_code = models.CharField(max_length=6, blank=True)  # told in the room
    words_held_for = models.CharField(
        max_length=12, blank=True
    )  # a rule: title, why, questions and next steps not shown
    # Check-back, thin: what the room said when the themes were read out.
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.PositiveIntegerField(null=True, blank=True)
    people_there = models.PositiveIntegerField(null=True, blank=True)

    objects = EventQuerySet.as_manager()  # type: ignore[assignment,misc] # narrower than Space’s

    class Meta:
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(people_there__isnull=False, checked_by__lte=F("people_there")),
                name="event_checked_by_people_who_were_there",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.code])

    @property
    def plain_title(self) -> str:
        """What stands in the place of a title that is out of sight: people must find the event."""
        day = date_format(self.held_on, "j F Y")
        return _("An event on %(day)s") % {"day": day}

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def takes_people(self) -> bool:
        """People can register once it is open and until it begins."""
        return self.state in TAKES_PEOPLE and self.starts_at > timezone.now()

    @property
    def takes_attendance(self) -> bool:
        """While its code is told, and until what was said is checked."""
        return self.state in TAKES_ATTENDANCE and bool(self.attendance_code)

    @property
    def takes_feedback(self) -> bool:
        """From the beginning of the event for a fortnight after its end."""
        now, last = timezone.now(), self.ends_at + dt.timedelta(days=FEEDBACK_DAYS)
        return self.state in TAKES_FEEDBACK and self.starts_at <= now <= last

    @property
    def has_begun_capture(self) -> bool:
        """From then on it stands under what people were told: who reads, and under which rule."""
        return self.state not in BEFORE_CAPTURE or self.notes.exists()

    @property
    def takes_notes(self) -> bool:
        """Notes are added and sorted until the event is put away."""
        return self.state not in {EventState.ARCHIVED, EventState.CANCELLED}


class Prompt(models.Model):
    """A question put at the tables."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="prompts")
    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "text"], name="prompt_once_per_event")
        ]

    def __str__(self) -> str:
        return self.text
