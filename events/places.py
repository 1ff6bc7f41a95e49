"""Sharing out the places of an event: how many are taken, and whether one is left for somebody."""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from django.db.models import Count

from events.models import Event


@dataclass(frozen=True)
class Places:
    """`reserved` and `taken` by sector. Beyond what is reserved, whoever comes first has a place."""

    capacity: int | None
    reserved: Counter[str]
    taken: Counter[str]

    @classmethod
    def of(cls, event: Event) -> Self:
        rows = event.registrations.holding().order_by().values_list("sector")
        return cls(
            event.capacity,
            Counter(dict(event.reserved.values_list("sector", "places"))),
            Counter(dict(rows.annotate(n=Count("pk")))),
        )

    def is_free_for(self, sector: str) -> bool:
        if self.capacity is None or self.taken[sector] < self.reserved[sector]:
            return True
        return self._open_taken < self.capacity - self.reserved.total()

    def take(self, sector: str) -> None:
        self.taken[sector] += 1

    @property
    def _open_taken(self) -> int:
        """Places for anybody that are gone: what each sector has beyond its own."""
        return (self.taken - self.reserved).total()
