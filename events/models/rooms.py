"""A room of an event: its code, its tables, and what is on their boards. Nobody in it is known to the site."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.codes import random_code
from events.models.events import Event
from insights.enums import Kind

BATCH = 3  # so many notes of a table appear together, shuffled


def new_join_code() -> str:
    return random_code(6)


def every_kind() -> list[str]:
    return list(Kind.values)


class Room(models.Model):
    """Where people send notes from. `version` rises with everything about it that pages show."""

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, related_name="room", primary_key=True
    )
    join_code = models.CharField(max_length=6, unique=True, default=new_join_code)
    was_opened = models.BooleanField(default=False)  # what it asks is fixed from then on
    shows_all = models.BooleanField(default=False)
    asks_kind = models.BooleanField(default=False)
    kinds = ArrayField(
        models.CharField(max_length=12, choices=Kind), default=every_kind
    )  # to choose from
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(join_code__regex="^[2-9A-HJKMNP-TV-Z]{6}$"),
                name="room_join_code_can_be_read_aloud",
            ),
            models.CheckConstraint(condition=~Q(kinds=[]), name="room_offers_a_kind"),
        ]

    def __str__(self) -> str:
        return self.join_code

    def get_absolute_url(self) -> str:
        return reverse("events:room", args=[self.join_code])


class RoomTableQuerySet(models.QuerySet["RoomTable"]):
    def reached_by(self, code: str, key: str) -> Self:
        """The table that an address leads to. Whoever holds the address may read its board."""
        return self.filter(room__join_code=code, key=key).select_related("room__event")


class RoomTable(models.Model):
    """One table. Its row is held while a note of it is stored, so that tables never wait for each other."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="tables")
    name = models.CharField(max_length=20)
    key = models.CharField(max_length=6, default=new_join_code)
    position = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    waiting = models.PositiveSmallIntegerField(default=0)
    batches = models.PositiveIntegerField(default=0)

    objects = RoomTableQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["room", "name"], name="room_table_once"),
            models.UniqueConstraint(fields=["room", "key"], name="room_table_key_once"),
            models.CheckConstraint(condition=Q(waiting__lt=BATCH), name="room_table_few_wait"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("events:table", args=[self.room.join_code, self.key])
