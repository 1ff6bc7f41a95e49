"""Appeals as each side finds them: the author’s decision to appeal, the facilitator’s appeal to decide."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from insights import policies
from insights.enums import AppealState
from insights.models import Appeal, Comment, Decision, Insight, KeptOut
from members.models import Member

TOLD_FOR = dt.timedelta(days=30)  # that words are back in sight, to whoever wrote them


def own_decision(member: Member, pk: int) -> tuple[Decision, Insight | Comment] | None:
    """A decision on words this member wrote, by the row or by proof, and the words. Else nothing."""
    rows = Decision.objects.select_related("insight", "comment__insight", "reason")
    decision = rows.filter(pk=pk).first()
    if decision is None:
        return None
    thing = decision.insight or decision.comment
    return (decision, thing) if thing is not None and thing.is_owned_by(member) else None


def can_still(member: Member, decision: Decision, thing: Insight | Comment) -> bool:
    """Not decided on since, and not appealed before."""
    return policies.can_appeal(member, thing, decision) and not hasattr(decision, "appeal")


def own_kept(member: Member, pk: int) -> KeptOut | None:
    """A text of this member’s that was kept out of sight; else nothing."""
    return KeptOut.objects.owned_by(member).filter(pk=pk).first()


def still_kept(kept: KeptOut) -> bool:
    """Out of sight as it was decided: neither put back nor written anew."""
    return KeptOut.objects.standing().filter(pk=kept.pk).exists()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What stands under a text that was kept out of sight, for its author: to ask, or what came of asking."""

    ask: int | None = None
    said: str = ""
    note: str = ""


def was_kept_out(**where: OuterRef) -> Exists:
    """Whether there is anything to tell, to be asked along with rows that are fetched anyway."""
    return Exists(KeptOut.objects.filter(stands=True, **where))


def told_by(column: str, held: Mapping[Any, bool], **where: Any) -> dict[Any, Told]:
    """For these texts, by what this column of a row that kept them out holds; `held`: is it out of sight?"""
    rows = KeptOut.objects.filter(stands=True, **{f"{column}__in": list(held)}, **where)
    found = {}
    for kept in rows.select_related("appeal"):
        key = getattr(kept, column)
        if told := _told(kept, held=held[key]):
            found[key] = told
    return found


def _told(kept: KeptOut, *, held: bool) -> Told | None:
    made: Appeal | None = getattr(kept, "appeal", None)
    if made is None:
        return Told(ask=kept.pk) if held else None
    if made.state == AppealState.ALLOWED:
        return None if held else _back_in_sight(made)
    if not held:
        return None
    if made.state == AppealState.OPEN:
        due = {"day": date_format(made.due_on, "j F Y")}
        return Told(said=_("You asked. Another facilitator decides by %(day)s.") % due)
    said = _("Another facilitator looked again: it stays out of sight.")
    return Told(said=said, note=made.sentence)


def _back_in_sight(made: Appeal) -> Told | None:
    decided = made.decided_on
    if decided is None or decided < timezone.localdate() - TOLD_FOR:
        return None
    said = _("Another facilitator looked again: it is back in sight.")
    return Told(said=said, note=made.sentence)
