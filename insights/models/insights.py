"""Insights: one model, three kinds. Who may read one is decided here and nowhere else."""

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Prefetch, Q, Value
from django.urls import reverse
from taggit.managers import TaggableManager

from community.codes import random_code
from insights.enums import (
    LINKED,
    REFERENCE_PREFIX,
    UNLINKED,
    Audience,
    Kind,
    State,
    SupportState,
    TagState,
)
from insights.models.search_vector import SearchWords
from insights.models.signing import SignedWords, owned_ids
from insights.models.tags import Tag, Tagging
from members.models import Member, Organisation, Place, Space, SpaceMember, Viewer


def new_reference(kind: str) -> str:
    """`PR-7K2QM`: random, never sequential."""
    return f"{REFERENCE_PREFIX[Kind(kind)]}-{random_code(5)}"


class OneOf(Func):
    """`id = ANY(array)`: one parameter however many there are, so that a question keeps its shape."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()
    conditional = True


class InsightQuerySet(models.QuerySet["Insight"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Every insight this viewer may read, published or not, as trust.md section 1 has it.

        One's own unlinked insights are found only by proof: `owned_by`, `readable`.
        """
        if viewer.is_anonymous:
            return self.published().filter(audience=Audience.EVERYONE)
        states = [State.PUBLISHED]
        if viewer.is_facilitator:
            states += [State.HELD, State.REMOVED]
        readable = self._admitting(viewer) & Q(state__in=states)
        left_over = self._left_over(viewer) & Q(state=State.HELD)
        return self.filter(Q(author=viewer) | readable | left_over)

    def _admitting(self, viewer: Member) -> Q:
        """The audience lets this member in and no organisation of theirs is kept out."""
        audiences = [Audience.EVERYONE, Audience.MEMBERS]
        if not viewer.wears_funder_hat:
            audiences.append(Audience.PRACTITIONERS)
        admits = Q(audience__in=audiences)
        if viewer.space_parts:
            admits |= Q(audience=Audience.EVENT, space__in=list(viewer.space_parts))
        return admits & self._not_kept_from(viewer)

    def _not_kept_from(self, viewer: Member) -> Q:
        if not viewer.organisation_ids:
            return Q()
        kept = KeptFrom.objects.filter(organisation__in=viewer.organisation_ids)
        return ~Q(pk__in=kept.values("insight"))

    def _left_over(self, viewer: Member) -> Q:
        """At an event nobody facilitates: other facilitators decide, unless they wear a funder hat."""
        if not viewer.is_facilitator or viewer.wears_funder_hat:
            return Q(pk__in=[])
        facilitators = {"member__is_facilitator": True, "member__is_active": True}
        looked_after = SpaceMember.objects.filter(**facilitators).values("space")
        of_event = Q(audience=Audience.EVENT) & ~Q(space__in=looked_after)
        return of_event & self._not_kept_from(viewer)

    def left_over(self, viewer: Member) -> Self:
        """For a facilitator: at events that nobody facilitates, in any state."""
        return self.filter(self._left_over(viewer))

    def of_any_event(self, viewer: Member) -> Self:
        """For a facilitator without a funder hat, in any state: to decide on an appeal and for nothing else."""
        if not viewer.is_facilitator or viewer.wears_funder_hat:
            return self.none()
        return self.filter(self._not_kept_from(viewer), audience=Audience.EVENT)

    def removed_from(self, viewer: Viewer) -> Self:
        """What a facilitator removed and this viewer could otherwise read. To say so, never to show it."""
        removed = self.filter(state=State.REMOVED)
        if viewer.is_anonymous:
            return removed.filter(audience=Audience.EVERYONE)
        return removed.filter(self._admitting(viewer))

    def admitted_to(self, viewer: Viewer) -> Self:
        """In any state: to say of a facilitator’s own work that it exists, never to show it."""
        if viewer.is_anonymous or not viewer.is_facilitator:
            return self.none()
        return self.filter(self._admitting(viewer))

    def decided_among(self, viewer: Member) -> Self:
        """For readers of the log: what was decided on, in any state. To name it, never to show it."""
        if not (viewer.is_facilitator or viewer.is_administrator):
            return self.none()
        admitted = self._admitting(viewer) | self._left_over(viewer)
        return self.filter(admitted, decisions__isnull=False).distinct()

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def library(self, viewer: Viewer) -> Self:
        """What the library, its counts, tag pages and feeds show this viewer: each matter once.

        What was put with another is left out for those who read that other, and for nobody else.
        """
        others = Insight.objects.published().visible_to(viewer).filter(variants__isnull=False)
        return self.in_force(viewer).exclude(pk__in=others.values("variants__insight"))

    def in_force(self, viewer: Viewer) -> Self:
        """Published and theirs to read, whether or not it was put with another."""
        return self.published().visible_to(viewer)

    def linked(self) -> Self:
        return self.filter(attribution__in=LINKED)

    def unlinked(self) -> Self:
        return self.filter(attribution__in=UNLINKED)

    def owned_by(self, member: Member) -> Self:
        """Linked rows by author, unlinked rows by testing the proof of every one."""
        rows = self.unlinked().exclude(owner_proof="").values_list("pk", "owner_proof")
        return self.filter(Q(author=member) | Q(pk__in=owned_ids(rows.iterator(), member)))

    def readable(self, viewer: Viewer, reference: str) -> "Insight":
        """The insight of this reference, or DoesNotExist: what may not be read does not exist."""
        admitted = Insight.objects.visible_to(viewer).filter(pk=OuterRef("pk"))
        insight = self.filter(reference=reference).annotate(admitted=Exists(admitted)).get()
        if insight.admitted or insight.is_owned_by(viewer):  # type: ignore[attr-defined] # annotated
            return insight
        raise Insight.DoesNotExist

    def newest_first(self) -> Self:
        """By day, then at random: the order says nothing about who wrote when."""
        return self.order_by("-published_on", "pk")

    def in_this_order(self, ids: Sequence[uuid.UUID]) -> Self:
        """Of these, in the order they are named."""
        named = Value(list(ids), output_field=ArrayField(models.UUIDField()))
        place = Func(named, F("pk"), function="array_position")
        return self.filter(OneOf(F("pk"), named)).order_by(place)

    def for_cards(self) -> Self:
        """What a card shows and no more: accepted tags, chosen places, and proofs for one's own."""
        return (
            self.defer("search", "tag_words", "what_helped", "form_proof")
            .select_related("space", "finding")
            .prefetch_related(*shown_with_cards())
        )


