"""Cards: an insight as a list shows it, worked out here so that a template only repeats."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language

from community.prepared import prepared
from insights.commonality.words import VERDICT_NAMES
from insights.enums import Kind, SupportState
from insights.models import Insight, Response
from insights.models.insights import InsightQuerySet
from insights.provenance import provenance
from insights.reading import kept
from insights.snippets import SEARCHED, START, STOP, bare, excerpt, marked
from members.models import Place, Viewer

__all__ = ["START", "STOP", "Card", "Ownership", "cards", "place_names", "results_shown"]


NOBODYS = [UUID(int=0)]  # where the ids are put in
UNSHOWN = ("body", "search", "tag_words", "what_helped", "form_proof", "outcome")
# Accepted tags and chosen places with their insights: a card needs only their names, not two more queries.
SHOWN = {
    "start": Left("body", SEARCHED),
    "verdict": F("finding__verdict"),
    "held_on": F("space__held_on"),
    "tag_names": RawSQL(
        "ARRAY(SELECT ARRAY[tag.slug, tag.name] FROM insights_tagging tagging"
        " JOIN insights_tag tag ON tag.id = tagging.tag_id AND tag.state = 'accepted'"
        ' WHERE tagging.content_object_id = insights_insight.id ORDER BY tag.name COLLATE "C")',
        [],
    ),
    "place_names": RawSQL(
        "ARRAY(SELECT place.name FROM insights_insightplace shown"
        " JOIN members_place place ON place.id = shown.place_id"
        " WHERE shown.insight_id = insights_insight.id AND shown.chosen ORDER BY shown.id)",
        [],
    ),
}


@dataclass(frozen=True, slots=True)
class TagLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Ownership:
    """What tells whose an insight is. It never reaches a page."""

    pk: UUID
    attribution: str
    author_id: int | None
    proof: str

    def is_of(self, viewer: Viewer) -> bool:
        return Insight(
            pk=self.pk,
            attribution=self.attribution,
            author_id=self.author_id,
            owner_proof=self.proof,
        ).is_owned_by(viewer)


@dataclass(frozen=True, slots=True)
class Card:
    """`title` and `words` may be safe HTML with marks. `verdict` is empty when there is none to show."""

    ownership: Ownership
    url: str
    kind: str
    kind_label: str
    title: str
    words: str
    byline: str
    day: date | None
    places: str
    tags: tuple[TagLink, ...]
    verdict: str
    verdict_label: str
    provenance: str
    support: str

    @property
    def kind_mark(self) -> SafeString:
        return _piece(
            get_language(), "ui/kind.html", (("kind", self.kind), ("label", self.kind_label))
        )

    @property
    def foot(self) -> SafeString:
        """What stands under the words. Its verdict, which not every reader may see, is between marks."""
        shown = tuple((name, getattr(self, name)) for name in FOOT)
        return _piece(get_language(), "insights/_card_foot.html", shown)


FOOT = ("byline", "day", "places", "tags", "verdict", "verdict_label", "provenance", "support")


@lru_cache(maxsize=5_000)
def _piece(_language: str, template: str, shown: tuple[tuple[str, Hashable], ...]) -> SafeString:
    """The same words look the same wherever they are shown: drawn once."""
    return render_to_string(template, {**dict(shown), "start": START, "stop": STOP})


def cards(rows: InsightQuerySet, *, words: str = "") -> list[Card]:
    """One card a row, in order; `words` are marked where they are found. Who sees which verdict comes after."""
    return _cards(list(rows.defer(*UNSHOWN).annotate(**SHOWN)), words)


def cards_of(ids: Sequence[UUID], viewer: Viewer, *, key: str, words: str = "") -> list[Card]:
    """The same, of those of a reader's library that are named; the question is written once a reading key."""
    sql, params = kept(key, "cards", make=lambda: _question(viewer))
    with prepared():
        rows = list(Insight.objects.raw(sql, [list(ids) if it == NOBODYS else it for it in params]))
    return _cards(rows, words)


def _question(viewer: Viewer) -> tuple[str, Sequence[Any]]:
    rows = Insight.objects.library(viewer).in_this_order(NOBODYS)
    query = rows.defer(*UNSHOWN).annotate(**SHOWN).query
    sql, params = query.get_compiler(connection=connection).as_sql()
    return sql, params


def _cards(insights: Sequence[Insight], words: str) -> list[Card]:
    texts: Iterable[tuple[str, str]] = (
        marked([(it.title, it.start) for it in insights], words)  # type: ignore[attr-defined] # annotated
        if words and insights
        else [(bare(it.title), bare(excerpt(it.start))) for it in insights]  # type: ignore[attr-defined] # annotated
    )
    said = _labels(get_language())
    return [_card(insight, text, said) for insight, text in zip(insights, texts, strict=True)]


def results_shown(counted: Sequence[Ownership], viewer: Viewer) -> set[UUID]:
    """Results are hidden from a member until they have answered. Authors are not asked."""
    ids = {owner.pk for owner in counted}
    if viewer.is_anonymous or not ids:
        return ids
    answered = Response.objects.visible_to(viewer).filter(insight__in=ids)
    own = {owner.pk for owner in counted if owner.is_of(viewer)}
    return own | set(answered.values_list("insight", flat=True))


def worth_saying(verdict: str | None) -> str:
    """The code of a verdict that says something, or nothing."""
    return verdict if verdict in VERDICT_NAMES else ""


@lru_cache(maxsize=1_000)
def tag_url(slug: str) -> str:
    return reverse("insights:tag", args=[slug])


@lru_cache(maxsize=1_000)
def _tag_link(slug: str, name: str) -> TagLink:
    return TagLink(name, tag_url(slug))


@lru_cache(maxsize=10)
def _labels(_language: str) -> Mapping[str, str]:
    """The fixed words of a card by their values, which are unlike one another."""
    named = {**dict(Kind.choices), **dict(SupportState.choices), **VERDICT_NAMES, "": ""}
    return {value: str(label) for value, label in named.items()}


@lru_cache(maxsize=5_000)
def _page(reference: str) -> str:
    return reverse("insights:detail", args=[reference])


def place_names(places: Iterable[Place]) -> str:
    return ", ".join(place.name for place in places)


def _card(insight: Any, text: tuple[str, str], said: Mapping[str, str]) -> Card:
    """`insight` with what `SHOWN` adds; `said` are the fixed words."""
    state, verdict = insight.support_state or "", worth_saying(insight.verdict)
    return Card(
        ownership=Ownership(
            insight.pk, insight.attribution, insight.author_id, insight.owner_proof
        ),
        url=_page(insight.reference),
        kind=insight.kind,
        kind_label=said[insight.kind],
        title=text[0],
        words=text[1],
        byline=capfirst(insight.byline),
        day=insight.published_on,
        places=", ".join(insight.place_names),
        tags=tuple(_tag_link(slug, name) for slug, name in insight.tag_names),
        verdict=verdict,
        verdict_label=said[verdict],
        provenance=provenance(insight, held_on=insight.held_on),
        support=said[state],
    )
