"""Narrowing a search: a facet’s values as links with counts; filters in force as links that undo them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from insights.enums import Kind
from insights.facets import Counted, Counts
from insights.search import Asked
from members.enums import Sector

FIRST = 8  # values shown before “Show more”
FIRST_PLACES = 14  # the nations and the regions of England

LEGENDS: dict[str, str | Promise] = {
    "kind": gettext_lazy("Kind"),
    "tag": gettext_lazy("Tag"),
    "sector": gettext_lazy("Signed by"),
    "place": gettext_lazy("Place"),
    "event": gettext_lazy("Event"),
    "year": gettext_lazy("Year"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value as a link: to choose it, or, when chosen, to do without it. `depth` 0 to 2 indents places."""

    label: str
    url: str
    count: str
    chosen: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FacetLinks:
    name: str
    legend: str
    options: Sequence[Option]
    folded: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Filter:
    label: str
    url: str


def facet_links(asked: Asked, counts: Counts) -> list[FacetLinks]:
    """Every facet with something to choose, in one order everywhere."""
    links = [
        _facet("kind", _in_order(Kind, counts.of("kind")), asked),
        _tags(asked, counts.of("tag")),
        _facet("sector", _in_order(Sector, counts.of("sector")), asked),
        _places(asked, counts.of("place")),
        _facet("event", sorted(counts.of("event"), key=_most_first), asked),
        _facet("year", sorted(counts.of("year"), key=lambda it: it.value, reverse=True), asked),
    ]
    return [facet for facet in links if facet.options]


def filters_in_force(asked: Asked) -> list[Filter]:
    """Each filter with the address that does without it. The words are in the search box."""
    chosen: list[tuple[str, dict[str, Any]]] = [
        (str(Kind(asked.kind).label) if asked.kind else "", {"kind": ""}),
        *((tag.name, {"tags": _without(asked, tag.slug)}) for tag in asked.tags),
        (str(Sector(asked.sector).label) if asked.sector else "", {"sector": ""}),
        (asked.place.name if asked.place else "", {"place": None}),
        (asked.event.title if asked.event else "", {"event": None}),
        (str(asked.year or ""), {"year": None}),
    ]
    return [Filter(label, asked.address(**change)) for label, change in chosen if label]


def _without(asked: Asked, slug: str) -> tuple[Any, ...]:
    return tuple(tag for tag in asked.tags if tag.slug != slug)


def _most_first(counted: Counted) -> tuple[int, str]:
    return (-counted.count, counted.label)


def _in_order(choices: type[Kind] | type[Sector], found: Iterable[Counted]) -> Iterator[Counted]:
    """The values found, under their names, in the order the choices are always given."""
    by_value = {counted.value: counted for counted in found}
    for choice in choices:
        if choice.value in by_value:
            yield Counted(choice.value, str(choice.label), "", by_value[choice.value].count)


def _facet(name: str, found: Iterable[Counted], asked: Asked) -> FacetLinks:
    return _folded(name, [option for _value, option in _options(name, found, asked)])


def _options(name: str, found: Iterable[Counted], asked: Asked) -> Iterator[tuple[str, Option]]:
    """Values of which one may be chosen: choosing another takes its place."""
    now = dict(asked.parameters()).get(name, "")
    rest = urlencode([pair for pair in asked.parameters() if pair[0] != name])
    for counted in found:
        chosen = counted.value == now
        url = f"?{rest}" if chosen else _link(rest, name, counted.value)
        yield counted.value, Option(counted.label or counted.value, url, str(counted.count), chosen)


def _link(rest: str, name: str, value: str) -> str:
    return f"?{rest}&{name}={value}" if rest else f"?{name}={value}"


def _folded(name: str, options: list[Option]) -> FacetLinks:
    """What is chosen always stands among the first."""
    options.sort(key=lambda option: not option.chosen)
    return FacetLinks(name, str(LEGENDS[name]), options[:FIRST], options[FIRST:])


def _tags(asked: Asked, found: Iterable[Counted]) -> FacetLinks:
    """Tags narrow one another: choosing one more keeps those already chosen."""
    now = {tag.slug for tag in asked.tags}
    rest = asked.address()[1:]
    options = [
        Option(
            counted.label,
            asked.address(tags=_without(asked, counted.value))
            if counted.value in now
            else _link(rest, "tag", counted.value),
            str(counted.count),
            counted.value in now,
        )
        for counted in sorted(found, key=_most_first)
    ]
    return _folded("tag", options)


def _places(asked: Asked, found: Sequence[Counted]) -> FacetLinks:
    """Nations, their regions under them, and the authorities of the region that is chosen."""
    links = dict(_options("place", found, asked))
    ordered = [replace(links[it.value], depth=depth) for depth, it in _tree(found, holder="")]
    return FacetLinks(
        "place", str(LEGENDS["place"]), ordered[:FIRST_PLACES], ordered[FIRST_PLACES:]
    )


def _tree(
    found: Sequence[Counted], *, holder: str, depth: int = 0
) -> Iterator[tuple[int, Counted]]:
    """Places under what holds them, most first. A nation that is one region is shown once."""
    for counted in sorted((it for it in found if it.under == holder), key=_most_first):
        twin = depth == 1 and any(it.value == holder and it.label == counted.label for it in found)
        if not twin:
            yield depth, counted
        yield from _tree(found, holder=counted.value, depth=depth + (not twin))
