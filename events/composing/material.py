"""What is known of an event, for one reader: gathered once, in as many queries for one theme as for ten."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Prefetch, Q

from community.disclosure import Disclosed
from events.composing.attendance import who_came
from events.models import Event, Note, Theme
from insights.enums import Kind, Origin
from insights.models import Insight
from members.models import Viewer


@dataclass(frozen=True)
class Finding:
    """A theme in the library and the room’s own words under it, without those left out."""

    insight: Insight
    notes: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"{settings.SITE_ADDRESS}{self.insight.get_absolute_url()}"


@dataclass(frozen=True)
class Counts:
    """An event’s notes as they stand, those left out among them."""

    notes: int
    tables: int
    left_out: int


@dataclass(frozen=True)
class Material:
    event: Event
    findings: tuple[Finding, ...]
    recorded: tuple[Finding, ...]
    counts: Counts
    came: Disclosed

    def of_kind(self, kind: Kind) -> list[Finding]:
        """The room's themes first, then what people who were there recorded themselves."""
        every = (*self.findings, *self.recorded)
        return [finding for finding in every if finding.insight.kind == kind]


def gather(event: Event, viewer: Viewer) -> Material:
    """Only what this viewer may read in the library, and only notes that stand and were kept."""
    found, recorded = _findings(event, viewer), _recorded(event, viewer)
    return Material(event, found, recorded, _counts(event), who_came(event))


def _counts(event: Event) -> Counts:
    return Counts(
        **event.notes.standing().aggregate(
            notes=Count("pk"),
            tables=Count("table", distinct=True, filter=~Q(table="")),
            left_out=Count("pk", filter=~Q(left_out_reason="")),
        )
    )


def _findings(event: Event, viewer: Viewer) -> tuple[Finding, ...]:
    kept = Note.objects.standing().filter(left_out_reason="").order_by("position", "pk")
    themes = (
        Theme.objects.filter(event=event, insight__in=Insight.objects.library(viewer))
        .select_related("insight__space")
        .defer("insight__search", "insight__tag_words")
        .prefetch_related(Prefetch("notes", kept.only("text"), to_attr="kept_notes"))
    )
    return tuple(
        Finding(theme.insight, tuple(note.text for note in theme.kept_notes))  # type: ignore[arg-type,attr-defined] # filtered and prefetched above
        for theme in themes
    )


def _recorded(event: Event, viewer: Viewer) -> tuple[Finding, ...]:
    own = Insight.objects.library(viewer).filter(space=event.pk, origin=Origin.MEMBER)
    lean = own.newest_first().select_related("space").defer("search", "tag_words")
    return tuple(Finding(insight, ()) for insight in lean)
