"""Counts beside the library: how many insights of this viewer's answer each further choice would leave.

A facet of which one value may be chosen counts what choosing another instead would give; tags, of
which several may be chosen, count what adding one more would give. The first results come with them:
all in one question to the database, since finding every match is what costs. Kept under the
library's stamp and the reading key, so never stale and never someone else's.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Case, When
from django.db.models.functions import ExtractYear

from insights.reading import kept
from insights.search import Asked, filters, matching, rank
from members.enums import PlaceLevel
from members.models import Viewer


@dataclass(frozen=True, slots=True)
class Counted:
    """One value of a facet. `under` is a tag's question or the slug of what holds a place."""

    value: str
    label: str
    under: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """`first` are the first results in the order asked for, as many as most readers page through."""

    total: int
    facets: dict[str, tuple[Counted, ...]]
    first: tuple[UUID, ...]

    def of(self, facet: str) -> tuple[Counted, ...]:
        return self.facets.get(facet, ())


def counts(viewer: Viewer, asked: Asked, *, key: str) -> Counts:
    """Kept from the last time the same was asked by someone with this reading key."""
    return kept(key, "counts", asked.address(), make=lambda: count(viewer, asked))


def count(viewer: Viewer, asked: Asked) -> Counts:
    sql, params = _statement(viewer, asked)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    facets: dict[str, list[Counted]] = {}
    for facet, value, label, under, number in rows:
        facets.setdefault(facet, []).append(Counted(value, label, under, number))
    total = facets.pop("total")[0].count
    first = sorted(facets.pop("first", []), key=lambda row: row.count)
    ids = tuple(UUID(row.value) for row in first)
    return Counts(total, {facet: tuple(values) for facet, values in facets.items()}, ids)


def _statement(viewer: Viewer, asked: Asked) -> tuple[str, list[Any]]:
    """One statement: the viewer's matches once, then a count for each value of each facet."""
    chosen = filters(asked)
    marks = {
        f"in_{facet}": Case(When(q, then=True), default=False, output_field=BooleanField())
        for facet, q in chosen.items()
    }
    hits = (
        matching(viewer, asked)
        .order_by()
        .annotate(year=ExtractYear("published_on"), rank=rank(asked), **marks)
        .values_list(*COLUMNS, *marks)
    )
    sql, params = hits.query.get_compiler(connection=connection).as_sql()
    names = ", ".join(["id", "kind", "sector", "event", "day", "year", "rank", *marks])
    place = asked.place.pk if asked.place else None
    return (
        f"WITH hits ({names}) AS MATERIALIZED ({sql}) {_counted(list(marks))}",
        [*params, PlaceLevel.AUTHORITY, place, place],
    )


def _counted(marks: list[str]) -> str:
    """Each facet over the hits every other facet's filter lets through."""
    parts = {
        "total": TOTAL,
        **dict.fromkeys(("kind", "sector", "year"), OWN_COLUMN),
        "event": EVENTS,
        "tag": TAGS,
        "place": PLACES,
        "first": FIRST,
    }
    return " UNION ALL ".join(
        part.format(
            facet=facet, where=" AND ".join(["true", *(m for m in marks if m != f"in_{facet}")])
        )
        for facet, part in parts.items()
    )


COLUMNS = ("pk", "kind", "byline_sector", "space_id", "published_on", "year", "rank")
FIRST = """
SELECT '{facet}', id::text, '', '', row_number() OVER (ORDER BY rank DESC, day DESC, id)
FROM (SELECT id, rank, day FROM hits WHERE {where} ORDER BY rank DESC, day DESC, id LIMIT 100) ranked
"""
TOTAL = "SELECT '{facet}', '', '', '', count(*) FROM hits WHERE {where}"
OWN_COLUMN = """
SELECT '{facet}', {facet}::text, '', '', count(*) FROM hits
WHERE {where} AND {facet}::text <> '' GROUP BY {facet}
"""
EVENTS = """
SELECT 'event', space.code, space.title, '', counted.n
FROM (SELECT event, count(*) AS n FROM hits WHERE {where} GROUP BY event) counted
JOIN members_space space ON space.id = counted.event
"""
TAGS = """
SELECT 'tag', tag.slug, tag.name, tag.facet, counted.n
FROM (SELECT tag_id, count(*) AS n FROM hits JOIN insights_tagging ON content_object_id = hits.id
      WHERE {where} GROUP BY tag_id) counted
JOIN insights_tag tag ON tag.id = counted.tag_id AND tag.state = 'accepted'
"""
# Of local authorities only those beside or inside the place that is chosen.
PLACES = """
SELECT 'place', place.slug, place.name, coalesce(holder.slug, ''), counted.n
FROM (SELECT place_id, count(*) AS n FROM hits JOIN insights_insightplace ON insight_id = hits.id
      WHERE {where} GROUP BY place_id) counted
JOIN members_place place ON place.id = counted.place_id
LEFT JOIN members_place holder ON holder.id = place.parent_id
WHERE place.level <> %s OR place.parent_id = %s
   OR place.parent_id = (SELECT parent_id FROM members_place WHERE id = %s)
"""
