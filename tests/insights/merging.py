"""Two insights that say the same, and a facilitator who puts one under the other."""

from insights.actions import merging
from insights.enums import Act
from insights.models import Reason
from tests.factories import InsightFactory, MemberFactory


def together(variant=None, stays=None, *, by=None):
    """(the one read under the other, the one that stays)."""
    variant, stays = variant or InsightFactory(), stays or InsightFactory()
    why = {"reason": Reason.objects.filter(act=Act.MERGE).first(), "sentence": "They say the same."}
    merging.put_together(variant, stays, by=by or MemberFactory(facilitator=True), **why)
    return variant, stays
