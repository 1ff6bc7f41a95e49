"""Putting an insight under another that says the same, and taking them apart again.

Neither insight is written to. What is kept is the decision and which is under which, so that undoing
leaves everything as it was.
"""

from typing import Any

from django.db import transaction

from community.actions import audit
from insights import policies
from insights.actions import moderation
from insights.actions.moderation import AlreadyDecided, OwnWords
from insights.enums import Act
from insights.models import Decision, Insight, Variant
from insights.variants import hindrance
from members.models import Member


class Hindered(Exception):
    """They may not be put together: what kept the form from being sent came about meanwhile."""


class CannotUndo(Exception):
    """They are apart already, thirty days have passed, or the author has appealed."""


@transaction.atomic
def put_together(variant: Insight, stays: Insight, *, by: Member, **why: Any) -> Variant:
    """`variant` and `stays` are as the facilitator saw them; `why` is a reason and a sentence."""
    seen = {it.pk: (it.state, it.version) for it in (variant, stays)}
    rows = _locked(seen)
    variant, stays = rows[variant.pk], rows[stays.pk]
    if not policies.can_put_together(by, variant, stays):
        raise OwnWords
    if seen != {pk: (it.state, it.version) for pk, it in rows.items()}:
        raise AlreadyDecided
    if hindrance(variant, stays):
        raise Hindered
    decision = Decision.objects.create(
        insight=variant, act=Act.MERGE, version=variant.version, by=by, **why
    )
    made = Variant.objects.create(insight=variant, stays=stays, decision=decision)
    audit.record("insight.merge", both(made), by=by, reason=str(decision.reason or ""))
    moderation.tell(variant)
    return made


def _locked(keys: Any) -> dict[Any, Insight]:
    """In one order, so that two facilitators never wait for each other."""
    rows = Insight.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}


def both(made: Variant) -> str:
    """What the log calls them: read only by who may know of both."""
    return f"{made.insight.reference} under {made.stays.reference}"


@transaction.atomic
def take_apart(insight: Insight, *, by: Member) -> None:
    """As if it had never been, but for the log."""
    made = _made(insight)
    if made is None or not policies.can_take_apart(by, made):
        raise CannotUndo
    audit.record("insight.apart", both(made), by=by)
    made.decision.delete()


@transaction.atomic
def let_go(insight: Insight, *, by: Member) -> None:
    """On appeal: apart again, and the decision and the appeal stay as what happened."""
    if made := _made(insight):
        audit.record("insight.apart", both(made), by=by)
        made.delete()


def _made(insight: Insight) -> Variant | None:
    _locked([insight.pk])
    rows = Variant.objects.select_related("insight", "stays", "decision")
    return rows.filter(insight=insight).first()
