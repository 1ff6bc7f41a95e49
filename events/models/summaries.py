"""Summaries: drafted from an event block by block; what people edit survives the next draft."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Prefetch, Q

from events.enums import BlockKey
from events.models.events import Event
from insights.enums import Audience
from members.models import Viewer


class SummaryQuerySet(models.QuerySet["Summary"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Before publication those who run the event; afterwards its people whom its audience admits."""
        if viewer.is_anonymous:
            return self.none()
        mine = Q(event__in=Event.objects.run_by(viewer).values("pk"))
        theirs = Q(is_published=True, event__in=list(viewer.space_parts))
        if viewer.wears_funder_hat:
            theirs &= ~Q(event__audience=Audience.PRACTITIONERS)
        return self.filter(mine | theirs)

    def with_blocks(self, **asked: Exists) -> Self:
        """With its blocks, and of each what else is asked."""
        return self.prefetch_related(Prefetch("blocks", SummaryBlock.objects.annotate(**asked)))


class Summary(models.Model):
    """The document of one event."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="summary")
    title = models.CharField(max_length=140)
    drafted_at = models.DateTimeField()
    is_published = models.BooleanField(default=False)

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return self.title


class SummaryBlock(models.Model):
    """One block: what was drafted, and the organiser's own words laid over it (Markdown)."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="blocks")
    key = models.CharField(max_length=12, choices=BlockKey)
    position = models.PositiveIntegerField()
    drafted = models.TextField(blank=True)
    edited = models.TextField(null=True, blank=True)  # noqa: DJ001 - absent means as drafted; empty is an edit
    edited_from = models.TextField(blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_hidden = models.BooleanField(default=False)
    held_for = models.CharField(max_length=12, blank=True)  # a rule: no format shows it
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "key"], name="summary_block_once")
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def text(self) -> str:
        return self.drafted if self.edited is None else self.edited

    @property
    def has_newer_draft(self) -> bool:
        """It was edited, and what it was drafted from has changed since."""
        return self.edited is not None and self.edited_from != self.drafted


class SummaryVersion(models.Model):
    """A publication: what it showed, so that it can be composed again without what has gone since."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    published_on = models.DateField()
    insights = ArrayField(models.UUIDField(), default=list)
    notes = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "number"], name="summary_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class SummaryVersionPart(models.Model):
    """A part that was shown and the edit that stood in it; what nobody had edited is drafted again."""

    version = models.ForeignKey(SummaryVersion, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=12, choices=BlockKey)
    position = models.PositiveIntegerField()
    words = models.TextField(null=True, blank=True)  # noqa: DJ001 - absent means drafted again; empty is an edit

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="summary_version_part_once")
        ]

    def __str__(self) -> str:
        return self.key
