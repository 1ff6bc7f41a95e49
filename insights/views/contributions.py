"""My contributions: what became of what I said, comments and drafts too."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.asking import members_only
from community.http import page_of, render_page
from insights import ledger
from insights.models import Comment, Draft, Insight
from insights.pausing import pause_of
from members.http import MemberRequest


def parts(current: str) -> list[dict[str, object]]:
    """The three parts of the page, and which one is being read."""
    names = {
        "insights:contributions": _("Insights"),
        "insights:own_comments": _("Comments"),
        "insights:drafts": _("Drafts"),
    }
    return [
        {"url": reverse(name), "label": label, "current": name == current}
        for name, label in names.items()
    ]


@require_safe
@members_only
def contributions(request: MemberRequest) -> HttpResponse:
    mine = Insight.objects.owned_by(request.user).defer("search", "tag_words")
    page = page_of(request, mine.order_by("-recorded_on", "pk"))
    context = {
        "page": page,
        "contributions": ledger.of_insights(list(page)),
        "parts": parts("insights:contributions"),
        "pause": pause_of(request.user),
    }
    return render_page(request, "insights/contributions.html", context)


@require_safe
@members_only
def own_comments(request: MemberRequest) -> HttpResponse:
    """A comment outlives one's right to read what it is on: then that is not named."""
    mine = Comment.objects.owned_by(request.user).select_related("insight")
    page = page_of(request, mine.order_by("-recorded_on", "pk"))
    readable = Insight.objects.visible_to(request.user)
    context = {
        "page": page,
        "contributions": ledger.of_comments(list(page)),
        "readable": set(
            readable.filter(comments__in=list(page)).values_list("pk", flat=True).distinct()
        ),
        "parts": parts("insights:own_comments"),
    }
    return render_page(request, "insights/contributions_comments.html", context)


@require_safe
@members_only
def drafts(request: MemberRequest) -> HttpResponse:
    page = page_of(request, Draft.objects.visible_to(request.user))
    context = {"page": page, "parts": parts("insights:drafts")}
    return render_page(request, "insights/drafts.html", context)
