"""Counts beside the library: how many insights of this viewer's answer each further choice would leave.

A facet of which one value may be chosen counts what choosing another instead would give; tags, of
which several may be chosen, count what adding one more would give. The first results come with them:
all in one question to the database, since finding every match is what costs. Kept under the
library's stamp and the reading key, so never stale and never someone else's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, itemgetter, or_
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Case, Q, When
from django.db.models.functions import ExtractYear

from community.prepared import prepared
from insights.models import Tag
from insights.models.search_vector import folded
from insights.reading import kept
from insights.search import Asked, filters, matching, rank
from members.enums import PlaceLevel
from members.models import Place, Space, Viewer


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
    return kept(key, "counts", asked.address(), make=lambda: count(viewer, asked, key=key))


def count(viewer: Viewer, asked: Asked, *, key: str) -> Counts:
    named = kept(key, "named", make=named_values)
    sql, params = statement(viewer, asked, named, key=key)
    with prepared(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    numbers: dict[str, list[tuple[str, int]]] = {}
    for facet, value, number in rows:
        numbers.setdefault(facet, []).append((value, number))
    total = numbers.pop("total")[0][1]
    first = sorted(numbers.pop("first", []), key=itemgetter(1))
    facets = {facet: tuple(named.counted(facet, found)) for facet, found in numbers.items()}
    return Counts(total, facets, tuple(UUID(value) for value, _place in first))


@dataclass(frozen=True, slots=True)
class Named:
    """What tags, places and events are called, by their number, so that counting need not ask."""

    names: dict[str, dict[str, Counted]]
    places: dict[int, tuple[str, int | None]]

    def counted(self, facet: str, found: Iterable[tuple[str, int]]) -> Iterator[Counted]:
        """What has no name here, such as a tag that is only proposed, is not told."""
        names = self.names.get(facet)
        for value, number in found:
            named = names.get(value) if names is not None else Counted(value, "", "", 0)
            if named is not None:
                yield Counted(named.value, named.label, named.under, number)

    def places_beside(self, place: Place | None) -> list[int]:
        """Nations and regions, and of local authorities only those beside or inside the place chosen."""
        holders = {place.pk, place.parent_id} if place else set()
        return [
            pk
            for pk, (level, holder) in self.places.items()
            if level != PlaceLevel.AUTHORITY or holder in holders
        ]


def named_values() -> Named:
    tags = Tag.objects.accepted().values_list("pk", "slug", "name", "facet")
    spaces = Space.objects.values_list("pk", "code", "title")
    places = list(
        Place.objects.values_list("pk", "slug", "name", "parent__slug", "level", "parent_id")
    )
    names = {
        "tag": {str(pk): Counted(slug, name, facet, 0) for pk, slug, name, facet in tags},
        "event": {str(pk): Counted(code, title, "", 0) for pk, code, title in spaces},
        "place": {
            str(pk): Counted(slug, name, under or "", 0) for pk, slug, name, under, _, _ in places
        },
    }
    return Named(names, {pk: (level, holder) for pk, _, _, _, level, holder in places})


def statement(viewer: Viewer, asked: Asked, named: Named, *, key: str) -> tuple[str, list[Any]]:
    """Written once for each shape of question: the words are put in where others stood."""
    if not asked.words or asked.reference:
        return _statement(viewer, asked, named)
    shape = replace(asked, words=STAND_IN)
    sql, params = kept(
        key, "statement", shape.address(), make=lambda: _statement(viewer, shape, named)
    )
    return sql, [folded(asked.words) if it == STAND_IN else it for it in params]


def _statement(viewer: Viewer, asked: Asked, named: Named) -> tuple[str, list[Any]]:
    """One statement: the viewer's matches once, then a count for each value of each facet."""
    chosen = filters(asked)
    marks = {
        f"in_{facet}": Case(When(q, then=True), default=False, output_field=BooleanField())
        for facet, q in chosen.items()
    }
    hits = (
        matching(viewer, asked)
        .filter(_all_but_one(list(chosen.values())))
        .order_by()
        .annotate(year=ExtractYear("published_on"), rank=rank(asked), **marks)
        .values_list(*COLUMNS, *marks)
    )
    sql, params = hits.query.get_compiler(connection=connection).as_sql()
    names = ", ".join(["id", "kind", "sector", "event", "day", "year", "rank", *marks])
    return (
        f"WITH hits ({names}) AS MATERIALIZED ({sql}) {_counted(list(marks))}",
        [*params, named.places_beside(asked.place)],
    )


def _all_but_one(chosen: Sequence[Q]) -> Q:
    """What fails two filters counts for no facet: each lets go of its own only."""
    left = [reduce(and_, [*chosen[:at], *chosen[at + 1 :]], Q()) for at in range(len(chosen))]
    return reduce(or_, left) if len(chosen) > 1 else Q()


def _counted(marks: list[str]) -> str:
    """Each facet over the hits every other facet's filter lets through."""
    own_column = ("kind", "sector", "year", "event")
    parts = {"total": TOTAL, "first": FIRST, **dict.fromkeys(own_column, OWN_COLUMN)}
    return " UNION ALL ".join(
        part.format(
            facet=facet, where=" AND ".join(["true", *(m for m in marks if m != f"in_{facet}")])
        )
        for facet, part in {**parts, "tag": TAGS, "place": PLACES}.items()
    )


STAND_IN = "words to look for"
COLUMNS = ("pk", "kind", "byline_sector", "space_id", "published_on", "year", "rank")
TOTAL = "SELECT '{facet}', '', count(*) FROM hits WHERE {where}"
FIRST = """
SELECT '{facet}', id::text, row_number() OVER (ORDER BY rank DESC, day DESC, id)
FROM (SELECT id, rank, day FROM hits WHERE {where} ORDER BY rank DESC, day DESC, id LIMIT 100) ranked
"""
OWN_COLUMN = """
SELECT '{facet}', {facet}::text, count(*) FROM hits
WHERE {where} AND {facet}::text <> '' GROUP BY {facet}
"""
TAGS = """
SELECT 'tag', tag_id::text, count(*) FROM hits JOIN insights_tagging ON content_object_id = hits.id
WHERE {where} GROUP BY tag_id
"""
# IS TRUE: an index on places alone would be read whole, where each hit's few places are wanted.
PLACES = """
SELECT 'place', place_id::text, count(*) FROM hits JOIN insights_insightplace ON insight_id = hits.id
WHERE {where} AND (place_id = ANY(%s)) IS TRUE GROUP BY place_id
"""
