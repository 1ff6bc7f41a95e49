"""Reporting: two presses for anyone, a number to follow it by, and a page to answer it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.http import page_of, render_page, see_other
from community.markdown import render
from insights import log, reportable
from insights.actions import answering, moderation, reporting
from insights.enums import ReportRule, ReportState
from insights.forms.moderation import ELSEWHERE, KEEP_OUT, LEAVE, AnswerForm
from insights.forms.reporting import ReportForm, starting
from insights.models import Report
from insights.reportable import Subject
from insights.views.asking import readers_of_reports_only
from insights.views.claiming import claimed, has_been_taken, kept_by_another
from insights.views.waiting import after_deciding, filters_of
from members.http import MemberRequest, Request
from members.policies import has_safeguarding_lead

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
PLAIN: dict[str, Callable[..., Report]] = {
    LEAVE: answering.leave,
    KEEP_OUT: answering.keep_out,
    ELSEWHERE: answering.act_elsewhere,
}


@get_or_post
def report(request: Request, reference: str) -> HttpResponse:
    return _report(request, reportable.find(request.user, "insight", reference))


@get_or_post
def report_comment(request: Request, reference: str, comment: UUID) -> HttpResponse:
    found = reportable.find(request.user, "comment", str(comment))
    if found and found.row.insight.reference != reference:
        raise Http404
    return _report(request, found)


@get_or_post
def report_text(request: Request, sort: str, key: str) -> HttpResponse:
    """Any other text: an offer's message, an outcome, a profile, an event's words, a summary's part."""
    return _report(request, reportable.find(request.user, sort, key))


def _report(request: Request, subject: Subject | None) -> HttpResponse:
    if subject is None:
        raise Http404
    form = ReportForm(request.POST) if request.method == "POST" else starting()
    if not form.is_valid():
        context = {"form": form, "subject": subject, "has_lead": has_safeguarding_lead()}
        return render_page(request, "insights/report.html", context)
    made = reporting.report(subject, form.complaint(), by=request.user)
    return see_other("insights:report_status", made.reference)


@require_safe
def report_status(request: Request, reference: str) -> HttpResponse:
    """For whoever holds the number: its state and outcome, and nothing of what it is about."""
    made = get_object_or_404(Report, reference=reference.upper())
    about_safety = made.rule == ReportRule.SAFETY
    context = {
        "report": made,
        "open": made.state == ReportState.OPEN,
        "about_safety": about_safety,
        "nobody_reads": about_safety and not has_safeguarding_lead(),
    }
    return render_page(request, "insights/report_status.html", context)


@require_safe
@readers_of_reports_only
def safety(request: MemberRequest) -> HttpResponse:
    """What waits for a safeguarding lead; for anybody else there is no such page."""
    if not request.user.is_safeguarding_lead:
        raise Http404
    waiting = Report.objects.visible_to(request.user).open().about_safety()
    page = page_of(request, waiting.select_related(*reportable.TITLED_BY))
    return render_page(request, "insights/moderation/safety.html", {"page": page})


@get_or_post
@readers_of_reports_only
def moderate_report(request: MemberRequest, reference: str) -> HttpResponse:
    rows = Report.objects.visible_to(request.user)
    made = get_object_or_404(rows.select_related(*reportable.TITLED_BY), reference=reference)
    subject = reportable.subject_of(made)
    if made.state != ReportState.OPEN:
        return answered(request, made)
    form = AnswerForm(request.POST or None, report=made, subject=subject)
    if kept := kept_by_another(request, made):
        return kept
    if request.method == "POST" and form["seen"].value() != subject.seen:
        return answered(request, made)
    if form.is_valid():
        return _answer(request, made, form)
    may_read = Report.objects.on_readable(request.user).filter(pk=made.pk).exists()
    context = {
        "report": made,
        "subject": subject if may_read else None,
        "words": subject.row if subject.is_words and may_read else None,
        "body": render(subject.text) if may_read else "",
        "form": form,
        **claimed(request, made),
    }
    return render_page(request, "insights/moderation/report.html", context)


def _answer(request: MemberRequest, made: Report, form: AnswerForm) -> HttpResponse:
    sentence = form.cleaned_data["sentence"]
    try:
        if form.answer:
            PLAIN[form.answer](made, sentence=sentence, by=request.user)
        else:
            act, reason = form.decided.act, form.decided.reason
            answering.act_on(made, act, reason=reason, sentence=sentence, by=request.user)
    except moderation.AlreadyDecided:
        return answered(request, made)
    except moderation.Taken as taken:
        return has_been_taken(request, taken.claim)
    messages.success(request, _("Answered. Whoever reported it can read what you decided."))
    about_safety = made.rule == ReportRule.SAFETY
    return see_other("insights:safety") if about_safety else after_deciding(request)


def answered(request: MemberRequest, made: Report) -> HttpResponse:
    """Says who answered and when, or that the thing has changed. Nothing is done a second time."""
    made.refresh_from_db()
    if request.method == "POST" and made.rule != ReportRule.SAFETY:
        moderation.record_late(made.reference, "answer", by=request.user)
    entry = log.settled(made.reference).first()
    done = log.in_words(entry) if entry else ""
    filters = filters_of(request)
    context = {"name": made.reference, "entry": entry, "done": done, "carried": filters}
    return render_page(request, "insights/moderation/too_late.html", context, status=409)
