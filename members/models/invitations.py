"""Invitations to an event: a link for so many people, until a day, or one for one address."""

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from community.codes import random_code
from members.models.spaces import Space

CODE_LENGTH = 16
MOST_USES = 500
MOST_AN_HOUR = 5  # to one address, from all events together


def new_invitation_code() -> str:
    return random_code(CODE_LENGTH)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(revoked=False, used__lt=F("most"), expires_on__gte=timezone.localdate())

    def lately(self) -> Self:
        return self.filter(made_at__gt=timezone.now() - dt.timedelta(hours=1))


class Invitation(models.Model):
    """Whoever holds the link and presses the button is at the event. Who did so is not kept here."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="invitations")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_invitation_code)
    email = models.EmailField(max_length=254, blank=True)  # until it is used or over
    most = models.PositiveSmallIntegerField(default=1)
    used = models.PositiveSmallIntegerField(default=0)
    expires_on = models.DateField()
    revoked = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["Invitation"]] = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used__lte=F("most"), most__gte=1, most__lte=MOST_USES),
                name="invitation_is_not_used_up_twice",
            ),
            models.CheckConstraint(
                condition=Q(email="") | Q(most=1), name="invitation_to_an_address_is_for_one"
            ),
            models.UniqueConstraint(
                fields=["space", "email"],
                condition=~Q(email="") & Q(revoked=False),
                name="invitation_once_to_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("members:invitation", args=[self.code])

    @property
    def is_open(self) -> bool:
        in_time = self.expires_on >= timezone.localdate()
        return in_time and not self.revoked and self.used < self.most
