"""What is kept of one member’s words and answers, for their own copy. Nothing that others wrote."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from insights import ledger
from insights.enums import Attribution
from insights.models import (
    Appeal,
    Comment,
    Draft,
    Insight,
    KeptOut,
    Lineage,
    Offer,
    Report,
    Response,
)
from members.models import Member
from members.mydata import Part, Row


def own_insights(member: Member) -> Part:
    """By row and by proof."""
    return Part("insights", "What you recorded", insight_rows(Insight.objects.owned_by(member)))


def insight_rows(insights: QuerySet[Insight]) -> list[Row]:
    found = insights.defer("search").select_related("space").order_by("recorded_on", "pk")
    rows = list(
        found.prefetch_related("taggings__tag", "place_rows__place", "kept_from", "versions")
    )
    split_from = lineage(rows)
    return [
        {**insight_row(told), "split_from": split_from.get(told.thing.pk, "")}
        for told in ledger.of_insights(rows)
    ]


def lineage(insights: Iterable[Insight]) -> dict[UUID, str]:
    """The references of what they were split from: linked words alone have one."""
    lines = Lineage.objects.filter(part__in=insights)
    return dict(lines.values_list("part", "whole__reference"))


def insight_row(told: "ledger.Contribution[Insight]") -> Row:
    insight = told.thing
    return {
        **signed_row(told),
        "reference": insight.reference,
        "kind": insight.kind,
        "title": insight.title,
        "body": insight.body,
        "what_helped": insight.what_helped,
        "audience": insight.audience,
        "event": str(insight.space or ""),
        "kept_from": [str(organisation) for organisation in insight.kept_from.all()],
        "tags": [tagging.tag.name for tagging in insight.taggings.all()],
        "places": [place.name for place in insight.shown_places],
        "support_state": insight.support_state,
        "outcome": insight.outcome,
        "earlier_versions": [
            {"title": it.title, "body": it.body, "what_helped": it.what_helped, "until": it.made_on}
            for it in insight.versions.all()
        ],
    }


def signed_row(told: "ledger.Contribution[Insight] | ledger.Contribution[Comment]") -> Row:
    """How it is signed and what became of it: decisions, and never whose."""
    words = told.thing
    return {
        "attribution": words.attribution,
        "signed_as": words.byline,
        "sector": words.byline_sector if words.attribution != Attribution.WITHOUT else "",
        "state": words.state,
        "recorded_on": words.recorded_on,
        "published_on": words.published_on,
        "what_became_of_it": [
            {"on": entry.day, "what": entry.sentence, "why": entry.note} for entry in told.history
        ],
    }


def own_comments(member: Member) -> Part:
    """By row and by proof."""
    return Part("comments", "Your comments", comment_rows(Comment.objects.owned_by(member)))


def comment_rows(comments: Iterable[Comment]) -> list[Row]:
    told = ledger.of_comments(sorted(comments, key=lambda it: (it.recorded_on, it.pk)))
    references = dict(
        Insight.objects.filter(comments__in=[it.thing for it in told]).values_list(
            "pk", "reference"
        )
    )
    return [
        {
            **signed_row(it),
            "on": references[it.thing.insight_id],
            "body": it.thing.body,
            "earlier_versions": [
                {"body": kept.body, "until": kept.made_on} for kept in it.thing.versions.all()
            ],
        }
        for it in told
    ]


def own_drafts(member: Member) -> Part:
    drafts = Draft.objects.visible_to(member)
    rows: list[Row] = [{"saved_at": draft.saved_at, "form": draft.fields} for draft in drafts]
    return Part("drafts", "Drafts", rows)


def own_answers(member: Member) -> Part:
    answers = Response.objects.visible_to(member).select_related("insight", "organisation")
    rows: list[Row] = [
        {
            "on": it.insight.reference,
            "answer": it.answer,
            "context": it.context,
            "sector": it.sector,
            "organisation": str(it.organisation or ""),
            "answered_at": it.answered_at,
        }
        for it in answers.order_by("answered_at", "pk")
    ]
    return Part("answers", "Your answers: true here, not here, not sure", rows)


def own_offers(member: Member) -> Part:
    rows: list[Row] = [
        {
            "on": it.insight.reference,
            "message": it.message,
            "state": it.state,
            "made_on": it.made_on,
        }
        for it in Offer.objects.visible_to(member).select_related("insight")
    ]
    return Part("offers", "Help you offered", rows)


def own_appeals(member: Member) -> Part:
    """Of texts kept out of sight; those of insights and comments stand with these.

    An event’s are no one member’s.
    """
    kept = KeptOut.objects.owned_by(member).filter(space=None)
    rows = Appeal.objects.filter(kept__in=kept).select_related("kept")
    found: list[Row] = [
        {
            "part": it.kept.part if it.kept else "",
            "rule": it.kept.rule if it.kept else "",
            "words": it.words,
            "made_on": it.made_on,
            "state": it.state,
            "sentence": it.sentence,
            "decided_on": it.decided_on,
        }
        for it in rows
    ]
    return Part("appeals", "What you asked another facilitator to look at again", found)


def own_reports(member: Member) -> Part:
    rows: list[Row] = [
        {
            "reference": it.reference,
            "rule": it.rule,
            "words": it.words,
            "state": it.state,
            "outcome": it.outcome,
            "made_at": it.made_at,
        }
        for it in Report.objects.filter(reporter=member)
    ]
    return Part("reports", "What you reported", rows)
