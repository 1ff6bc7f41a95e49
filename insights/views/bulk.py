"""Deciding on many at once: what it would be, how far it is, what became of each, and taking it back."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.http import page_of, render_page, see_other
from insights import policies
from insights.actions import deciding_many
from insights.enums import Act, BulkResult
from insights.forms.bulk import SHOWN, BulkForm
from insights.forms.queue import QueueForm
from insights.models import Bulk, BulkItem
from insights.queue.many import MOST, Found, found
from insights.queue.rows import Asked
from insights.views.asking import facilitators_only
from insights.views.waiting import address
from members.http import MemberRequest

RECENT = 5


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators_only
def decide_many(request: MemberRequest) -> HttpResponse:
    asked = QueueForm(request.GET).asked
    mine = Bulk.objects.visible_to(request.user)
    if sent_before := mine.filter(form_key=request.POST.get("form_key", "")).first():
        return see_other(sent_before)
    waiting = found(request.user, asked)
    form = BulkForm(request.POST or None, things=waiting.things, initial={"seen": waiting.seen})
    as_shown = request.method != "POST" or form["seen"].value() == waiting.seen
    if as_shown and form.is_valid():
        return see_other(deciding_many.decide_on_all(form.chosen, form.verdict, by=request.user))
    if not as_shown:
        form = _again(request, waiting)
    context = {
        **about(asked, waiting),
        "form": form,
        "changed": not as_shown,
        "recent": mine[:RECENT],
    }
    status = 200 if as_shown else 409
    return render_page(request, "insights/moderation/bulk.html", context, status=status)


def _again(request: MemberRequest, waiting: Found) -> BulkForm:
    """What was chosen and typed, over what waits now."""
    typed = {name: request.POST.get(name, "") for name in ("choice", "sentence")}
    left_out = request.POST.getlist("leave_out")
    initial = {**typed, "leave_out": left_out, "seen": waiting.seen}
    return BulkForm(things=waiting.things, initial=initial)


def about(asked: Asked, waiting: Found) -> dict[str, Any]:
    return {
        "count": len(waiting.things),
        "others": waiting.others,
        "is_most": len(waiting.things) == MOST,
        "shown": SHOWN,
        "queue": address(asked),
    }


@require_safe
@facilitators_only
def bulk(request: MemberRequest, code: str) -> HttpResponse:
    """How far it is, and what became of each thing: told by its reference, read on its own page."""
    made = get_object_or_404(Bulk.objects.visible_to(request.user), code=code)
    items = BulkItem.objects.visible_to(request.user).filter(bulk=made)
    counts = Counter(items.values_list("result", flat=True))
    waiting, done = counts[BulkResult.WAITING], counts[BulkResult.DONE]
    context = {
        "bulk": made,
        "page": page_of(request, items.select_related("insight", "comment__insight"), size=50),
        "counts": [(label, counts[value]) for value, label in BulkResult.choices if counts[value]],
        "total": counts.total(),
        "settled": counts.total() - waiting,
        "working": waiting > 0 or bool(made.undone_at and done),
        "act": Act(made.act).label,
        "can_undo": done > 0 and not made.undone_at and policies.can_undo(request.user, made),
    }
    return render_page(request, "insights/moderation/bulk_done.html", context)


@require_POST
@facilitators_only
def undo_bulk(request: MemberRequest, code: str) -> HttpResponse:
    made = get_object_or_404(Bulk.objects.visible_to(request.user), code=code)
    try:
        deciding_many.undo(made, by=request.user)
    except deciding_many.TooLateToUndo:
        messages.info(request, _("Thirty days have passed. Decide on each thing by itself."))
    return see_other(made)
