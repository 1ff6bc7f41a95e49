"""Taking words out of an insight for good."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.http import render_page, require, see_other
from community.markdown import render
from insights import policies
from insights.actions import moderation, redacting
from insights.forms.moderation import seen
from insights.forms.redacting import RedactForm
from insights.models import Insight
from insights.repeats import others_saying
from insights.views.asking import facilitators_only
from insights.views.claiming import has_been_taken
from insights.views.moderation import too_late
from insights.views.waiting import filters_of
from members.http import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators_only
def redact(request: MemberRequest, reference: str) -> HttpResponse:
    readable = Insight.objects.visible_to(request.user)
    insight = get_object_or_404(readable, reference=reference)
    require(policies.can_decide(request.user, insight))
    form = RedactForm(request.POST or None, initial={"seen": seen(insight)})
    if request.method == "POST" and form["seen"].value() != seen(insight):
        return too_late(request, insight, tried="redact")
    others = _others(request, insight, form) if form.is_valid() else []
    if form.is_valid() and not others and (done := _store(request, insight, form)):
        return done
    context = {
        "insight": insight,
        "form": form,
        "body": render(insight.body),
        "what_helped": render(insight.what_helped),
        "carried": filters_of(request),
        "others": others,
        "told": _named(others),
    }
    return render_page(request, "insights/moderation/redact.html", context)


def _others(request: MemberRequest, insight: Insight, form: RedactForm) -> list[Insight]:
    """Those that say the words too, until the facilitator has been told of just these."""
    words = form.cleaned_data["words"]
    others = others_saying(words, viewer=request.user, but=insight)
    return [] if form.cleaned_data["told"] == _named(others) else others


def _named(others: Sequence[Insight]) -> str:
    return " ".join(it.reference for it in others)


def _store(request: MemberRequest, insight: Insight, form: RedactForm) -> HttpResponse | None:
    """Nothing when the words are nowhere in it: the form says so."""
    sent = form.cleaned_data
    why = {"reason": sent["reason"], "sentence": sent["sentence"]}
    try:
        redacting.redact(insight, sent["words"], by=request.user, **why)
    except redacting.NotThere:
        form.add_error("words", _("These words are nowhere in it. Copy them exactly."))
        return None
    except moderation.AlreadyDecided:
        insight.refresh_from_db()
        return too_late(request, insight, tried="redact")
    except moderation.Taken as taken:
        return has_been_taken(request, taken.claim)
    page = reverse("insights:moderate", args=[insight.reference])
    messages.success(request, _("The words are gone from everything we keep."))
    return see_other(f"{page}{filters_of(request)}")
