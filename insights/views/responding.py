"""Answering and commenting on an insight one may read."""

from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.asking import members_only, signed_out
from community.http import render_page, require, see_other
from insights import policies
from insights.actions import commenting, responding
from insights.actions.pausing import Paused
from insights.enums import UNLINKED, State
from insights.forms.responding import AnswerForm, CommentForm, LookForm
from insights.models import Comment, Insight
from insights.views.asking import first_steps_first
from insights.views.checking import look_again
from insights.views.detail import show
from insights.views.pausing import tell_paused
from insights.views.telling import find
from members.http import MemberRequest, Request


@require_POST
def answer(request: Request, reference: str) -> HttpResponse:
    if request.user.is_anonymous:
        return _sign_in_first(request, reference)
    insight = find(request.user, reference)
    require(policies.can_answer(request.user, insight))
    form = AnswerForm(request.POST, member=request.user, auto_id="answer_%s")
    if not form.is_valid():
        return show(request, insight, answer_form=form)
    change = partial(show, request, insight, answer_form=form)
    warning = look_again(request, form, ["context"], unlinked=False, change=change)
    if warning:
        return warning
    responding.answer(insight, form.given(), by=request.user)
    return see_other(f"{insight.get_absolute_url()}#answer")


def _sign_in_first(request: Request, reference: str) -> HttpResponse:
    """The answer chosen comes along in the address; a line that was typed stays in the page."""
    if request.POST.get("context"):
        return signed_out(request)
    chosen = LookForm(request.POST).value("answer")
    page = reverse("insights:detail", args=[reference.upper()])
    wanted = f"{page}?answer={chosen}#answer" if chosen else f"{page}#answer"
    return see_other(f"{reverse('account_login')}?{urlencode({'next': wanted})}")


@require_POST
@members_only
def take_back(request: MemberRequest, reference: str) -> HttpResponse:
    insight = find(request.user, reference)
    responding.take_back(insight, by=request.user)
    return see_other(f"{insight.get_absolute_url()}#answer")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def comment(request: MemberRequest, reference: str) -> HttpResponse:
    """What is held is answered by a page that remembers nobody: nothing unlinked leaves a trace."""
    if request.method != "POST":
        return redirect(f"{reverse('insights:detail', args=[reference.upper()])}#comments")
    insight = find(request.user, reference)
    if not policies.can_record(request.user):
        return first_steps_first(request)
    require(policies.can_comment(request.user, insight))
    form = CommentForm(request.POST, insight=insight, member=request.user)
    if not form.is_valid():
        return show(request, insight, comment_form=form)
    return _look_again(request, insight, form) or _send(request, insight, form)


def _look_again(request: MemberRequest, insight: Insight, form: CommentForm) -> HttpResponse | None:
    change = partial(show, request, insight, comment_form=form)
    unlinked = form.cleaned_data["attribution"] in UNLINKED
    return look_again(request, form, ["body"], unlinked=unlinked, change=change)


def _send(request: MemberRequest, insight: Insight, form: CommentForm) -> HttpResponse:
    key = form.cleaned_data["form_key"]
    try:
        words = commenting.comment(insight, form.remark(), by=request.user, form_key=key)
    except Paused as paused:
        tell_paused(form, paused)
        return show(request, insight, comment_form=form)
    if words.state == State.PUBLISHED:
        return see_other(words)
    return see_other("insights:comment_sent", insight.reference)


@require_safe
@members_only
def comment_sent(request: MemberRequest, reference: str) -> HttpResponse:
    insight = find(request.user, reference)
    return render_page(request, "insights/comment_sent.html", {"insight": insight})


@require_POST
@members_only
def withdraw_comment(request: MemberRequest, reference: str, comment: UUID) -> HttpResponse:
    insight = find(request.user, reference)
    words = _own_comment(request, Comment.objects.on(insight, request.user), comment)
    commenting.withdraw(words, by=request.user)
    return see_other(f"{insight.get_absolute_url()}#comments")


def _own_comment(request: MemberRequest, rows: list[Comment], pk: UUID) -> Comment:
    for row in rows:
        if row.pk == pk and policies.can_change(request.user, row):
            return row
    raise Http404
