"""Leaving: an account that is to close, and the ledger of those that were erased."""

from typing import Self

from django.db import models
from django.utils import timezone

from community.keyed import DIGEST_LENGTH, keyed_digest
from members.enums import LeftWords
from members.models.members import Member


class ClosingQuerySet(models.QuerySet["Closing"]):
    def due(self) -> Self:
        return self.filter(erase_at__lte=timezone.now())

    def undoable(self) -> Self:
        return self.filter(erase_at__gt=timezone.now())


class Closing(models.Model):
    """A member has asked to leave. Until `erase_at` one press undoes it; the night after that it happens."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="closing")
    words = models.CharField(max_length=6, choices=LeftWords)
    asked_at = models.DateTimeField(auto_now_add=True)
    erase_at = models.DateTimeField()

    objects = ClosingQuerySet.as_manager()

    class Meta:
        ordering = ["erase_at", "pk"]

    def __str__(self) -> str:
        return f"{self.erase_at:%Y-%m-%d}"


def erased_digest(member: Member) -> str:
    """What the ledger knows of a member: nothing without ANONYMITY_KEY, and no name with it."""
    return keyed_digest("erased", member.pk, member.code)


class Erasure(models.Model):
    """Somebody was erased. Names nobody; read again when an older backup brings them back."""

    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    words = models.CharField(max_length=6, choices=LeftWords)
    erased_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["erased_on", "digest"]

    def __str__(self) -> str:
        return self.digest
