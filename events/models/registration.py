"""Who is coming to an event, who waits, and how its places are shared out."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.enums import HOLDING, Place
from events.models.events import Event
from members.enums import Sector


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def holding(self) -> Self:
        """Those who have a place, or have one kept for them while they decide."""
        return self.filter(state__in=HOLDING)

    def in_line(self) -> Self:
        """Those who wait, the first first: the order in which their rows were made under the lock."""
        return self.filter(state=Place.WAITING).order_by("pk")

    def lapsed(self) -> Self:
        """Offers whose time has passed."""
        return self.filter(state=Place.OFFERED, offered_until__lt=timezone.now())


class Registration(models.Model):
    """One member's wish to come. Whoever gives a place up, or withdraws, leaves no row."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations"
    )
    state = models.CharField(max_length=8, choices=Place)
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    access_needs = models.TextField(max_length=1_000, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    put_on_list = models.BooleanField(
        default=False
    )  # not there before: giving the place up ends it
    reminded = models.BooleanField(default=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "member"], name="registration_once"),
            models.CheckConstraint(
                condition=Q(state=Place.OFFERED, offered_until__isnull=False)
                | Q(~Q(state=Place.OFFERED), offered_until__isnull=True),
                name="registration_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(put_on_list=False) | Q(state=Place.GOING),
                name="registration_only_with_a_place_on_the_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.state}"

    @property
    def is_going(self) -> bool:
        return self.state == Place.GOING

    @property
    def is_waiting(self) -> bool:
        return self.state == Place.WAITING

    @property
    def is_offered(self) -> bool:
        """A place is kept for them now."""
        if self.state != Place.OFFERED or self.offered_until is None:
            return False
        return self.offered_until >= timezone.now()

    @property
    def has_lapsed(self) -> bool:
        """The offer ran out, whether or not the job that says so has run."""
        return self.state in {Place.LAPSED, Place.OFFERED} and not self.is_offered

    @property
    def place_in_line(self) -> int:
        return self.event.registrations.in_line().filter(pk__lte=self.pk).count()


class ReservedPlaces(models.Model):
    """Places only people of this sector can have."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reserved")
    sector = models.CharField(max_length=20, choices=Sector)
    places = models.PositiveIntegerField()

    class Meta:
        ordering = ["sector"]
        constraints = [
            models.UniqueConstraint(fields=["event", "sector"], name="reserved_once_per_sector"),
            models.CheckConstraint(condition=Q(places__gt=0), name="reserved_is_some"),
        ]

    def __str__(self) -> str:
        return f"{self.sector} {self.places}"
