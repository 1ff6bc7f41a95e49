"""Finding places by name, in English or Welsh, with or without accents."""

import unicodedata

from django.db.models import Case, Q, Value, When

from members.enums import PlaceLevel
from members.models import Place

LEVELS = [PlaceLevel.NATION, PlaceLevel.REGION, PlaceLevel.AUTHORITY]


def places_found(words: str) -> list[Place]:
    """Places whose name holds every word, then the local authorities inside those; widest first."""
    wanted = plain(words).split()
    every = Place.objects.select_related("parent__parent").order_by(level_order(), "name")
    named, inside = [], []
    for place in every.exclude(is_its_own_nation()):
        if holds(place, wanted):
            named.append(place)
        elif any(holds(wider, wanted) for wider in place.with_ancestors[1:]):
            inside.append(place)
    return named + inside


def level_order() -> Case:
    return Case(*(When(level=level, then=Value(n)) for n, level in enumerate(LEVELS)))


def is_its_own_nation() -> Q:
    """Wales is a nation and a region: it is offered once."""
    nations = Place.objects.filter(level=PlaceLevel.NATION)
    return Q(level=PlaceLevel.REGION, name__in=nations.values("name"))


def holds(place: Place, wanted: list[str]) -> bool:
    names = plain(f"{place.name} {place.name_cy} {place.official_name}")
    return bool(wanted) and all(word in names for word in wanted)


def plain(text: str) -> str:
    """Lower case, no accents, no punctuation between words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
