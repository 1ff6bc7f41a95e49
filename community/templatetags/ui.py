"""Components that wrap content or need working out; the rest are in `templates/ui/`."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse

from community import charts

register = template.Library()

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


@register.simple_block_tag
def action_bar(content: str) -> str:
    """Buttons that stay in view at the foot of a long form."""
    return render_to_string("ui/action_bar.html", {"content": content})


@register.filter
def page_window(page: Page[Any]) -> Iterator[int | str]:
    """The page numbers worth showing: the ends, and those around the page being read."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


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
