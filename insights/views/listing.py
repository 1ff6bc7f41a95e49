"""A page of cards: found once for everyone with the same reading key, with each reader's verdicts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from community.http import PAGE_SIZE, page_number
from insights.cards import START, STOP, Card, Ownership, cards, cards_of, results_shown
from insights.reading import kept
from insights.search import Asked, found
from members.http import Request
from members.models import Viewer

LAST_PAGE = 50
_VERDICT = re.compile(f"[{START}{STOP}]")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Cards as HTML in pieces: every second piece is a verdict, of the insight at its place in `counted`."""

    pieces: Sequence[str]
    counted: Sequence[Ownership]

    def for_viewer(self, viewer: Viewer) -> SafeString:
        """With the verdicts this viewer may see: all but what they have not answered yet."""
        shown = results_shown(self.counted, viewer)
        verdicts = [
            piece if owner.pk in shown else ""
            for piece, owner in zip(self.pieces[1::2], self.counted, strict=True)
        ]
        parts = [*self.pieces]
        parts[1::2] = verdicts
        return mark_safe("".join(parts))  # noqa: S308 - drawn by our templates


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of cards as HTML. `too_far` when there is more than anybody pages through."""

    page: Page[int]
    cards: SafeString
    total: int
    too_far: bool


def listed(
    request: Request, asked: Asked, *, total: int, key: str, first: Sequence[UUID] = ()
) -> Listed:
    """The page asked for in `?page=`. What is known, the total and what comes first, is not asked again."""
    reachable = min(total, LAST_PAGE * PAGE_SIZE)
    page = Paginator(range(reachable), PAGE_SIZE).get_page(page_number(request))
    drawn = kept(
        key,
        "cards",
        asked.address(),
        page.number,
        make=lambda: _drawn(request.user, asked, page, key=key, first=first),
    )
    return Listed(
        page,
        drawn.for_viewer(request.user) if total else SafeString(),
        total,
        too_far=total > reachable and not page.has_next(),
    )


def _drawn(
    viewer: Viewer, asked: Asked, page: Page[int], *, key: str, first: Sequence[UUID]
) -> Drawn:
    if not page.paginator.count:
        return Drawn([""], [])
    made = _cards(viewer, asked, page, key=key, first=first)
    html = render_to_string("insights/_cards.html", {"cards": made})
    return Drawn(_VERDICT.split(html), [card.ownership for card in made if card.verdict])


def _cards(
    viewer: Viewer, asked: Asked, page: Page[int], *, key: str, first: Sequence[UUID]
) -> list[Card]:
    start, end = page.start_index() - 1, page.end_index()
    if end <= len(first):
        return cards_of(first[start:end], viewer, key=key, words=asked.words)
    rows = found(viewer, asked)
    if not asked.words:
        return cards(rows[start:end])
    # Every match is ranked, so only those shown are read whole.
    return cards(rows.filter(pk__in=rows[start:end].values("pk")), words=asked.words)
