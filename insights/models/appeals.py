"""Appeals: an author asks that another facilitator look at a decision again. One for each decision."""

import datetime as dt
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from insights.enums import ACT_LEADS_TO, APPEALABLE, AppealState
from insights.models.comments import Comment
from insights.models.insights import Insight
from insights.models.kept_out import KeptOut, with_a_text_out
from insights.models.moderation import Decision, exactly_one, written_by
from insights.models.variants import Variant
from members.models import Member, SpaceMember, Viewer

WORKING_DAYS = 10


def working_days_after(day: dt.date, count: int) -> dt.date:
    """Mondays to Fridays; holidays differ between the nations and are not left out."""
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day


def due() -> dt.date:
    return working_days_after(timezone.localdate(), WORKING_DAYS)


APPEALED = Q(decisions__appeal__state=AppealState.OPEN)


def stays_over_appealed() -> Q:
    """What an appealed insight was put under: whoever wrote that has a side in it."""
    open_ones = Variant.objects.filter(decision__appeal__state=AppealState.OPEN)
    return Q(pk__in=open_ones.values("stays"))


ON_INSIGHT = (
    "decision__insight",
    "decision__comment__insight",
    "kept__insight",
    "kept__offer__insight",
)


def _handed_on(viewer: Member) -> Q:
    """At an event, to other facilitators: where only whoever decided facilitates it, or once it is overdue.

    Who wrote the words is not asked: if it were, being let in would name them.
    """
    events = Insight.objects.of_any_event(viewer)
    of_event = reduce(or_, (Q(**{f"{path}__in": events}) for path in ON_INSIGHT))
    if not viewer.wears_funder_hat:
        of_event |= Q(kept__space__isnull=False)
    at = Coalesce(*(OuterRef(f"{path}__space") for path in ON_INSIGHT), OuterRef("kept__space"))
    decided_by = Coalesce(OuterRef("decision__by"), OuterRef("kept__by"), 0)
    active = {"member__is_facilitator": True, "member__is_active": True}
    there = SpaceMember.objects.filter(space=at, **active)
    others = there.exclude(member=decided_by)
    return of_event & (Q(due_on__lt=timezone.localdate()) | Q(~Exists(others)))


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, viewer: Viewer, *, proved: Sequence[UUID] | None = None) -> Self:
        """Facilitators whom the audience admits or an event needs, save who decided and who wrote the words.

        Nor whoever wrote what they were put under. `proved`, when it was asked for already, is of all
        that is appealed, what stays over it and what has a text kept out of sight, or more.
        """
        if viewer.is_anonymous or not viewer.is_facilitator:
            return self.none()
        insights = Insight.objects.decided_among(viewer)
        comments = Comment.objects.decided_among(viewer)
        admitted = Q(decision__insight__in=insights) | Q(decision__comment__in=comments)
        admitted |= _handed_on(viewer) | Q(kept__in=KeptOut.objects.readable_by(viewer))
        if proved is None:
            proved = written_by(viewer, APPEALED, stays_over_appealed(), with_a_text_out())
        stays_mine = Variant.objects.filter(Q(stays__author=viewer) | Q(stays__in=proved))
        mine = (
            Q(decision__insight__in=Insight.objects.filter(Q(author=viewer) | Q(pk__in=proved)))
            | Q(decision__comment__in=Comment.objects.filter(Q(author=viewer) | Q(pk__in=proved)))
            | Q(decision__in=stays_mine.values("decision"))
            | Q(decision__by=viewer)
            | Q(kept__in=KeptOut.objects.sided_with(viewer, proved=proved))
        )
        return self.filter(admitted).exclude(mine)

    def waiting(self) -> Self:
        """Open, on what still stands as it was decided: not withdrawn or sent again meanwhile."""
        stands = Q(kept__in=KeptOut.objects.standing())
        for act in APPEALABLE:
            state = ACT_LEADS_TO[act]
            of_either = Q(decision__insight__state=state) | Q(decision__comment__state=state)
            stands |= Q(decision__act=act) & of_either
        return self.filter(stands, state=AppealState.OPEN)


class Appeal(models.Model):
    """Names no author: of unlinked words there is none to name. Only its days are kept."""

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, null=True, blank=True, related_name="appeal"
    )
    kept = models.OneToOneField(
        KeptOut, on_delete=models.CASCADE, null=True, blank=True, related_name="appeal"
    )
    words = models.TextField(max_length=2_000)
    made_on = models.DateField(default=timezone.localdate)
    due_on = models.DateField(default=due)
    state = models.CharField(max_length=10, choices=AppealState, default=AppealState.OPEN)
    sentence = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AppealState.OPEN, by__isnull=True, decided_on__isnull=True)
                | ~Q(state=AppealState.OPEN) & Q(decided_on__isnull=False),
                name="appeal_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("made_on")), name="appeal_due_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=exactly_one("decision", "kept"), name="appeal_of_one_decision"
            ),
        ]

    def __str__(self) -> str:
        return self.state

    @property
    def of(self) -> Decision:
        """The decision on an insight or a comment; of any other text there is `kept`."""
        if self.decision is None:
            raise TypeError("the database refuses an appeal of nothing")
        return self.decision

    @property
    def thing(self) -> Insight | Comment:
        thing = self.of.insight or self.of.comment
        if thing is None:
            raise TypeError("the database refuses a decision on nothing")
        return thing

    @property
    def is_overdue(self) -> bool:
        return self.state == AppealState.OPEN and self.due_on < timezone.localdate()
