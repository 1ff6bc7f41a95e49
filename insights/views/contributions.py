"""My contributions: what became of what I said."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from community.http import page_of, render_page
from insights.models import Insight
from members.http import MemberRequest


def soon(request: HttpRequest) -> HttpResponse:
    """Stands in for a page that lands within the hour."""
    raise Http404


@login_required
@require_safe
def contributions(request: MemberRequest) -> HttpResponse:
    mine = Insight.objects.owned_by(request.user).order_by("-recorded_on", "pk").for_cards()
    return render_page(request, "insights/contributions.html", {"page": page_of(request, mine)})
