"""The library: search, facets, cards, and the feed of what everyone may read."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.http import PAGE_SIZE, page_number, render_page
from insights.cards import Card, cards
from insights.facets import counts
from insights.feeds import library_feed
from insights.forms.browse import BrowseForm
from insights.models import Insight
from insights.models.insights import InsightQuerySet
from insights.narrowing import facet_links, filters_in_force
from insights.search import Asked, found
from members.http import Request

LAST_PAGE = 50


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort, as a link."""

    label: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of cards. `too_far` when there is more than anybody pages through."""

    page: Page[int]
    cards: list[Card]
    total: int
    too_far: bool


def listed(request: Request, rows: InsightQuerySet, *, total: int, words: str = "") -> Listed:
    """The page asked for in `?page=`, as cards. The total is known, so nothing is counted again."""
    reachable = min(total, LAST_PAGE * PAGE_SIZE)
    page = Paginator(range(reachable), PAGE_SIZE).get_page(page_number(request))
    shown = rows[page.start_index() - 1 : page.end_index()] if total else rows.none()
    return Listed(
        page,
        cards(shown, viewer=request.user, words=words),
        total,
        too_far=total > reachable and not page.has_next(),
    )


@require_safe
def browse(request: Request) -> HttpResponse:
    form = BrowseForm(request.GET)
    asked = form.asked
    counted = counts(request.user, asked)
    rows = found(request.user, asked)
    context = {
        "asked": asked,
        "search": form,
        "listed": listed(request, rows, total=counted.total, words=asked.words),
        "facets": facet_links(asked, counted),
        "filters": filters_in_force(asked),
        "orders": _orders(asked) if asked.words else [],
        "kept": [pair for pair in asked.parameters() if pair[0] != "q"],
    }
    return render_page(request, "insights/browse.html", context, fragment="insights/_results.html")


def _orders(asked: Asked) -> list[Order]:
    return [
        Order(_("Most relevant"), asked.address(sort=""), asked.by_relevance),
        Order(_("Newest"), asked.address(sort="newest"), not asked.by_relevance),
    ]


@require_safe
def feed(request: Request) -> HttpResponse:
    """The same for every reader: what everyone may read, whoever is signed in."""
    rows = Insight.objects.library(AnonymousUser()).newest_first()[:PAGE_SIZE]
    made = cards(rows, viewer=AnonymousUser())
    return HttpResponse(library_feed(made), content_type="application/atom+xml; charset=utf-8")