class Insight(SignedWords):  # type: ignore[django-manager-missing] # taggit is untyped
    """A principle, a challenge or a support need."""

    reference = models.CharField(max_length=8, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=140)
    body = models.TextField(max_length=10_000)
    what_helped = models.TextField(max_length=10_000, blank=True)
    audience = models.CharField(max_length=13, choices=Audience, default=Audience.MEMBERS)
    space = models.ForeignKey(
        Space, on_delete=models.PROTECT, null=True, blank=True, related_name="insights"
    )
    kept_from = models.ManyToManyField(
        Organisation, through="KeptFrom", blank=True, related_name="+"
    )
    tags = TaggableManager(through=Tagging, blank=True)
    tag_words = models.TextField(blank=True, editable=False)
    # Provenance of an event's theme: equal to stored rows, kept by the events package.
    note_count = models.PositiveIntegerField(null=True, blank=True)
    table_count = models.PositiveIntegerField(null=True, blank=True)
    checked_by = models.PositiveIntegerField(null=True, blank=True)
    people_there = models.PositiveIntegerField(null=True, blank=True)
    support_state = models.CharField(max_length=8, choices=SupportState, blank=True)
    outcome = models.CharField(max_length=500, blank=True)
    # A rule: the outcome is not shown. The database knows the default too, for rows copied in bulk.
    outcome_held_for = models.CharField(max_length=12, blank=True, default="", db_default="")
    search = models.GeneratedField(
        expression=SearchWords("title", "tag_words", "body", "what_helped"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = InsightQuerySet.as_manager()

    class Meta(SignedWords.Meta):
        ordering = ["-published_on", "id"]
        indexes = [
            GinIndex(fields=["search"], name="insight_search"),
            models.Index(
                fields=["-published_on", "id"],
                condition=Q(state="published"),
                name="insight_newest_first",
            ),
            models.Index(
                fields=["recorded_on", "id"], condition=Q(state="held"), name="insight_oldest_held"
            ),
            models.Index(
                fields=["author"], condition=Q(author__isnull=False), name="insight_by_author"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *SignedWords.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(audience=Audience.EVENT) | Q(space__isnull=False),
                name="insight_event_audience_has_event",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.SUPPORT_NEED) & ~Q(support_state="")
                | ~Q(kind=Kind.SUPPORT_NEED) & Q(support_state="", outcome=""),
                name="insight_support_state_for_support_needs",
            ),
            models.CheckConstraint(
                condition=~Q(support_state=SupportState.CLOSED) | ~Q(outcome=""),
                name="insight_closed_need_says_how_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("insights:detail", args=[self.reference])

    @property
    def shown_tags(self) -> list[Tag]:
        """Tags of the vocabulary; a proposal is shown to nobody until it is accepted."""
        tags = [tagging.tag for tagging in self.taggings.all()]
        return sorted(
            (tag for tag in tags if tag.state == TagState.ACCEPTED), key=lambda tag: tag.name
        )

    @property
    def outcome_shown(self) -> str:
        return "" if self.outcome_held_for else self.outcome

    @property
    def shown_places(self) -> list[Place]:
        """The places it is shown under, as precisely as was chosen and hides the author."""
        return [row.place for row in self.place_rows.all() if row.chosen]


class KeptFrom(models.Model):
    """An organisation whose people may not read an insight."""

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="kept_from_rows")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "insight"], name="kept_from_once")
        ]

    def __str__(self) -> str:
        return f"{self.insight_id}"


class InsightPlace(models.Model):
    """An insight's place, and every place that holds it, so that a region finds its authorities.

    Holds only what is shown: a place too small to hide an unlinked author is never stored.
    """

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="place_rows")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="insight_rows")
    chosen = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["insight", "place"], name="insight_place_once")
        ]
        indexes = [models.Index(fields=["place", "insight"], name="insight_place_by_place")]

    def __str__(self) -> str:
        return f"{self.place_id}"


def shown_with_cards() -> "tuple[Prefetch[Any], ...]":
    """Accepted tags and chosen places: a query each."""
    tags = Tagging.objects.filter(tag__state=TagState.ACCEPTED).select_related("tag")
    places = InsightPlace.objects.filter(chosen=True).select_related("place")
    return Prefetch("taggings", tags), Prefetch("place_rows", places)
