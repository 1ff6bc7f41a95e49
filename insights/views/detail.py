"""One insight's page, for whoever may read it. For anybody else it does not exist."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.http import render_page
from community.markdown import render
from insights import policies
from insights.cards import place_names
from insights.models import Insight
from insights.models.insights import shown_with_cards
from insights.provenance import audience_sentence, citation, provenance
from insights.similar import similar
from members.http import Request
from members.models import Viewer

REFERENCE = "(?P<reference>[A-Za-z]{2}-[0-9A-Za-z]{5})"


def find(viewer: Viewer, reference: str) -> Insight:
    """404 alike for what may not be read and what was never there."""
    rows = Insight.objects.select_related("space", "finding").defer("search", "tag_words")
    try:
        return rows.readable(viewer, reference)
    except Insight.DoesNotExist:
        raise Http404 from None


@require_safe
def detail(request: Request, reference: str) -> HttpResponse:
    if reference != reference.upper():
        rest = request.get_full_path().removeprefix(request.path)
        canonical = reverse("insights:detail", args=[reference.upper()])
        return HttpResponsePermanentRedirect(f"{canonical}{rest}")
    insight = find(request.user, reference)
    context = {
        "insight": insight,
        "trail": [{"url": reverse("insights:browse"), "label": _("Library")}],
        **told(insight, request.user),
    }
    return render_page(request, "insights/detail.html", context)


def told(insight: Insight, viewer: Viewer) -> dict[str, Any]:
    """What the page says of the insight itself."""
    prefetch_related_objects([insight], *shown_with_cards())
    own = insight.is_owned_by(viewer)
    tags = insight.shown_tags
    return {
        "own": own,
        "can_change": own and policies.can_change(viewer, insight),
        "body": render(insight.body),
        "what_helped": render(insight.what_helped) if insight.what_helped else "",
        "places": place_names(insight.shown_places),
        "tags": [{"url": tag.get_absolute_url(), "label": tag.name} for tag in tags],
        "sources": list(insight.sources.all()),
        "provenance": provenance(insight),
        "readers": audience_sentence(insight),
        "kept_from": [organisation.name for organisation in insight.kept_from.all()],
        "citation": citation(insight),
        "similar": similar(
            insight.title, [tag.name for tag in tags], viewer=viewer, but=insight
        ).only("reference", "kind", "title", "published_on"),
    }


@require_safe
def versions(request: Request, reference: str) -> HttpResponse:
    """The words as they stood, for their author alone."""
    insight = find(request.user, reference.upper())
    if not insight.is_owned_by(request.user):
        raise Http404
    context = {"insight": insight, "versions": insight.versions.all()}
    return render_page(request, "insights/versions.html", context)
