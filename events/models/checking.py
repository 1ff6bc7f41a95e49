"""Check-back by link: where people answer, what they said to each theme, which notes they asked to be left out.

No row here says who answered. A proof is another for every theme: what one person said to two shares nothing.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from community.codes import random_code
from community.keyed import DIGEST_LENGTH, keyed_digest
from events.enums import BatchState, EventState
from events.models.events import Event
from events.models.notes import Note
from events.models.themes import Theme
from members.models import Member, Viewer

CODE_LENGTH = 16


@dataclass(frozen=True)
class Sender:
    """A member, or whoever holds the key of a form. Only proofs are made of it."""

    of: str
    key: object

    @classmethod
    def member(cls, member: Member) -> "Sender":
        return cls("member", member.pk)

    @classmethod
    def form(cls, key: uuid.UUID) -> "Sender":
        return cls("form", key)

    def proof(self, what: str, pk: int) -> str:
        return keyed_digest("check", what, pk, self.of, self.key)


def new_check_code() -> str:
    return random_code(CODE_LENGTH)


class CheckLinkQuerySet(models.QuerySet["CheckLink"]):
    def reached_by(self, code: str) -> Self:
        """The link an address leads to, also one that was closed or renewed."""
        return self.filter(code=code).select_related("event")


class CheckLink(models.Model):
    """An address that was handed out. A renewed one is remembered, to say that it is closed."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="check_links")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_check_code)
    is_current = models.BooleanField(default=True)
    closes_on = models.DateField()  # the last day on which it takes answers
    mailed_on = models.DateField(null=True, blank=True)

    objects = CheckLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(is_current=True), name="check_link_one_is_current"
            ),
            models.CheckConstraint(
                condition=Q(code__regex="^[2-9A-HJKMNP-TV-Z]{16}$"),
                name="check_link_cannot_be_guessed",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("events:check", args=[self.code])

    @property
    def is_open(self) -> bool:
        """Current, not past its last day, and the themes are not published yet."""
        is_asked = self.is_current and self.event.state == EventState.CHECKING_BACK
        return is_asked and self.closes_on >= timezone.localdate()

    @classmethod
    def last_day(cls, days: int) -> dt.date:
        return timezone.localdate() + dt.timedelta(days=days)


class CheckAnswer(models.Model):
    """Somebody answered. The proof is let go once no second answer can come."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="check_answers")
    proof = models.CharField(max_length=DIGEST_LENGTH, unique=True, null=True, editable=False)  # noqa: DJ001 - absent, not empty: unique

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class ThemeCheckQuerySet(models.QuerySet["ThemeCheck"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Only those who run the event read what was said to its themes."""
        return self.filter(theme__event__in=Event.objects.run_by(viewer).values("pk"))

    def owned_by(self, member: Member, themes: Iterable[Theme]) -> Self:
        """What this member said to these themes, by proof."""
        sender = Sender.member(member)
        return self.filter(proof__in=[sender.proof("theme", theme.pk) for theme in themes])


class ThemeCheck(models.Model):
    """“That is it” or “not quite”, and why, of a theme as it was worded then. In random order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="checks")
    proof = models.CharField(max_length=DIGEST_LENGTH, unique=True, null=True, editable=False)  # noqa: DJ001 - absent, not empty: unique
    is_it = models.BooleanField()
    reason = models.CharField(max_length=1_000, blank=True)
    wording = models.PositiveIntegerField(default=1)  # the theme's version

    objects = ThemeCheckQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_it=True) | ~Q(reason=""), name="theme_check_says_what_is_not_right"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class AskedOutQuerySet(models.QuerySet["AskedOut"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Only those who run the event read which notes were asked for."""
        return self.filter(note__event__in=Event.objects.run_by(viewer).values("pk"))

    def unsettled(self) -> Self:
        """The note stands and counts, and nobody has said why it stays."""
        standing = self.filter(kept_reason="", note__left_out_reason="", note__is_waiting=False)
        return standing.exclude(note__batch__state=BatchState.UNDONE)


class AskedOut(models.Model):
    """Somebody asked for this note to be left out: not who, nor how many. Kept until it is settled."""

    note = models.OneToOneField(
        Note, on_delete=models.CASCADE, related_name="asked_out", primary_key=True
    )
    kept_reason = models.CharField(max_length=200, blank=True)

    objects = AskedOutQuerySet.as_manager()

    class Meta:
        ordering = ["note__code"]

    def __str__(self) -> str:
        return self.note.code
