"""Spaces: the people at one event. The event itself lives higher up and adds the rest."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from community.codes import random_code
from members.enums import SpacePart
from members.models.members import Member


def new_space_code() -> str:
    return random_code(6)


class SpaceQuerySet(models.QuerySet["Space"]):
    def attended_by(self, member: Member) -> Self:
        return self.filter(people__member=member)


class Space(models.Model):
    """A title, a day and the people who were there: what reading and signing need to know of an event."""

    code = models.CharField(max_length=6, unique=True, default=new_space_code, editable=False)
    title = models.CharField(max_length=140)
    # As it was written, while it is out of sight: then `title` says the day alone, wherever it is shown.
    title_held = models.CharField(max_length=140, blank=True, default="", db_default="")
    held_on = models.DateField()
    chatham_house = models.BooleanField(default=True)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.code])

    def has_taken_off(self, member: Member) -> bool:
        """Those who run it took them off its list, and have not put them back."""
        return self.taken_off.filter(member=member).exists()

    @property
    def own_title(self) -> str:
        """As it was written, for those who run it and for facilitators who decide on it."""
        return self.title_held or self.title


class SpaceMember(models.Model):
    """A member was at an event, as attendee, facilitator or organiser."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="spaces"
    )
    part = models.CharField(max_length=12, choices=SpacePart, default=SpacePart.ATTENDEE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "member"], name="space_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.space_id} {self.part}"


class TakenOff(models.Model):
    """Whoever runs the event took them off: no code, link or form puts them back, they alone do."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="taken_off")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="taken_off"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "member"], name="taken_off_once")]

    def __str__(self) -> str:
        return f"{self.space_id}"
