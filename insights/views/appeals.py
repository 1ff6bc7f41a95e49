"""Appeals: made by the author from My contributions, decided by another facilitator from the queue."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import render_page, see_other
from community.markdown import render
from insights import appeals, log, policies
from insights.actions import appealing, looking_again, moderation
from insights.enums import AppealState
from insights.forms.appeals import AppealForm, SettleAppealForm
from insights.models import Appeal, Comment, Insight
from insights.models.appeals import WORKING_DAYS
from insights.reportable import KEPT_TITLED_BY, subject_of
from insights.views.asking import facilitators_only
from insights.views.claiming import claimed, has_been_taken, kept_by_another
from insights.views.waiting import after_deciding, filters_of
from members.http import MemberRequest

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@members_only
def appeal(request: MemberRequest, decision: int) -> HttpResponse:
    """Nothing is put in a session: of unlinked words not even that somebody appealed."""
    found = appeals.own_decision(request.user, decision)
    if found is None:
        raise Http404
    decided, thing = found
    if not appeals.can_still(request.user, *found):
        return see_other(mine(thing))
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            appealing.appeal(decided, form.cleaned_data["words"], by=request.user)
        except appealing.CannotAppeal:
            return see_other(mine(thing))
        return see_other(mine(thing))
    about = {"decision": decided, "thing": thing, "days": WORKING_DAYS}
    insight = thing if isinstance(thing, Insight) else thing.insight
    back, at_event = reverse("insights:contributions"), policies.among(insight) is not None
    context = {**about, "form": form, "at_event": at_event, "back": back}
    return render_page(request, "insights/appeal.html", context)


def mine(thing: Insight | Comment) -> str:
    return "insights:contributions" if isinstance(thing, Insight) else "insights:own_comments"


@get_or_post
@facilitators_only
def moderate_appeal(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Appeal.objects.visible_to(request.user)
    related = ("decision__insight", "decision__comment__insight", "decision__reason")
    made = get_object_or_404(rows.select_related(*related, *KEPT_TITLED_BY), pk=pk)
    if not rows.waiting().filter(pk=pk).exists():
        return settled(request, made)
    form = SettleAppealForm(request.POST or None, is_text=made.kept is not None)
    if kept := kept_by_another(request, made):
        return kept
    if form.is_valid():
        state, sentence = AppealState(form.cleaned_data["state"]), form.cleaned_data["sentence"]
        try:
            settle = looking_again.settle if made.kept else appealing.settle
            settle(made, state, sentence=sentence, by=request.user)
        except moderation.AlreadyDecided:
            return settled(request, made)
        except moderation.Taken as taken:
            return has_been_taken(request, taken.claim)
        return after_deciding(request)
    context = {"appeal": made, **_about(made), **claimed(request, made), "form": form}
    return render_page(request, "insights/moderation/appeal.html", context)


def _about(made: Appeal) -> dict[str, Any]:
    """The words as they stand."""
    if made.kept is not None:
        subject = subject_of(made.kept)
        return {"subject": subject, "body": render(subject.text)}
    return {"thing": made.thing, "body": render(made.thing.body)}


def _name_of(made: Appeal) -> str:
    return subject_of(made.kept).code if made.kept else moderation.reference_of(made.thing)


def settled(request: MemberRequest, made: Appeal) -> HttpResponse:
    """Says who decided and when, or that the words have moved on. Nothing is done a second time."""
    name = _name_of(made)
    if request.method == "POST":
        moderation.record_late(name, "appeal", by=request.user)
    entry = log.settled(name).filter(verb__startswith="appeal.").first()
    done = log.in_words(entry) if entry else ""
    context = {"name": name, "entry": entry, "done": done, "carried": filters_of(request)}
    return render_page(request, "insights/moderation/too_late.html", context, status=409)
