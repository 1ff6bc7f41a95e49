"""Finding insights: what was asked for, which rows answer it, in which order.

The stored vector answers. A slim table may come under this module later; nothing above it would change.
"""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, Value

from insights.models import Insight, InsightPlace, Tag, Tagging
from insights.models.insights import InsightQuerySet, OneOf
from insights.models.search_vector import folded
from members.models import Place, Space, Viewer

REFERENCE = re.compile(r"(?:PR|CH|SN)-[0-9A-Z]{5}")
COVER_DENSITY_BY_LENGTH = 1  # divides the rank by 1 + the logarithm of the length


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a reader asked the library for. The address says it all, and nothing else."""

    words: str = ""
    kind: str = ""
    sector: str = ""
    year: int | None = None
    tags: tuple[Tag, ...] = ()
    place: Place | None = None
    event: Space | None = None
    sort: str = ""

    @property
    def is_plain(self) -> bool:
        """Nothing asked: the whole library."""
        return not self.parameters(sort="")

    @property
    def by_relevance(self) -> bool:
        return bool(self.words) and self.sort != "newest" and not self.reference

    @property
    def reference(self) -> str:
        """The reference typed in the search box, or nothing."""
        typed = self.words.upper()
        return typed if REFERENCE.fullmatch(typed) else ""

    def parameters(self, **changes: Any) -> list[tuple[str, str]]:
        """As name and value pairs in one fixed order, leaving out what is empty."""
        asked = replace(self, **changes) if changes else self
        pairs = [
            ("q", asked.words),
            ("kind", asked.kind),
            *(("tag", tag.slug) for tag in asked.tags),
            ("sector", asked.sector),
            ("place", asked.place.slug if asked.place else ""),
            ("event", asked.event.code if asked.event else ""),
            ("year", str(asked.year or "")),
            ("sort", asked.sort),
        ]
        return [(name, value) for name, value in pairs if value]

    def address(self, **changes: Any) -> str:
        """The query string that asks for this, with changes: `?kind=challenge`, or `?` for nothing."""
        return f"?{urlencode(self.parameters(**changes))}"


def found(viewer: Viewer, asked: Asked) -> InsightQuerySet:
    """Every insight of the viewer's library that answers, in the order asked for."""
    rows = matching(viewer, asked).filter(*filters(asked).values())
    if asked.by_relevance:
        return rows.order_by(rank(asked).desc(), "-published_on", "pk")
    return rows.newest_first()


def rank(asked: Asked) -> SearchRank | Value:
    """How well a match answers the words, where that is what they are ordered by."""
    if not asked.by_relevance:
        return Value(0)
    return SearchRank(
        F("search"),
        query(asked.words),
        cover_density=True,
        normalization=COVER_DENSITY_BY_LENGTH,
    )


def matching(viewer: Viewer, asked: Asked) -> InsightQuerySet:
    """What holds the words and every tag: several tags narrow one another."""
    rows = Insight.objects.library(viewer)
    for tag in asked.tags:
        rows = rows.filter(pk__in=Tagging.objects.filter(tag=tag).values("content_object"))
    if asked.reference:
        return rows.filter(_said(Q(reference=asked.reference), viewer))
    return rows.filter(_said(Q(search=query(asked.words)), viewer)) if asked.words else rows


def _said(what: Q, viewer: Viewer) -> Q:
    """By the insight itself, or by one that was put with it and that this viewer may read too."""
    variants = Insight.objects.in_force(viewer).filter(what, variant__isnull=False).order_by()
    return what | Q(OneOf(F("pk"), ArraySubquery(variants.values("variant__stays"))))


def filters(asked: Asked) -> dict[str, Q]:
    """The filters in force of which only one value may be chosen, by facet."""
    chosen: dict[str, Q] = {}
    if asked.kind:
        chosen["kind"] = Q(kind=asked.kind)
    if asked.sector:
        chosen["sector"] = Q(byline_sector=asked.sector)
    if asked.year:
        chosen["year"] = Q(published_on__year=asked.year)
    if asked.event:
        chosen["event"] = Q(space=asked.event)
    if asked.place:
        rows = InsightPlace.objects.filter(place=asked.place)
        chosen["place"] = Q(pk__in=rows.values("insight"))
    return chosen


def query(words: str) -> SearchQuery:
    return SearchQuery(folded(words), config="english", search_type="websearch")
