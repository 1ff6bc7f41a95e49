"""What an insight was split from and what was split from it, as far as a reader may read both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from insights import differences
from insights.models import Insight, Lineage
from insights.reading import kept
from members.models import Viewer


@dataclass(frozen=True, slots=True)
class Kin:
    """The other of two insights that were one. `is_whole`: it is what this one was split from."""

    reference: str
    title: str
    split_on: date
    is_whole: bool


Kins = Mapping[UUID, Sequence[Kin]]


def kin_in_library(viewer: Viewer, *, key: str) -> Kins:
    """Kept for everyone whose library is the same, until the library's stamp rises."""
    read = Insight.objects.in_force(viewer)
    rows = Lineage.objects.filter(part__in=read, whole__in=read)
    return kept(key, "lineage", make=lambda: _told(rows))


def kin_of(insight: Insight, viewer: Viewer) -> Sequence[Kin]:
    """For its author and for facilitators: what is not published too, if it is theirs to read."""
    return _told(Lineage.objects.visible_to(viewer).around(insight)).get(insight.pk, ())


def _told(rows: QuerySet[Lineage]) -> Kins:
    told: dict[UUID, tuple[Kin, ...]] = {}
    for it in rows.select_related("part", "whole"):
        part = Kin(it.part.reference, it.part.title, it.split_on, is_whole=False)
        whole = Kin(it.whole.reference, it.whole.title, it.split_on, is_whole=True)
        told[it.whole_id] = (*told.get(it.whole_id, ()), part)
        told[it.part_id] = (whole, *told.get(it.part_id, ()))
    return told


def since_split(part: Insight, viewer: Viewer) -> differences.Changes:
    """What the author made of the words they stood among, for a facilitator who may read both."""
    line = Lineage.objects.visible_to(viewer).filter(part=part).first()
    whole = line and line.whole.versions.filter(number=line.version).first()
    return differences.between(whole, part) if whole else []
