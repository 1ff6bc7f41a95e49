"""Comments on an insight, one level deep, signed like insights."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from insights.enums import State
from insights.models.insights import Insight
from insights.models.signing import SignedWords, owned_ids
from members.models import Member, Viewer


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Published on a readable insight; held and removed too for facilitators; one's own linked."""
        readable = self.filter(insight__in=Insight.objects.visible_to(viewer))
        if viewer.is_anonymous:
            return readable.filter(state=State.PUBLISHED)
        states = [State.PUBLISHED]
        if viewer.is_facilitator:
            states += [State.HELD, State.REMOVED]
        theirs = readable.filter(Q(state__in=states) | Q(author=viewer))
        if not viewer.is_facilitator or viewer.wears_funder_hat:
            return theirs
        left_over = Insight.objects.left_over(viewer)
        return theirs | self.filter(state=State.HELD, insight__in=left_over)

    def decided_among(self, viewer: Member) -> Self:
        """For a facilitator: what has been decided on, in any state. To say so, never to show it."""
        if not viewer.is_facilitator:
            return self.none()
        readable = Q(insight__in=Insight.objects.visible_to(viewer))
        left_over = Q(insight__in=Insight.objects.left_over(viewer))
        return self.filter(readable | left_over, decisions__isnull=False).distinct()

    def owned_by(self, member: Member) -> Self:
        rows = self.exclude(owner_proof="").values_list("pk", "owner_proof")
        return self.filter(Q(author=member) | Q(pk__in=owned_ids(rows.iterator(), member)))

    def on(self, insight: Insight, viewer: Viewer) -> "list[Comment]":
        """Those this viewer may read, on an insight already found readable: by state, row or proof."""
        return [row for row in self.all_on(insight) if row.is_readable_by(viewer)]

    def all_on(self, insight: Insight) -> "list[Comment]":
        """In any state, in the order they are read: to be narrowed before anything is shown."""
        rows = list(self.filter(insight=insight).order_by("published_on", "pk"))
        for row in rows:
            row.insight = insight
        return rows


class Comment(SignedWords):
    """A comment, or an answer to one."""

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    body = models.TextField(max_length=3_000)

    objects = CommentQuerySet.as_manager()

    class Meta(SignedWords.Meta):
        ordering = ["published_on", "id"]
        indexes = [
            models.Index(
                fields=["recorded_on", "id"], condition=Q(state="held"), name="comment_oldest_held"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [*SignedWords.Meta.constraints]

    def __str__(self) -> str:
        return self.body[:60]

    def get_absolute_url(self) -> str:
        return f"{reverse('insights:detail', args=[self.insight.reference])}#comment-{self.pk}"

    def is_readable_by(self, viewer: Viewer) -> bool:
        if self.state == State.PUBLISHED or self.is_owned_by(viewer):
            return True
        if viewer.is_anonymous:
            return False
        return viewer.is_facilitator and self.state in (State.HELD, State.REMOVED)


class CommentVersion(models.Model):
    """The words as they stood. Only the day is kept, and no author: the comment knows."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    made_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="comment_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}"
