"""Cards: an insight as a list shows it, worked out here so that a template only repeats."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from insights.enums import Kind, SupportState
from insights.models import Insight, Response
from insights.models.insights import InsightQuerySet
from insights.provenance import provenance
from insights.snippets import SEARCHED, excerpt, marked
from members.models import Place, Viewer

VERDICTS = {
    "mostly_not_sure": _("Mostly not sure"),
    "shared": _("Shared across sectors"),
    "shared_absence": _("Shared: not true here"),
    "differs": _("Differs by sector"),
    "contested": _("Contested within sectors"),
    "mixed": _("Mixed"),
}


@dataclass(frozen=True, slots=True)
class TagLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """`title` and `words` may be safe HTML with marks. `verdict` is empty when there is none to show."""

    reference: str
    url: str
    kind: str
    kind_label: str
    title: str
    words: str
    byline: str
    day: date | None
    places: str
    tags: Sequence[TagLink]
    verdict: str
    verdict_label: str
    provenance: str
    support: str


def cards(rows: InsightQuerySet, *, viewer: Viewer, words: str = "") -> list[Card]:
    """One card a row, in order; `words` are marked where they are found."""
    insights = list(rows.for_cards().annotate(start=Left("body", SEARCHED)).defer("body"))
    shown = results_shown(insights, viewer)
    texts: Iterable[tuple[str, str]] = (
        marked([(it.title, it.start) for it in insights], words)  # type: ignore[attr-defined] # annotated
        if words and insights
        else [(it.title, excerpt(it.start)) for it in insights]  # type: ignore[attr-defined] # annotated
    )
    return [
        _card(insight, text, verdict=verdict_of(insight) if insight.pk in shown else "")
        for insight, text in zip(insights, texts, strict=True)
    ]


def results_shown(insights: Sequence[Insight], viewer: Viewer) -> set[object]:
    """Results are hidden from a member until they have answered. Authors are not asked."""
    if viewer.is_anonymous:
        return {insight.pk for insight in insights}
    counted = [insight.pk for insight in insights if verdict_of(insight)]
    answered = Response.objects.visible_to(viewer).filter(insight__in=counted)
    own = {insight.pk for insight in insights if insight.is_owned_by(viewer)}
    return own | set(answered.values_list("insight", flat=True) if counted else ())


def verdict_of(insight: Insight) -> str:
    """The code of a verdict worth saying, or nothing."""
    code = insight.finding.verdict if hasattr(insight, "finding") else ""
    return code if code in VERDICTS else ""


def place_names(places: Iterable[Place]) -> str:
    return ", ".join(place.name for place in places)


def _card(insight: Insight, text: tuple[str, str], *, verdict: str) -> Card:
    state = insight.support_state
    return Card(
        reference=insight.reference,
        url=insight.get_absolute_url(),
        kind=insight.kind,
        kind_label=str(Kind(insight.kind).label),
        title=text[0],
        words=text[1],
        byline=insight.byline,
        day=insight.published_on,
        places=place_names(insight.shown_places),
        tags=[TagLink(tag.name, tag.get_absolute_url()) for tag in insight.shown_tags],
        verdict=verdict,
        verdict_label=str(VERDICTS.get(verdict, "")),
        provenance=provenance(insight),
        support=str(SupportState(state).label) if state else "",
    )
