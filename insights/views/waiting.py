"""The moderation queue: what waits, its filters and how many."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.http import page_number, render_page, see_other
from insights.enums import QueueSort
from insights.forms.queue import QueueForm, ThenForm
from insights.queue import pages
from insights.queue.rows import Asked, rows_for
from insights.views.asking import facilitators_only
from members.http import MemberRequest


@require_safe
@facilitators_only
def moderate_all(request: MemberRequest) -> HttpResponse:
    asked = QueueForm(request.GET).asked
    totals = pages.totals(rows_for(request.user), asked)
    page = pages.waiting(request.user, asked, page=page_number(request), of=totals)
    form = QueueForm(request.GET, events=totals.events)
    following = pages.next_of(page)
    context = {
        "page": page,
        "next": following.url if following else "",
        "form": form,
        "filtered": form.is_narrowed,
        "parts": parts(asked, totals.by_sort),
        "bulk": address(asked, to="insights:bulks"),
        "carried": carried(asked),
    }
    return render_page(request, "insights/moderation/queue.html", context)


def parts(asked: Asked, counts: dict[str, int]) -> list[dict[str, object]]:
    """Each sort with how many fit the filters; choosing one keeps them."""
    everything = {"label": _("All"), "count": sum(counts.values()), "sort": ""}
    sorts = [
        {"label": QueueSort(sort).label, "count": count, "sort": sort}
        for sort, count in counts.items()
    ]
    return [
        {
            **part,
            "url": address(asked, sort=str(part["sort"])),
            "current": part["sort"] == asked.sort,
        }
        for part in [everything, *sorts]
    ]


def address(asked: Asked, *, to: str = "insights:moderation", **changes: object) -> str:
    """The queue, or a bulk of it, as asked for and nothing that was not."""
    return f"{reverse(to)}{carried(asked, **changes)}"


def carried(asked: Asked, **changes: object) -> str:
    """What was asked for, as it goes from the queue to a thing of it and back."""
    chosen = chosen_of(asked, **changes)
    return f"?{urlencode(chosen)}" if chosen else ""


def chosen_of(asked: Asked, **changes: object) -> list[tuple[str, Any]]:
    """What was asked for, name by name, without what was not."""
    return [(name, value) for name, value in (vars(asked) | changes).items() if value]


def filters_of(request: MemberRequest) -> str:
    """Those of the queue from which this page was reached."""
    return carried(QueueForm(request.GET).asked)


def back_to_queue(request: MemberRequest) -> HttpResponse:
    """To what is left of the queue as it was filtered; the keyboard goes on at the next of it."""
    return see_other(f"{address(QueueForm(request.GET).asked)}#next")


def after_deciding(request: MemberRequest) -> HttpResponse:
    """Back, or on to the next if that was asked for.

    The next is not taken: a claim that passes something by could tell others whose words it is.
    """
    if not ThenForm(request.POST).goes_on:
        return back_to_queue(request)
    asked = QueueForm(request.GET).asked
    left = pages.totals(rows_for(request.user), asked)
    following = pages.next_of(pages.waiting(request.user, asked, page=1, of=left))
    if following is None:
        return back_to_queue(request)
    return see_other(f"{following.url}{carried(asked)}")
