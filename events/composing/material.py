"""What is known of an event, for one reader: gathered once, in as many queries for one theme as for ten."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from community.disclosure import Disclosed
from events.composing.attendance import who_came
from events.composing.room import Room
from events.enums import BatchState
from events.hearing import Share, share_of
from events.models import Event, NextStep, Note, Theme
from insights.enums import Facet, Kind, OfferState, Origin, TagState
from insights.models import Insight, Offer, Tagging
from members.models import Viewer

STILL_OFFERED = (OfferState.OFFERED, OfferState.ACCEPTED)
MOST_EARLIER = 30  # steps of earlier events


@dataclass(frozen=True)
class Said:
    """A note: its words, and the table they were said at."""

    pk: int
    text: str
    table: str


@dataclass(frozen=True)
class Finding:
    """A theme in the library and the room’s own words under it, without those left out."""

    insight: Insight
    said: tuple[Said, ...] = ()

    def tags(self, facet: Facet) -> list[str]:
        """Accepted words of the vocabulary alone: a proposal is shown to nobody."""
        tags: list[dict[str, str]] = self.insight.accepted_tags  # type: ignore[attr-defined] # annotated
        return sorted(tag["name"] for tag in tags if tag["facet"] == facet)

    @property
    def offers(self) -> int:
        """How many offer help with it now."""
        made: int | None = self.insight.offers_made  # type: ignore[attr-defined] # annotated
        return made or 0

    @property
    def address(self) -> str:
        return f"{settings.SITE_ADDRESS}{self.insight.get_absolute_url()}"


@dataclass(frozen=True)
class Counts:
    """An event’s notes as they stand, those left out among them. One in two themes is used once."""

    notes: int
    used: int
    tables: int
    left_out: int


@dataclass(frozen=True)
class Material:
    """`gone` are the words of notes left out, taken back, or of themes this reader may not read."""

    event: Event
    findings: tuple[Finding, ...]
    recorded: tuple[Finding, ...]
    counts: Counts
    came: Disclosed
    came_is_noted: bool
    steps: tuple[NextStep, ...] = ()
    earlier_steps: tuple[NextStep, ...] = ()
    gone: tuple[str, ...] = ()
    worth: Share | None = None

    def of_kind(self, kind: Kind) -> list[Finding]:
        """The room's themes first, then what people who were there recorded themselves."""
        every = (*self.findings, *self.recorded)
        return [finding for finding in every if finding.insight.kind == kind]


def gather(event: Event, viewer: Viewer, room: Room) -> Material:
    """Only what this viewer may read in the library, and only notes that stand and were kept."""
    every, insights = list(_notes(event)), list(_insights(event, viewer))
    notes = [note for note in every if not _is_taken_back(note)]
    steps = NextStep.objects.here_and_before(event, MOST_EARLIER)
    return Material(
        event,
        findings=tuple(_findings(event, insights, _said(notes))),
        recorded=tuple(Finding(it) for it in insights if _theme_at(event, it) is None),
        counts=_counts(event, notes, insights),
        came=who_came(room),
        came_is_noted=room.is_noted,
        steps=tuple(it for it in steps if it.event_id == event.pk and not event.words_held_for),
        earlier_steps=tuple(it for it in steps if it.event_id != event.pk),
        gone=tuple(_gone(event, every, insights)),
        worth=share_of(room.worth),
    )


def only(material: Material, insights: Collection[UUID], notes: Collection[int]) -> Material:
    """What stands of these rows, and of no others."""
    findings = tuple(
        replace(it, said=tuple(said for said in it.said if said.pk in notes))
        for it in material.findings
        if it.insight.pk in insights
    )
    recorded = tuple(it for it in material.recorded if it.insight.pk in insights)
    return replace(material, findings=findings, recorded=recorded)


def _notes(event: Event) -> QuerySet[Note]:
    """What has been said, each with the themes it was sorted into, and those of them that were published."""
    in_themes = {
        name: ArrayAgg("themes", filter=there, default=Value([]))
        for name, there in {
            "sorted_into": Q(themes__isnull=False),
            "published_into": Q(themes__insight__isnull=False),
        }.items()
    }
    lean = Note.objects.filter(event=event, is_waiting=False).select_related("batch")
    lean = lean.only("text", "table", "left_out_reason", "position", "batch__state")
    return lean.annotate(**in_themes).order_by("position", "pk")


def _is_taken_back(note: Note) -> bool:
    return note.batch is not None and note.batch.state == BatchState.UNDONE


def _gone(event: Event, notes: Iterable[Note], insights: Iterable[Insight]) -> Iterator[str]:
    shown = {theme.pk for it in insights if (theme := _theme_at(event, it)) is not None}
    for note in notes:
        published: list[int] = note.published_into  # type: ignore[attr-defined] # annotated
        is_withdrawn = bool(published) and shown.isdisjoint(published)
        if _is_taken_back(note) or note.left_out_reason or is_withdrawn:
            yield note.text


def _insights(event: Event, viewer: Viewer) -> QuerySet[Insight]:
    """The event’s themes in the library, and what people who were there recorded themselves."""
    from_here = Q(theme__event=event) | Q(space=event.pk, origin=Origin.MEMBER)
    found = Insight.objects.in_force(viewer).filter(from_here).newest_first()
    lean = found.select_related("space", "theme", "finding").defer("search", "tag_words")
    tags = Tagging.objects.filter(content_object=OuterRef("pk"), tag__state=TagState.ACCEPTED)
    word = JSONObject(name="tag__name", facet="tag__facet")
    offers = Offer.objects.filter(insight=OuterRef("pk"), state__in=STILL_OFFERED).order_by()
    return lean.annotate(
        accepted_tags=ArraySubquery(tags.values(word=word)),
        offers_made=Subquery(offers.values("insight").annotate(n=Count("pk")).values("n")),
    )


def _theme_at(event: Event, insight: Insight) -> Theme | None:
    theme: Theme | None = getattr(insight, "theme", None)
    return theme if theme is not None and theme.event_id == event.pk else None


def _said(notes: Iterable[Note]) -> dict[int, list[Said]]:
    """The words of the notes that were kept, theme by theme."""
    said: dict[int, list[Said]] = defaultdict(list)
    for note in notes:
        for theme in [] if note.left_out_reason else note.sorted_into:  # type: ignore[attr-defined] # annotated
            said[theme].append(Said(note.pk, note.text, note.table))
    return said


def _findings(
    event: Event, insights: Iterable[Insight], said: Mapping[int, list[Said]]
) -> Iterator[Finding]:
    themed = [(theme, it) for it in insights if (theme := _theme_at(event, it)) is not None]
    for theme, insight in sorted(themed, key=lambda pair: (pair[0].position, pair[0].pk)):
        yield Finding(insight, tuple(said.get(theme.pk, ())))


def _counts(event: Event, notes: Collection[Note], insights: Iterable[Insight]) -> Counts:
    shown = {theme.pk for it in insights if (theme := _theme_at(event, it)) is not None}
    return Counts(
        notes=len(notes),
        used=sum(1 for note in notes if _is_used(note, shown)),
        tables=len({note.table for note in notes if note.table}),
        left_out=sum(1 for note in notes if note.left_out_reason),
    )


def _is_used(note: Note, themes: Collection[int]) -> bool:
    sorted_into: list[int] = note.sorted_into  # type: ignore[attr-defined] # annotated
    return not note.left_out_reason and any(theme in themes for theme in sorted_into)
