"""A page of the queue and what stands around it: how many of each sort, and at which events."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Count, DateField, F, IntegerField, Value, When
from django.db.models.functions import Cast, Coalesce

from insights.enums import QueueSort, ReportRule
from insights.models import Claim
from insights.queue.lines import DRAWN, PROPOSED, Waiting, proposed
from insights.queue.rows import INSIGHT, SINCE, Asked, Rows, narrowed
from members.models import Member

PAGE_SIZE = 20
FLAGGED: dict[str, Any] = {
    QueueSort.REPORT: Case(When(rule=ReportRule.SAFETY, then=Value(0)), default=Value(1))
}
Key = tuple[int, dt.date, str, str, str]  # rank, since, sort, key, name


@dataclass(frozen=True)
class Totals:
    """What waits; and how many, by sort and event, for every filter but those two."""

    rows: Mapping[str, Rows]
    by_sort_and_event: dict[tuple[str, str], int]
    titles: dict[str, str]
    event: str

    @property
    def by_sort(self) -> dict[str, int]:
        found = dict.fromkeys(QueueSort.values, 0)
        for (sort, event), number in self.by_sort_and_event.items():
            if self.event in ("", event):
                found[sort] += number
        return found

    @property
    def events(self) -> list[tuple[str, str]]:
        """Code and title of every event something that waits is of."""
        return sorted(self.titles.items(), key=lambda it: (it[1], it[0]))


def totals(every: Mapping[str, Rows], asked: Asked) -> Totals:
    """In one query."""
    each = [
        _by_event(rows.order_by(), sort)
        for sort, rows in narrowed(every, replace(asked, event="")).items()
    ]
    counted: Counter[tuple[str, str]] = Counter()
    titles = {}
    for sort, code, title, number in each[0].union(*each[1:], all=True):
        counted[sort, code] += number
        if code:
            titles[code] = title
    return Totals(every, dict(counted), titles, asked.event)


def _by_event(rows: Rows, sort: str) -> Rows:
    counted: Rows = (
        rows.annotate(
            sort=Value(sort, CharField()),
            code=_of_space(sort, "code"),
            title_of=_of_space(sort, "title"),
        )
        .values("sort", "code", "title_of")
        .annotate(n=Count("pk"))
        .values_list("sort", "code", "title_of", "n")
    )
    return counted


def _of_space(sort: str, field: str) -> Any:
    paths = INSIGHT.get(QueueSort(sort), ())
    fields = [F(f"{path}space__{field}") for path in paths]
    return Coalesce(*fields, Value(""), Value(""), output_field=CharField())


def waiting(viewer: Member, asked: Asked, *, page: int, of: Totals) -> "Page[Waiting]":
    """A page of the queue: worries about safety first, then whatever has waited longest."""
    numbers = of.by_sort
    some = [sort for sort, number in numbers.items() if number and asked.sort in ("", sort)]
    paginator: Any = Paginator(_keys(of.rows, asked, some) if some else (), PAGE_SIZE)
    paginator.count = sum(numbers[sort] for sort in some)  # known already: not asked again
    found = paginator.get_page(page)
    found.object_list = _lines(list(found.object_list), of.rows, viewer)
    return found  # type: ignore[no-any-return]


def next_of(lines: Iterable[Waiting]) -> Waiting | None:
    """The first that can be decided on and that nobody has, whoever is looking included."""
    return next((line for line in lines if line.can_be_taken and not line.claim), None)


def _keys(every: Mapping[str, Rows], asked: Asked, sorts: Sequence[str]) -> Rows:
    """Of these sorts alone: to write a question about six costs more than to answer it."""
    each = [
        rows.order_by()
        .annotate(
            rank=Cast(FLAGGED.get(name, Value(1)), IntegerField()),
            since=Cast(SINCE[name], DateField()),
            sort=Value(name, CharField()),
            key=Cast("pk", CharField()),
            called=Cast(F("name") if name in PROPOSED else Value(""), CharField()),
        )
        .values_list("rank", "since", "sort", "key", "called")
        for name, rows in narrowed({sort: every[sort] for sort in sorts}, asked).items()
    ]
    keys: Rows = each[0].union(*each[1:], all=True)
    return keys.order_by("rank", "since", "sort", "key")


def _lines(keys: Sequence[Key], rows: Mapping[str, Rows], viewer: Member) -> list[Waiting]:
    """In the order of the keys; each sort loaded at once, and who has which."""
    wanted: dict[str, list[str]] = defaultdict(list)
    lines = dict[tuple[str, str], Waiting]()
    for _rank, since, sort, key, name in keys:
        if sort in PROPOSED:
            lines[sort, key] = proposed(sort, key, name, since=since)
        else:
            wanted[sort].append(key)
    for sort, some in wanted.items():
        for pk, line in DRAWN[sort](rows[sort].filter(pk__in=some), viewer):
            lines[sort, str(pk)] = line
    claims = Claim.objects.live().on(list(lines))
    places = [(sort, key) for _rank, _since, sort, key, _name in keys]
    return [replace(lines[it], claim=claims.get(it)) for it in places if it in lines]
