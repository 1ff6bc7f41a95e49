"""What an insight's page asks and hears: answers and comments."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.safestring import SafeString

from insights import policies
from insights.enums import Answer, State
from insights.forms.responding import AnswerForm, CommentForm, LookForm
from insights.models import Comment, Insight, Response
from insights.views.discussion import discussion
from insights.views.fresh import comment_form
from members.http import MemberRequest, Request
from members.models import Viewer


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three answers: a button, or before signing in a link that remembers it."""

    value: str
    label: str
    url: str
    chosen: bool


def answering(
    request: Request | MemberRequest, insight: Insight, *, look: LookForm, form: AnswerForm | None
) -> dict[str, Any]:
    """The answer box and the result, which a member sees after answering or asking for it."""
    viewer = request.user
    can_answer = policies.can_answer(viewer, insight)
    mine = Response.objects.visible_to(viewer).filter(insight=insight).first()
    seen = viewer.is_anonymous or not can_answer or mine or look.value("results")
    if form is None and not viewer.is_anonymous and can_answer:
        form = _answer_form(viewer, mine)
    return {
        "can_answer": can_answer,
        "asks": insight.state == State.PUBLISHED and (viewer.is_anonymous or can_answer),
        "mine": mine,
        "pending": "" if mine else look.value("answer"),
        "choices": _choices(viewer, insight, mine.answer if mine else look.value("answer")),
        "answer_form": form,
        "result_hidden": not seen,
    }


def _answer_form(viewer: Any, mine: Response | None) -> AnswerForm:
    initial = {"answer": mine.answer, "context": mine.context} if mine else {}
    return AnswerForm(member=viewer, initial=initial, auto_id="answer_%s")


def _choices(viewer: Viewer, insight: Insight, chosen: str | None) -> list[Choice]:
    where = _answering_after_sign_in(insight) if viewer.is_anonymous else "{}"
    return [
        Choice(value, str(label), where.format(value), chosen=value == chosen)
        for value, label in Answer.choices
    ]


def _answering_after_sign_in(insight: Insight) -> str:
    after = urlencode({"next": f"{insight.get_absolute_url()}?answer={{}}#answer"}, safe="{}")
    return f"{reverse('account_login')}?{after}"


def commenting(
    request: Request | MemberRequest,
    insight: Insight,
    *,
    look: LookForm,
    form: CommentForm | None,
    stamp: str,
) -> dict[str, Any]:
    """The comments this viewer may read, each with its answers, and the form to add one."""
    viewer = request.user
    may = form is not None or policies.can_comment(viewer, insight)
    offered = form or (_form_offered(request, insight, look) if may else SafeString())
    form = offered if isinstance(offered, CommentForm) else None
    return {
        "discussion": discussion(request, insight, may_answer=may, stamp=stamp),
        "form": form,
        "fresh_form": "" if form else offered,
        "answered": _answered(insight, viewer, form) if form else None,
    }


def _form_offered(
    request: Request | MemberRequest, insight: Insight, look: LookForm
) -> CommentForm | SafeString:
    """To answer a comment, or, drawn before, to comment on the insight."""
    member: Any = request.user
    if not (to := look.value("to")):
        return comment_form(member, insight, token=get_token(request))
    form = CommentForm(insight=insight, member=member)
    form.initial["parent"] = to
    return form


def _answered(insight: Insight, viewer: Viewer, form: CommentForm) -> Comment | None:
    if not (to := form["parent"].value()):
        return None
    rows = Comment.objects.on(insight, viewer)
    return next((row for row in rows if str(row.pk) == str(to)), None)
