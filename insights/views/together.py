"""Insights put together: what stands under another on its page, putting one there, taking it away."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.http import render_page, require, see_other
from community.markdown import render
from insights import policies, wording
from insights.actions import merging, moderation
from insights.cards import place_names
from insights.enums import Act
from insights.forms.merging import MergeForm, WithForm, seen_both
from insights.forms.queue import QueueForm
from insights.models import Insight, Response
from insights.provenance import provenance
from insights.reading import keys_of
from insights.similar import similar
from insights.variants import have_same_readers, hindrance, together
from insights.views.asking import facilitators_only
from insights.views.discussion import Discussion, discussion
from insights.views.moderation import too_late
from insights.views.waiting import carried, chosen_of, filters_of
from members.http import MemberRequest, Request


def put_under(request: Request | MemberRequest, insight: Insight) -> str:
    """The reference of what this viewer reads it under, or nothing."""
    return together(request.user, key=keys_of(request)[0]).above.get(insight.pk, "")


@dataclass(frozen=True, slots=True)
class VariantShown:
    """An insight under another, as it was written and signed, with what was said of it."""

    insight: Insight
    provenance: str
    body: str
    what_helped: str
    places: str
    readers: str
    discussion: Discussion
    mine: Response | None
    can_offer: bool


def variants_shown(
    request: Request | MemberRequest, insight: Insight, *, stamp: str
) -> Sequence[VariantShown]:
    """Those this viewer may read, newest first. Where their readers are fewer, it says so."""
    keys = together(request.user, key=keys_of(request)[0]).under.get(insight.pk, ())
    if not keys:
        return ()
    rows = Insight.objects.in_force(request.user).filter(pk__in=keys).newest_first()
    given = Response.objects.visible_to(request.user).filter(insight__in=keys)
    mine = {it.insight_id: it for it in given}
    prefetch_related_objects([insight], "kept_from_rows")
    whole = rows.select_related("space").defer("search", "tag_words")
    shown = whole.prefetch_related("kept_from_rows", "place_rows__place")
    return [_shown(request, it, insight, stamp=stamp, mine=mine.get(it.pk)) for it in shown]


def _shown(
    request: Request | MemberRequest,
    it: Insight,
    stays: Insight,
    *,
    stamp: str,
    mine: Response | None,
) -> VariantShown:
    same = have_same_readers(it, stays)
    return VariantShown(
        insight=it,
        provenance=provenance(it),
        body=render(it.body),
        what_helped=render(it.what_helped) if it.what_helped else "",
        places=place_names(it.shown_places),
        readers="" if same else wording.readers(it.audience, event=str(it.space or ""))[0],
        discussion=discussion(request, it, may_answer=False, stamp=stamp),
        mine=mine,
        can_offer=policies.can_offer(request.user, it),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators_only
def merge(request: MemberRequest, reference: str) -> HttpResponse:
    """First with which other; then what each reader will see, and why."""
    readable = Insight.objects.in_force(request.user)
    variant = get_object_or_404(readable, reference=reference)
    require(policies.can_decide(request.user, variant))
    asked = request.GET if "into" in request.GET else None
    chosen = WithForm(asked, variant=variant, readable=readable, member=request.user)
    if not chosen.is_valid():
        context = {
            "variant": variant,
            "form": chosen,
            "candidates": _candidates(request, variant),
            "filters": chosen_of(QueueForm(request.GET).asked),
            "carried": filters_of(request),
        }
        return render_page(request, "insights/moderation/merge.html", context)
    return _confirm(request, variant, chosen.stays)


def _candidates(request: MemberRequest, variant: Insight) -> list[tuple[Insight, str]]:
    """Those like it that it may be put under, and where each is chosen. One's own are not among them."""
    tags = [tagging.tag.name for tagging in variant.taggings.select_related("tag")]
    like = similar(variant.title, tags, viewer=request.user, but=variant)
    may = [it for it in like if policies.can_decide(request.user, it)]
    return [(it, _into(request, variant, it)) for it in may if not hindrance(variant, it)]


def _into(request: MemberRequest, variant: Insight, stays: Insight) -> str:
    """Where one would be put under the other, with the queue's filters."""
    page = reverse("insights:merge", args=[variant.reference])
    return f"{page}{carried(QueueForm(request.GET).asked, into=stays.reference)}"


def _confirm(request: MemberRequest, variant: Insight, stays: Insight) -> HttpResponse:
    form = MergeForm(request.POST or None, initial={"seen": seen_both(variant, stays)})
    if request.method == "POST" and form["seen"].value() != seen_both(variant, stays):
        return too_late(request, variant, tried=Act.MERGE)
    if form.is_valid():
        return _store(request, variant, stays, form)
    context = {
        "form": form,
        "both": [_seen(stays), _seen(variant)],
        "same_readers": have_same_readers(variant, stays),
        "swap": "" if hindrance(stays, variant) else _into(request, stays, variant),
        "carried": filters_of(request),
        "variant": variant,
        "stays": stays,
    }
    return render_page(request, "insights/moderation/merge_preview.html", context)


def _seen(insight: Insight) -> dict[str, object]:
    readers = wording.readers(insight.audience, event=str(insight.space or ""))[0]
    return {"insight": insight, "body": render(insight.body), "readers": readers}


def _store(
    request: MemberRequest, variant: Insight, stays: Insight, form: MergeForm
) -> HttpResponse:
    why = {name: form.cleaned_data[name] for name in ("reason", "sentence")}
    try:
        merging.put_together(variant, stays, by=request.user, **why)
    except (moderation.AlreadyDecided, merging.Hindered):
        variant.refresh_from_db()
        return too_late(request, variant, tried=Act.MERGE)
    messages.success(request, _("They are together. Nothing of either has changed."))
    return _back_to(request, stays)


@require_POST
@facilitators_only
def take_apart(request: MemberRequest, reference: str) -> HttpResponse:
    readable = Insight.objects.in_force(request.user)
    variant = get_object_or_404(readable, reference=reference, variant__stays__in=readable)
    require(policies.can_put_together(request.user, variant, variant.variant.stays))
    try:
        merging.take_apart(variant, by=request.user)
    except merging.CannotUndo:
        messages.info(request, _("They cannot be taken apart here any more."))
    else:
        messages.success(request, _("They are apart again, each as it was."))
    return _back_to(request, variant)


def _back_to(request: MemberRequest, insight: Insight) -> HttpResponse:
    page = reverse("insights:moderate", args=[insight.reference])
    return see_other(f"{page}{filters_of(request)}")
