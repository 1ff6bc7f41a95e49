"""Components that wrap content or need working out; the rest are in `templates/ui/`."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from types import SimpleNamespace
from typing import Any, Literal, Protocol

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms.utils import flatatt
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from community import charts

register = template.Library()

TOKEN = "token-of-this-request"  # noqa: S105 - where the token is put in

Tone = Literal["info", "success", "warning", "danger"]


@register.simple_block_tag
def alert(content: str, *, tone: Tone = "info", title: str = "") -> str:
    return render_to_string("ui/alert.html", {"content": content, "tone": tone, "title": title})


@register.simple_block_tag
def inset(content: str) -> str:
    """A quiet line that frames what is near it, such as who can see this."""
    return render_to_string("ui/inset.html", {"content": content})


@register.simple_block_tag
def disclosure(content: str, *, summary: str, opened: bool = False) -> str:
    context = {"content": content, "summary": summary, "opened": opened}
    return render_to_string("ui/disclosure.html", context)


@register.simple_block_tag
def empty(content: str, *, title: str) -> str:
    """What a list says when it has nothing: why, and what to do about it."""
    return render_to_string("ui/empty.html", {"content": content, "title": title})


@register.simple_block_tag
def card(content: str, *, kind: str, label: str, title: str, url: str) -> str:
    """The shell of an insight in a list: its kind in the margin, its title as the way in."""
    context = {"content": content, "kind": kind, "label": label, "title": title, "url": url}
    return render_to_string("ui/card.html", context)


@register.simple_block_tag
def facets(content: str) -> str:
    """Filters: beside the list where there is room, behind a button where there is not."""
    return render_to_string("ui/facets.html", {"content": content})


class FacetLink(Protocol):
    """A value of a filter. `depth` 1 and 2 indent it under what holds it."""

    label: str
    url: str
    count: str
    chosen: bool
    depth: int


@register.simple_tag
def facet_links(options: Iterable[FacetLink], *, undo: str) -> SafeString:
    """Values as list items, drawn here because a page has dozens."""
    chosen = f'<span class="visually-hidden"> ({escape(undo)})</span>'
    drawn = (
        f'<li{DEPTHS[it.depth]}><a class="facet-link" href="{escape(it.url)}" rel="nofollow"'
        f"{CURRENT if it.chosen else ''}><span>{escape(it.label)}{chosen if it.chosen else ''}</span>"
        f' <span class="facet-count">{escape(it.count)}</span></a></li>'
        for it in options
    )
    return mark_safe("".join(drawn))  # noqa: S308 - every part is escaped in the lines above


DEPTHS = (SafeString(), *(format_html(' data-depth="{}"', depth) for depth in (1, 2)))
CURRENT = format_html(' aria-current="{}"', "true")


@register.simple_block_tag
def action_bar(content: str) -> str:
    """Buttons that stay in view at the foot of a long form."""
    return render_to_string("ui/action_bar.html", {"content": content})


@register.filter
def page_window(page: Page[Any]) -> Iterator[int | str]:
    """The page numbers worth showing: the ends, and those around the page being read."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def site_header(context: Context) -> SafeString:
    """The same for everyone who may go to the same parts; only the token of its form is put in."""
    request, user = context["request"], context.get("user")
    header = _site_header(
        get_language() or "",
        _whereabouts(request.path),
        bool(user and user.is_authenticated),
        bool(user and getattr(user, "is_facilitator", False)),
    )
    if TOKEN not in header:
        return header
    return mark_safe(header.replace(TOKEN, get_token(request)))  # noqa: S308 - our template and a token


@register.simple_tag
def site_footer() -> SafeString:
    return _site_footer(get_language() or "", settings.CONTACT_EMAIL)


def _whereabouts(path: str) -> str:
    """The part of the site and whether this is its first page: all that links in the header ask."""
    part, _, rest = path.removeprefix("/").partition("/")
    return f"/{part}/…" if rest and part != "accounts" else path


@lru_cache(maxsize=200)
def _site_header(_language: str, path: str, member: bool, facilitator: bool) -> SafeString:  # noqa: FBT001 - a key
    context = {
        "request": SimpleNamespace(path=path),
        "user": {"is_authenticated": member, "is_facilitator": facilitator},
        "csrf_token": TOKEN,
    }
    return render_to_string("ui/site_header.html", context)


@lru_cache(maxsize=20)
def _site_footer(_language: str, contact_email: str) -> SafeString:
    return render_to_string("ui/site_footer.html", {"contact_email": contact_email})


register.filter("attributes", flatatt)  # of a tag: true ones by name alone, false ones not at all


@register.inclusion_tag("ui/nav_link.html", takes_context=True)
def nav_link(context: Context, url_name: str, label: str) -> dict[str, str]:
    """A link that knows whether it is the page being read, or the part of the site it is in."""
    url = reverse(url_name)
    return {"url": url, "label": label, "current": _current(context["request"].path, url)}


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""


@register.inclusion_tag("ui/bands_chart.html")
def bands_chart(
    rows: Sequence[charts.BandRow], *, name: str, title: str, description: str
) -> dict[str, object]:
    """Ranges as bars, and the same figures as a table. `name` is unique on the page."""
    chart = charts.bands_chart(rows)
    return {
        "chart": chart,
        "scale": charts.SCALE,
        "name": name,
        "title": title,
        "description": description,
    }
