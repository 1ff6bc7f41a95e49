"""What an insight's page is made of: the insight, its answers, its comments."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse

from community.markdown import render
from insights import policies, wording
from insights.cards import place_names
from insights.enums import Answer, Audience, Origin, State
from insights.forms.responding import AnswerForm, CommentForm, LookForm
from insights.models import Comment, Insight, Response
from insights.models.insights import shown_with_cards
from insights.provenance import citation, provenance
from insights.reading import kept, reading_keys
from insights.results import result_of
from insights.similar import similar
from insights.views.discussion import discussion
from members.http import MemberRequest, Request
from members.models import Viewer

WITH, WITHOUT = ("space", "finding"), ("search", "tag_words")


def find(viewer: Viewer, reference: str) -> Insight:
    """404 alike for what may not be read and what was never there."""
    try:
        return (
            Insight.objects.select_related(*WITH)
            .defer(*WITHOUT)
            .readable(viewer, reference.upper())
        )
    except Insight.DoesNotExist:
        raise Http404 from None


@dataclass(frozen=True, slots=True)
class Found:
    """An insight, what is told of it, and the number its comments are kept under."""

    insight: Insight
    about: dict[str, Any]
    comments: str


def find_told(viewer: Viewer, reference: str) -> Found:
    """Kept for everyone whose library is the same as this viewer's."""
    key, comments = reading_keys(viewer)
    found = kept(key, "insight", reference, make=lambda: _in_library(viewer, reference))
    if found is None:
        insight = find(viewer, reference)
        found = insight, told(insight, viewer)
    return Found(*found, comments)


def _in_library(viewer: Viewer, reference: str) -> tuple[Insight, dict[str, Any]] | None:
    rows = Insight.objects.library(viewer).select_related(*WITH).defer(*WITHOUT)
    insight = rows.filter(reference=reference).first()
    return None if insight is None else (insight, told(insight, viewer))


def told(insight: Insight, viewer: Viewer) -> dict[str, Any]:
    """What the page says of the insight itself: nothing that two readers of one library see differently."""
    prefetch_related_objects([insight], *shown_with_cards())
    tags = insight.shown_tags
    like = similar(insight.title, [tag.name for tag in tags], viewer=viewer, but=insight)
    return {
        "body": render(insight.body),
        "what_helped": render(insight.what_helped) if insight.what_helped else "",
        "places": place_names(insight.shown_places),
        "tags": [{"url": tag.get_absolute_url(), "label": tag.name} for tag in tags],
        "sources": list(insight.sources.all()) if insight.origin == Origin.EDITORS else [],
        "provenance": provenance(insight),
        "readers": wording.readers(insight.audience, event=str(insight.space or ""))[0],
        "kept_from": _kept_from(insight),
        "citation": citation(insight),
        "similar": list(like.only("reference", "kind", "title", "published_on")),
        "result": result_of(insight),
    }


def own_part(insight: Insight, viewer: Viewer) -> dict[str, bool]:
    """What this viewer alone may do with it."""
    return {
        "own": insight.is_owned_by(viewer),
        "can_change": policies.can_change(viewer, insight),
        "can_moderate": policies.can_decide(viewer, insight),
        "can_offer": policies.can_offer(viewer, insight),
    }


def _kept_from(insight: Insight) -> list[str]:
    """What everyone may read is kept from nobody."""
    if insight.audience == Audience.EVERYONE:
        return []
    return [organisation.name for organisation in insight.kept_from.all()]


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
        "choices": _choices(insight, mine.answer if mine else look.value("answer")),
        "answer_form": form,
        "result_hidden": not seen,
    }


def _answer_form(viewer: Any, mine: Response | None) -> AnswerForm:
    initial = {"answer": mine.answer, "context": mine.context} if mine else {}
    return AnswerForm(member=viewer, initial=initial, auto_id="answer_%s")


def _choices(insight: Insight, chosen: str | None) -> list[Choice]:
    page, sign_in = insight.get_absolute_url(), reverse("account_login")
    return [
        Choice(
            value,
            str(label),
            f"{sign_in}?{urlencode({'next': f'{page}?answer={value}#answer'})}",
            chosen=value == chosen,
        )
        for value, label in Answer.choices
    ]


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
    may = policies.can_comment(viewer, insight)
    if form is None and not viewer.is_anonymous and may:
        form = CommentForm(insight=insight, member=viewer)
        form.initial["parent"] = look.value("to")
    to = form["parent"].value() if form else None
    return {
        "discussion": discussion(request, insight, may_answer=form is not None, stamp=stamp),
        "form": form,
        "answered": _answered(insight, viewer, to) if to else None,
    }


def _answered(insight: Insight, viewer: Viewer, to: object) -> Comment | None:
    rows = Comment.objects.on(insight, viewer)
    return next((row for row in rows if str(row.pk) == str(to)), None)
