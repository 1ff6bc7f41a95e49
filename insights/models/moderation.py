"""Moderation: reports, reasons, and decisions. What a facilitator decides never names an unlinked author."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.codes import random_code
from community.registries import Registry
from insights.enums import Act, ReportRule, ReportState
from insights.models.comments import Comment
from insights.models.insights import Insight
from insights.models.signing import owned_ids
from insights.models.support import Offer
from members.models import Member, Space, Viewer

# Filled by whoever has texts of its own to report: which reports are on what this member may read,
# and which are on what they wrote.
reports_readable: Registry[[Member], Q] = Registry()
reports_on_own: Registry[[Member], Q] = Registry()


class Reason(models.Model):
    """A reason a facilitator may choose, kept in an editable list. Retired rather than removed."""

    act = models.CharField(max_length=8, choices=Act)
    text = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["act", "position", "text"]
        constraints = [models.UniqueConstraint(fields=["act", "text"], name="reason_once_per_act")]

    def __str__(self) -> str:
        return self.text


def exactly_one(*columns: str) -> Q:
    """One of these foreign keys is filled, and no other."""
    filled = (Q(**{f"{each}__isnull": each != one for each in columns}) for one in columns)
    return reduce(or_, filled)


TARGETS = ("insight", "comment", "offer", "member", "space")


class Decision(models.Model):
    """One act on one thing: which, why, in a sentence. `by` is shown to facilitators only.

    A hold that reports brought about is by nobody, and names their rule.
    """

    insight = models.ForeignKey(
        Insight, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    act = models.CharField(max_length=8, choices=Act)
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, related_name="+")
    sentence = models.CharField(max_length=500, blank=True)
    rule = models.CharField(max_length=12, choices=ReportRule, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("insight", "comment"), name="decision_on_one_thing"
            )
        ]

    def __str__(self) -> str:
        return self.act


def report_number(letters: str) -> str:
    """Twelve letters in threes of four: read aloud easily, and never guessed."""
    return "-".join(["RP", *(letters[at : at + 4] for at in range(0, 12, 4))])


def new_report_reference() -> str:
    return report_number(random_code(12))


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(state=ReportState.OPEN)

    def about_safety(self) -> Self:
        return self.filter(rule=ReportRule.SAFETY)

    def visible_to(self, viewer: Viewer, *, proved: Sequence[UUID] | None = None) -> Self:
        """Facilitators read reports on what they may read; one about safety, safeguarding leads alone.

        Nobody reads a report on their own words: who wrote them never learns of it. `proved`, when
        it was asked for already, is of all that is reported or more.
        """
        if viewer.is_anonymous:
            return self.none()
        safety, seen = Q(rule=ReportRule.SAFETY), Q(pk__in=[])
        if viewer.is_facilitator:
            seen |= ~safety & any_of(_readable(viewer), *reports_readable.ask(viewer))
        if viewer.is_safeguarding_lead:
            seen |= safety
        return self.filter(seen).exclude(any_of(_own(viewer, proved), *reports_on_own.ask(viewer)))

    def on_readable(self, viewer: Member) -> Self:
        """Of these, those on words this member may read anyhow."""
        return self.filter(any_of(_readable(viewer), *reports_readable.ask(viewer)))

    def counting(self) -> Self:
        """Those that can hold a thing: signed, open, not counted before, and no secret of a lead’s."""
        rows = self.open().filter(reporter__isnull=False, counted=False)
        return rows.exclude(rule=ReportRule.SAFETY)


def any_of(*conditions: Q) -> Q:
    """What fits one of these, or several."""
    return reduce(or_, conditions)


def _readable(viewer: Member) -> Q:
    return Q(comment__in=Comment.objects.visible_to(viewer)) | texts_readable(viewer)


def texts_readable(viewer: Member) -> Q:
    """Of what is about an insight, an offer or a member, what is about those this member may read."""
    insights = Insight.objects.visible_to(viewer)
    return (
        Q(insight__in=insights)
        | Q(offer__in=Offer.objects.filter(insight__in=insights))
        | Q(member__in=Member.objects.visible_to(viewer))
    )


REPORTED = Q(reports__state=ReportState.OPEN)


def _own(viewer: Member, proved: Sequence[UUID] | None) -> Q:
    """By the row when linked, by testing the proof of everything reported when not."""
    proved = written_by(viewer, REPORTED) if proved is None else proved
    return (
        Q(insight__in=Insight.objects.filter(Q(author=viewer) | Q(pk__in=proved)))
        | Q(comment__in=Comment.objects.filter(Q(author=viewer) | Q(pk__in=proved)))
        | Q(offer__in=Offer.objects.filter(helper=viewer))
        | Q(member=viewer.pk)
    )


def written_by(member: Member, *which: Q) -> list[UUID]:
    """Of unlinked insights and comments of any of these sorts, those this member can prove to own."""
    rows = [
        words.filter(each).exclude(owner_proof="").order_by().values_list("pk", "owner_proof")
        for words in (Insight.objects.all(), Comment.objects.all())
        for each in which
    ]
    return owned_ids(rows[0].union(*rows[1:]), member)


class Report(models.Model):
    """Someone, signed in or not, says a thing should be looked at. The author never learns who.

    `part` says which text of it, where it has several. No reporter is kept where only one person
    can have made the report and the words hold no author.
    """

    reference = models.CharField(
        max_length=20, unique=True, default=new_report_reference, editable=False
    )
    insight = models.ForeignKey(
        Insight, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )
    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, blank=True, related_name="reports"
    )
    part = models.CharField(max_length=12, blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rule = models.CharField(max_length=12, choices=ReportRule)
    words = models.TextField(max_length=2_000, blank=True)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    outcome = models.CharField(max_length=500, blank=True)
    counted = models.BooleanField(default=False)  # it helped to hold the thing once
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=exactly_one(*TARGETS), name="report_on_one_thing")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def thing(self) -> Insight | Comment | None:
        """What it is about; the database refuses a report on nothing."""
        return self.insight or self.comment
