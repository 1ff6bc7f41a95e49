"""The library: search, facets, cards, and the feed of what everyone may read."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.http import PAGE_SIZE, render_page
from community.pace import require_room_for_search
from insights.cards import cards
from insights.facets import Counts, counts
from insights.feeds import library_feed
from insights.forms.browse import BrowseForm
from insights.models import Insight
from insights.narrowing import facet_links, filters_in_force
from insights.reading import kept, keys_of
from insights.search import Asked
from insights.views.keeping import kept_for_visitors
from insights.views.listing import listed
from members.http import Request

WORDS = "words of this search"  # where they are put in


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort, as a link."""

    label: str
    url: str
    chosen: bool


@require_safe
@kept_for_visitors
def browse(request: Request) -> HttpResponse:
    form = BrowseForm(request.GET)
    if form.asked.words and not request.user.is_anonymous:
        require_room_for_search(request.user)
    asked, (key, _comments) = form.asked, keys_of(request)
    counted = counts(request.user, asked, key=key)
    context = {
        "asked": asked,
        "search": form,
        "listed": listed(request, asked, total=counted.total, key=key, first=counted.first),
        "facets": kept(key, "facets", asked.address(), make=lambda: _facets(asked, counted)),
        "filters": filters_in_force(asked),
        "orders": _orders(asked) if asked.words else [],
        "top": _top(asked),
    }
    return render_page(request, "insights/browse.html", context, fragment="insights/_results.html")


def _top(asked: Asked) -> SafeString:
    """Heading and search box: drawn once for the same filters; the words are put in."""
    rest = [pair for pair in asked.parameters() if pair[0] != "q"]
    context = {"words": WORDS, "kept": rest}
    html: str = kept(
        "top", rest, make=lambda: render_to_string("insights/_library_top.html", context)
    )
    return mark_safe(html.replace(WORDS, escape(asked.words)))  # noqa: S308 - escaped on this line


def _orders(asked: Asked) -> list[Order]:
    return [
        Order(_("Most relevant"), asked.address(sort=""), asked.by_relevance),
        Order(_("Newest"), asked.address(sort="newest"), not asked.by_relevance),
    ]


def _facets(asked: Asked, counted: Counts) -> SafeString:
    facets = facet_links(asked, counted)
    return render_to_string("insights/_facets.html", {"facets": facets}) if facets else SafeString()


@require_safe
@kept_for_visitors
def feed(request: Request) -> HttpResponse:
    """The same for every reader: what everyone may read, whoever is signed in."""
    rows = Insight.objects.library(AnonymousUser()).newest_first()[:PAGE_SIZE]
    made = cards(rows)
    return HttpResponse(library_feed(made), content_type="application/atom+xml; charset=utf-8")
