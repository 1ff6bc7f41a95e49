"""Hiding again: what unlinked words show of their author goes once too few are left to hide among.

Only ever towards less. What is hidden is not kept, so nothing comes back when the crowd grows again.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, When

from insights.actions.recording import set_places
from insights.enums import UNLINKED, Audience, Origin
from insights.models import Comment, Insight, InsightPlace
from members.crowds import place_that_hides, place_that_hides_anyone, sector_hides
from members.models import Place, Space

Rows = QuerySet[Any]
Crowd = tuple[int, str, int | None]


def narrow_to_crowds() -> None:
    """Places first: they are judged by the sector that is shown with them.

    Each change is a transaction of its own, which locks its rows before the library's stamp as authors
    do: one long transaction could hold the stamp while it waits for a row whose author waits for the stamp.
    """
    _widen_places()
    _hide_sectors(_with_event(_members_words(Insight.objects.all())))
    _hide_sectors(_with_event(_members_words(Comment.objects.all()), "insight__"))


def _members_words(rows: Rows, to: str = "") -> Rows:
    """Unlinked, and written by somebody: what an event or the editors say hides nobody."""
    unlinked = Q(**{f"{to}attribution__in": list(UNLINKED)})
    return rows.filter(unlinked & Q(**{f"{to}origin": Origin.MEMBER.value})).order_by()


def _with_event(rows: Rows, to: str = "") -> Rows:
    """`at`: the event whose people alone can have written it, as the policy `among` has it."""
    only_there = When(**{f"{to}audience": Audience.EVENT.value}, then=F(f"{to}space"))
    with_event: Rows = rows.annotate(at=Case(only_there))
    return with_event


def _at(space: int | None) -> Q:
    return Q(at__isnull=True) if space is None else Q(at=space)


def _event(space: int | None) -> Space | None:
    return None if space is None else Space.objects.get(pk=space)


def _hide_sectors(rows: Rows) -> None:
    """One statement for each sector that hides no longer."""
    shown = rows.exclude(byline_sector="")
    for sector, space in list(shown.values_list("byline_sector", "at").distinct()):
        if not sector_hides(sector, at=_event(space)):
            shown.filter(_at(space), byline_sector=sector).update(byline_sector="")


def _widen_places() -> None:
    chosen = InsightPlace.objects.filter(chosen=True)
    rows = _with_event(_members_words(chosen, "insight__"), "insight__")
    found = rows.values_list("place", "insight__byline_sector", "at").distinct()
    wider = {crowd: _hiding_place(crowd) for crowd in found}
    too_few = [crowd for crowd, place in wider.items() if place is None or place.pk != crowd[0]]
    for place, sector, space in too_few:
        here = rows.filter(_at(space), place=place, insight__byline_sector=sector)
        for pk in list(here.values_list("insight", flat=True)):
            _place_again(pk, space, wider)


def _hiding_place(crowd: Crowd) -> Place | None:
    pk, sector, space = crowd
    place = Place.objects.select_related("parent__parent").get(pk=pk)
    if not sector:
        return place_that_hides_anyone(place, at=_event(space))
    return place_that_hides(place, sector, at=_event(space))


@transaction.atomic
def _place_again(pk: UUID, space: int | None, wider: dict[Crowd, Place | None]) -> None:
    """Locked, and read again: its author may have changed it a moment ago."""
    insight = Insight.objects.unlinked().select_for_update(of=("self",)).filter(pk=pk).first()
    if insight is None:
        return
    crowds = [(place.pk, insight.byline_sector, space) for place in insight.shown_places]
    hiding = [wider[crowd] if crowd in wider else _hiding_place(crowd) for crowd in crowds]
    set_places(insight, list({place.pk: place for place in hiding if place}.values()))
