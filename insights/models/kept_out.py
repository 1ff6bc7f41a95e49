"""Texts that are no insight and no comment, kept out of sight by a facilitator: what an appeal of one is of."""

from collections.abc import Sequence
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.registries import Registry
from insights.enums import ReportRule
from insights.models.insights import Insight
from insights.models.moderation import (
    any_of,
    exactly_one,
    reports_on_own,
    reports_readable,
    texts_readable,
    written_by,
)
from insights.models.support import Offer
from members.models import Member, Space, Viewer

# Filled by whoever has texts of its own to report: which rows are on texts still out of sight, and
# which are on those that this member answers for.
texts_held: Registry[[], Q] = Registry()
texts_of: Registry[[Member], Q] = Registry()


class KeptOutQuerySet(models.QuerySet["KeptOut"]):
    def owned_by(self, member: Viewer) -> Self:
        """Those of whose text this member is the author, or runs the event of: by row, or by proof."""
        if member.is_anonymous:
            return self.none()
        proved = written_by(member, with_a_text_out())
        return self.filter(any_of(_own(member, proved), *texts_of.ask(member)))

    def standing(self) -> Self:
        """While the text is out of sight as it was decided, and nobody has put other words there."""
        own = (
            Q(insight__outcome_held_for__gt="")
            | Q(offer__held_for__gt="")
            | Q(member__about_held_for__gt="")
        )
        return self.filter(any_of(own, *texts_held.ask()), stands=True)

    def readable_by(self, viewer: Member) -> Self:
        return self.filter(any_of(texts_readable(viewer), *reports_readable.ask(viewer)))

    def sided_with(self, viewer: Member, *, proved: Sequence[UUID]) -> Self:
        """Whoever decided, and whoever wrote the text or runs its event, has a side in it.

        `proved` are what the viewer can prove to own of all `with_a_text_out`, or more.
        """
        own = any_of(_own(viewer, proved), *texts_of.ask(viewer), *reports_on_own.ask(viewer))
        return self.filter(own | Q(by=viewer))


def with_a_text_out() -> Q:
    """Insights of which a text was kept out of sight."""
    return Q(pk__in=KeptOut.objects.filter(insight__isnull=False).values("insight"))


def _own(member: Member, proved: Sequence[UUID]) -> Q:
    return (
        Q(insight__in=Insight.objects.filter(Q(author=member) | Q(pk__in=proved)))
        | Q(offer__in=Offer.objects.filter(helper=member))
        | Q(member=member.pk)
    )


class KeptOut(models.Model):
    """That a facilitator kept a text out of sight after a report, and for which rule.

    It points at what the report points at and never at the report: nothing leads to whoever made it.
    `stands` until the text goes out of sight anew. A worry about safety leaves none.
    """

    insight = models.ForeignKey(
        Insight, on_delete=models.CASCADE, null=True, blank=True, related_name="kept_out"
    )
    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="kept_out"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, blank=True, related_name="kept_out"
    )
    part = models.CharField(max_length=12)
    rule = models.CharField(max_length=12, choices=ReportRule)
    kept_on = models.DateField(default=timezone.localdate)
    stands = models.BooleanField(default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = KeptOutQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("insight", "offer", "member", "space"),
                name="kept_out_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(rule=ReportRule.SAFETY), name="kept_out_for_no_worry"
            ),
        ]

    def __str__(self) -> str:
        return self.part
