"""Reporting: two presses for anyone, a number to follow it by, and a page to answer it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.http import render_page, require, see_other
from community.markdown import render
from insights import log, policies
from insights.actions import moderation, reporting
from insights.enums import ReportState
from insights.forms.moderation import AnswerForm, fitting_report, seen
from insights.forms.reporting import ReportForm, starting
from insights.models import Comment, Insight, Report
from insights.views.asking import facilitators_only
from insights.views.claiming import claimed, has_been_taken, kept_by_another
from members.http import MemberRequest, Request


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, reference: str) -> HttpResponse:
    try:
        insight = Insight.objects.readable(request.user, reference)
    except Insight.DoesNotExist:
        raise Http404 from None
    return _report(request, insight, insight.title)


@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request: Request, reference: str, comment: UUID) -> HttpResponse:
    readable = Comment.objects.visible_to(request.user).select_related("insight")
    found = get_object_or_404(readable, pk=comment, insight__reference=reference)
    return _report(request, found, _("A comment on “%(title)s”") % {"title": found.insight.title})


def _report(request: Request, thing: Insight | Comment, name: str) -> HttpResponse:
    form = ReportForm(request.POST) if request.method == "POST" else starting()
    if not form.is_valid():
        context = {"form": form, "thing": thing, "name": name}
        return render_page(request, "insights/report.html", context)
    made = reporting.report(thing, form.complaint(), by=request.user)
    return see_other("insights:report_status", made.reference)


@require_safe
def report_status(request: Request, reference: str) -> HttpResponse:
    """For whoever holds the number: its state and outcome, and nothing of what it is about."""
    made = get_object_or_404(Report, reference=reference.upper())
    context = {"report": made, "open": made.state == ReportState.OPEN}
    return render_page(request, "insights/report_status.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators_only
def moderate_report(request: MemberRequest, reference: str) -> HttpResponse:
    rows = Report.objects.visible_to(request.user).select_related("insight", "comment__insight")
    made = get_object_or_404(rows, reference=reference)
    thing = reporting.thing_of(made)
    form = AnswerForm(
        request.POST or None, acts=fitting_report(thing), initial={"seen": seen(thing)}
    )
    if made.state != ReportState.OPEN:
        return answered(request, made)
    if kept := kept_by_another(request, made):
        return kept
    if request.method == "POST":
        require(policies.can_decide(request.user, thing))
        if form["seen"].value() != seen(thing):
            return answered(request, made)
        if form.is_valid():
            return _answer(request, made, form)
    context = {
        "report": made,
        "thing": thing,
        "insight": thing if isinstance(thing, Insight) else thing.insight,
        "body": render(thing.body),
        "form": form,
        "own": thing.is_owned_by(request.user),
        **claimed(request, made),
    }
    return render_page(request, "insights/moderation/report.html", context)


def _answer(request: MemberRequest, made: Report, form: AnswerForm) -> HttpResponse:
    sentence = form.cleaned_data["sentence"]
    try:
        if form.leaves:
            reporting.leave(made, sentence=sentence, by=request.user)
        else:
            act, reason = form.decided.act, form.decided.reason
            reporting.act_on(made, act, reason=reason, sentence=sentence, by=request.user)
    except moderation.AlreadyDecided:
        return answered(request, made)
    except moderation.Taken as taken:
        return has_been_taken(request, taken.claim)
    messages.success(request, _("Answered. Whoever reported it can read what you decided."))
    return see_other("insights:moderation")


def answered(request: MemberRequest, made: Report) -> HttpResponse:
    """Says who answered and when, or that the thing has changed. Nothing is done a second time."""
    made.refresh_from_db()
    if request.method == "POST":
        moderation.record_late(made.reference, "answer", by=request.user)
    entry = log.settled(made.reference).first()
    done = log.in_words(entry) if entry else ""
    context = {"name": made.reference, "entry": entry, "done": done}
    return render_page(request, "insights/moderation/too_late.html", context, status=409)
