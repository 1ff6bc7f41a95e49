"""Insights like some words: those that share two of the longer words of a title, or two tags.

Cheap whatever the library holds: pairs keep the matches few, and only the newest of them are ranked.
"""

import re
from collections.abc import Iterable
from itertools import combinations

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F

from insights.models import Insight
from insights.models.insights import InsightQuerySet
from insights.models.search_vector import folded
from members.models import Viewer

MOST = 4
RANKED = 100
MOST_WORDS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")


def similar(
    title: str, tags: Iterable[str], *, viewer: Viewer, but: Insight | None = None
) -> InsightQuerySet:
    """The few most like this title and these tag names that the viewer may read, most like first."""
    asked = _pairs(title, tags)
    if not asked:
        return Insight.objects.none()
    query = SearchQuery(asked, config="english", search_type="websearch")
    rows = Insight.objects.library(viewer).filter(search=query)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    newest = rows.newest_first().values("pk")[:RANKED]
    return (
        Insight.objects.library(viewer)
        .filter(pk__in=newest)
        .order_by(SearchRank(F("search"), query).desc(), "-published_on", "pk")[:MOST]
    )


def _pairs(title: str, tags: Iterable[str]) -> str:
    """`kitchen table OR kitchen trust OR …`: any two of the longer words, or any two of the tags."""
    words = sorted(set(_WORD.findall(folded(title).lower())), key=lambda it: (-len(it), it))
    names = sorted(f'"{folded(name)}"' for name in tags)[:MOST_WORDS]
    pairs = [*combinations(words[:MOST_WORDS], 2), *combinations(names, 2)]
    return " OR ".join(" ".join(pair) for pair in pairs)
