"""One insight's page, for whoever may read it. For anybody else it does not exist."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.http import render_page
from insights import differences
from insights.enums import Act
from insights.forms.responding import AnswerForm, CommentForm, LookForm
from insights.models import Insight
from insights.reading import keys_of
from insights.search import REFERENCE
from insights.views.keeping import kept_for_visitors
from insights.views.parts import answering, commenting
from insights.views.splitting import kin_shown
from insights.views.telling import Found, find, find_told, tell
from insights.views.together import put_under, variants_shown
from members.http import MemberRequest, Request


@require_safe
@kept_for_visitors
def detail(request: Request, reference: str) -> HttpResponse:
    """Any case finds it, at one address."""
    if reference != reference.upper() and REFERENCE.fullmatch(reference.upper()):
        rest = request.get_full_path().removeprefix(request.path)
        canonical = reverse("insights:detail", args=[reference.upper()])
        return HttpResponsePermanentRedirect(f"{canonical}{rest}")
    try:
        found = find_told(request, reference)
    except Http404:
        return removed(request, reference)
    stays = put_under(request, found.insight)
    if stays and not found.standing.own:  # for now: it may be taken apart again
        return redirect("insights:detail", stays)
    return show(request, found.insight, found=found)


def removed(request: Request, reference: str) -> HttpResponse:
    """For whoever could read it: that it was removed, when and under which rule. No word of it."""
    insight = Insight.objects.removed_from(request.user).filter(reference=reference).first()
    if insight is None:
        raise Http404
    decision = insight.decisions.filter(act=Act.REMOVE).select_related("reason").first()
    context = {"reference": insight.reference, "decision": decision}
    return render_page(request, "insights/removed.html", context, status=410)


def show(
    request: Request | MemberRequest,
    insight: Insight,
    *,
    found: Found | None = None,
    answer_form: AnswerForm | None = None,
    comment_form: CommentForm | None = None,
) -> HttpResponse:
    """The page, with a form that was sent and has something to put right, if there is one."""
    look = LookForm(request.GET)
    found = found or tell(insight, request.user, comments=keys_of(request)[1])
    context = {
        "insight": insight,
        "trail": [{"url": reverse("insights:browse"), "label": _("Library")}],
        "told": found.pieces,
        "standing": found.standing,
        "put_under": put_under(request, insight) if found.standing.own else "",
        "kin": kin_shown(request, insight, own=found.standing.own),
        "variants": variants_shown(request, insight, stamp=found.comments),
        **answering(request, insight, look=look, form=answer_form),
        **commenting(request, insight, look=look, form=comment_form, stamp=found.comments),
    }
    return render_page(request, "insights/detail.html", context)


@require_safe
def versions(request: Request, reference: str) -> HttpResponse:
    """The words as they stood and what each edit changed, for their author alone."""
    insight = find(request.user, reference)
    if not insight.is_owned_by(request.user):
        raise Http404
    context = {"insight": insight, "versions": differences.history(insight)}
    return render_page(request, "insights/versions.html", context)
