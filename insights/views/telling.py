"""What an insight's page says of the insight itself: drawn once for everyone whose library is the same."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.markdown import render
from insights import policies, wording
from insights.cards import place_names
from insights.enums import Audience, Origin
from insights.models import Insight
from insights.models.insights import shown_with_cards
from insights.provenance import citation, provenance
from insights.reading import kept, keys_of
from insights.results import result_of
from insights.similar import similar
from members.http import Request
from members.models import Viewer

WITH, WITHOUT = ("space", "finding"), ("search", "tag_words")


def find(viewer: Viewer, reference: str) -> Insight:
    """404 alike for what may not be read and what was never there."""
    try:
        return (
            Insight.objects.select_related(*WITH)
            .defer(*WITHOUT)
            .readable(viewer, reference.upper())
        )
    except Insight.DoesNotExist:
        raise Http404 from None


@dataclass(frozen=True, slots=True)
class Standing:
    """What this viewer may do with an insight: all in which two readers' pages tell it differently."""

    own: bool
    can_change: bool
    can_moderate: bool
    can_offer: bool

    @classmethod
    def of(cls, viewer: Viewer, insight: Insight) -> "Standing":
        return cls(
            own=insight.is_owned_by(viewer),
            can_change=policies.can_change(viewer, insight),
            can_moderate=policies.can_decide(viewer, insight),
            can_offer=policies.can_offer(viewer, insight),
        )


@dataclass(frozen=True, slots=True)
class Pieces:
    """The page's parts as HTML, each from the template of its name."""

    heading: SafeString
    words: SafeString
    about: SafeString
    result: SafeString


@dataclass(frozen=True, slots=True)
class Found:
    """An insight, what its page says of it, and the number its comments are kept under."""

    insight: Insight
    standing: Standing
    pieces: Pieces
    comments: str


def find_told(request: Request, reference: str) -> Found:
    """Kept for everyone whose library is the same as this viewer's."""
    viewer, (key, comments) = request.user, keys_of(request)
    insight = kept(key, "insight", reference, make=lambda: _in_library(viewer, reference))
    if insight is None:
        return tell(find(viewer, reference), viewer, comments=comments)
    standing = Standing.of(viewer, insight)
    pieces = kept(
        key, "told", reference, standing, make=lambda: _drawn(insight, standing, viewer=viewer)
    )
    return Found(insight, standing, pieces, comments)


def tell(insight: Insight, viewer: Viewer, *, comments: str) -> Found:
    """Told for this viewer alone."""
    standing = Standing.of(viewer, insight)
    return Found(insight, standing, _drawn(insight, standing, viewer=viewer), comments)


def _in_library(viewer: Viewer, reference: str) -> Insight | None:
    rows = Insight.objects.library(viewer).select_related(*WITH).defer(*WITHOUT)
    return rows.filter(reference=reference).first()


def _drawn(insight: Insight, standing: Standing, *, viewer: Viewer) -> Pieces:
    context = {"insight": insight, **asdict(standing), **_about(insight, viewer)}
    drawn = [render_to_string(f"insights/_{field.name}.html", context) for field in fields(Pieces)]
    return Pieces(*drawn)


def _about(insight: Insight, viewer: Viewer) -> dict[str, Any]:
    """What is told of it: nothing that two readers of one library see differently."""
    prefetch_related_objects([insight], *shown_with_cards())
    tags = insight.shown_tags
    like = similar(insight.title, [tag.name for tag in tags], viewer=viewer, but=insight)
    return {
        "body": render(insight.body),
        "what_helped": render(insight.what_helped) if insight.what_helped else "",
        "places": place_names(insight.shown_places),
        "tags": [{"url": tag.get_absolute_url(), "label": tag.name} for tag in tags],
        "sources": list(insight.sources.all()) if insight.origin == Origin.EDITORS else [],
        "provenance": provenance(insight),
        "readers": wording.readers(insight.audience, event=str(insight.space or ""))[0],
        "kept_from": _kept_from(insight),
        "citation": citation(insight),
        "result": result_of(insight),
        "similar": list(like.only("reference", "kind", "title", "published_on")),
    }


def _kept_from(insight: Insight) -> list[str]:
    """What everyone may read is kept from nobody."""
    if insight.audience == Audience.EVERYONE:
        return []
    return [organisation.name for organisation in insight.kept_from.all()]
