"""Moderation: a page for each insight and comment to decide on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.http import render_page, require
from community.markdown import render
from insights import differences, policies, wording
from insights.actions import moderation
from insights.enums import ACT_LEADS_TO, Act, TagState
from insights.forms.moderation import DecideForm, fitting, seen
from insights.lineage import kin_of, since_split
from insights.models import Comment, Decision, Insight, Report, Variant
from insights.provenance import provenance
from insights.similar import similar
from insights.views.asking import facilitators_only
from insights.views.claiming import claimed, has_been_taken, kept_by_another
from insights.views.waiting import after_deciding, filters_of
from members.http import MemberRequest
from members.models import Member


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators_only
def insight(request: MemberRequest, reference: str) -> HttpResponse:
    readable = Insight.objects.visible_to(request.user).select_related("space")
    thing = readable.filter(reference=reference).first()
    if thing is None:
        decided = Insight.objects.decided_among(request.user).filter(reference=reference)
        return too_late(request, decided.first(), tried="")
    return decide_on(request, thing, about_insight(thing, request))


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators_only
def comment(request: MemberRequest, comment: UUID) -> HttpResponse:
    readable = Comment.objects.visible_to(request.user).select_related("insight", "parent")
    thing = readable.filter(pk=comment).first()
    if thing is None:
        decided = Comment.objects.decided_among(request.user).filter(pk=comment)
        return too_late(request, decided.select_related("insight").first(), tried="")
    return decide_on(request, thing, about_comment(thing, request))


def about_insight(thing: Insight, request: MemberRequest) -> dict[str, Any]:
    """Everything that helps to decide. Of its author, the byline alone."""
    decisions = list(decisions_on(thing))
    tags = [tagging.tag for tagging in thing.taggings.select_related("tag")]
    names = [tag.name for tag in tags if tag.state == TagState.ACCEPTED]
    return {
        "body": render(thing.body),
        "what_helped": render(thing.what_helped),
        "readers": wording.readers(thing.audience, event=str(thing.space or ""))[0],
        "provenance": provenance(thing),
        "places": [
            row.place.name for row in thing.place_rows.select_related("place") if row.chosen
        ],
        "tags": names,
        "proposed": [tag.name for tag in tags if tag.state == TagState.PROPOSED],
        "similar": similar(thing.title, names, viewer=request.user, but=thing),
        "changes": changes_since(thing, decisions),
        "decisions": decisions,
        "reports": open_reports(thing, request.user),
        "kin": kin_of(thing, request.user),
        "since_split": since_split(thing, request.user),
        **_put_together(thing, request.user),
    }


def _put_together(thing: Insight, viewer: Member) -> dict[str, Any]:
    """Under which it is, and what is under it, as far as this facilitator may read both."""
    rows = Variant.objects.visible_to(viewer).select_related("insight", "stays", "decision__appeal")
    around = list(rows.filter(Q(insight=thing) | Q(stays=thing)))
    made = next((it for it in around if it.insight_id == thing.pk), None)
    return {
        "stays": made.stays if made else None,
        "can_take_apart": made is not None and policies.can_take_apart(viewer, made),
        "under": [it.insight for it in around if it.stays_id == thing.pk],
    }


def about_comment(thing: Comment, request: MemberRequest) -> dict[str, Any]:
    decisions = list(decisions_on(thing))
    return {
        "changes": changes_since(thing, decisions),
        "body": render(thing.body),
        "answered": render(thing.parent.body) if thing.parent else "",
        "decisions": decisions,
        "reports": open_reports(thing, request.user),
    }


def changes_since(thing: Insight | Comment, decisions: Sequence[Decision]) -> differences.Changes:
    """All that its author changed since a facilitator last read it; a hold by reports is no reading."""
    decided = next((it.version for it in decisions if it.rule == ""), None)
    return differences.since_decided(thing, decided)


def open_reports(thing: Insight | Comment, viewer: Member) -> Any:
    """Whose words they are is shown none, facilitator or not."""
    return (
        Report.objects.visible_to(viewer).open().filter(pk__in=thing.reports.values("pk"), part="")
    )


def decisions_on(thing: Insight | Comment) -> Any:
    return thing.decisions.select_related("by", "reason")


def decide_on(
    request: MemberRequest, thing: Insight | Comment, about: dict[str, Any]
) -> HttpResponse:
    acts = fitting(thing)
    form = DecideForm(request.POST or None, acts=acts, initial={"seen": seen(thing)})
    if request.method == "POST":
        require(policies.can_decide(request.user, thing))
        if kept := kept_by_another(request, thing):
            return kept
        if form["seen"].value() != seen(thing):
            return too_late(request, thing, tried=form["choice"].value() or "")
        if form.is_valid():
            return _store(request, thing, form)
    template = "insight" if isinstance(thing, Insight) else "comment"
    if request.method == "GET":
        moderation.record_read(thing, by=request.user)
    own = thing.is_owned_by(request.user)
    context = {**about, **claimed(request, thing), "thing": thing, "form": form, "own": own}
    return render_page(request, f"insights/moderation/{template}.html", context)


def _store(request: MemberRequest, thing: Insight | Comment, form: DecideForm) -> HttpResponse:
    act, reason = form.decided.act, form.decided.reason
    sentence = form.cleaned_data["sentence"]
    try:
        moderation.decide_on_words(thing, act, reason=reason, sentence=sentence, by=request.user)
    except moderation.AlreadyDecided:
        thing.refresh_from_db()
        return too_late(request, thing, tried=act)
    except moderation.Taken as taken:
        return has_been_taken(request, taken.claim)
    messages.success(request, done(act))
    return after_deciding(request)


def done(act: Act) -> str:
    return {
        Act.PUBLISH: _("Published."),
        Act.RETURN: _("Returned to its author."),
        Act.DECLINE: _("Declined. Its author keeps the words."),
        Act.REMOVE: _("Removed. Its author keeps the words."),
        Act.RESTORE: _("Put back."),
        Act.HOLD: _("Taken out of sight. It waits in the queue."),
    }[act]


def too_late(
    request: MemberRequest, thing: Insight | Comment | None, *, tried: str
) -> HttpResponse:
    """Says who decided and when. Nothing is done a second time; that it was tried is logged."""
    if thing is None:
        raise Http404
    name = moderation.reference_of(thing)
    if request.method == "POST":
        moderation.record_late(name, tried.partition(":")[0][:20], by=request.user)
    last = decisions_on(thing).first()
    current = last is not None and ACT_LEADS_TO.get(Act(last.act)) == thing.state
    context = {"name": name, "decision": last if current else None, "carried": filters_of(request)}
    return render_page(request, "insights/moderation/too_late.html", context, status=409)
