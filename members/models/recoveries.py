"""A mailbox that was lost: somebody asks for another address, two facilitators say that it is them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.codes import random_code
from community.keyed import keyed_digest, same_digest
from members.enums import RecoveryState
from members.models.members import Member, Viewer

OPEN = [RecoveryState.ASKED, RecoveryState.AGREED]


def new_recovery_code() -> str:
    return random_code(8)


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Facilitators, of other people’s accounts."""
        if viewer.is_anonymous or not viewer.is_facilitator:
            return self.none()
        return self.open().exclude(member=viewer)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def due(self) -> Self:
        return self.filter(state=RecoveryState.AGREED, change_at__lte=timezone.now())

    def stoppable(self, code: str, token: str) -> "Recovery | None":
        """The one that this token, mailed to the old address, may still stop."""
        found = self.open().filter(code=code).first()
        return found if found and same_digest(found.stop_token, token) else None


class Recovery(models.Model):
    """One request. At most one is open for an account."""

    code = models.CharField(max_length=8, unique=True, default=new_recovery_code, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="recoveries")
    new_email = models.EmailField(max_length=254, blank=True)
    state = models.CharField(max_length=8, choices=RecoveryState, default=RecoveryState.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    change_at = models.DateTimeField(null=True, blank=True)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name_plural = "recoveries"
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(state__in=OPEN), name="recovery_one_open_per_member"
            ),
            models.CheckConstraint(
                condition=~Q(state=RecoveryState.AGREED) | Q(change_at__isnull=False),
                name="recovery_agreed_has_its_hour",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def stop_token(self) -> str:
        """Kept nowhere but in the mail to the old address."""
        return keyed_digest("stop", self.code)[:40]


class RecoveryVoice(models.Model):
    """A facilitator knows the person and says why, or doubts it. Two who know them make it so."""

    recovery = models.ForeignKey(Recovery, on_delete=models.CASCADE, related_name="voices")
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    agrees = models.BooleanField(default=True)
    reason = models.CharField(max_length=300)
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recovery", "facilitator"], name="recovery_voice_once_per_facilitator"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="recovery_voice_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.recovery_id}"
