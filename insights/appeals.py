"""Appeals as each side finds them: the author’s decision to appeal, the facilitator’s appeal to decide."""

from insights import policies
from insights.models import Comment, Decision, Insight
from members.models import Member


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
