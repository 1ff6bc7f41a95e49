"""Answering: true here, not here, not sure. One per member and insight, however often it is sent."""

from dataclasses import dataclass

from django.db import transaction

from community.pace import take_turn
from insights import pace
from insights.models import Insight, Response
from members.models import Affiliation, Member


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer under a hat. Without a context, the line that was there stays."""

    answer: str
    hat: Affiliation
    context: str | None = None


@transaction.atomic
def answer(insight: Insight, given: Given, *, by: Member) -> None:
    """One statement puts it down or replaces it, so that forty at once leave one row."""
    take_turn(by)
    pace.require_room_for_answer(by, insight)
    changed = ["answer", "sector", "organisation", "answered_at"]
    response = Response(
        insight=insight,
        member=by,
        answer=given.answer,
        context=given.context or "",
        sector=given.hat.sector,
        organisation=given.hat.organisation,
    )
    Response.objects.bulk_create(
        [response],
        update_conflicts=True,
        unique_fields=["insight", "member"],
        update_fields=changed if given.context is None else [*changed, "context"],
    )


@transaction.atomic
def take_back(insight: Insight, *, by: Member) -> None:
    """As if it had never been given."""
    Response.objects.visible_to(by).filter(insight=insight).delete()
