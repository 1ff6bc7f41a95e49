"""Who will read what is held before it is published, and which facilitators are kept from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from insights.enums import Audience
from insights.models import Insight
from members.enums import Sector
from members.models import Affiliation, Member, Organisation


@dataclass(frozen=True, slots=True)
class Review:
    """Organisations it is kept from that a facilitator works for, and whether anybody is left to read it."""

    kept_out: Sequence[str]
    anybody: bool


def review_of(insight: Insight, kept_from: Sequence[Organisation], *, by: Member) -> Review:
    """Asked before it is sent, of an insight not stored: facilitators never decide on their own words."""
    facilitators = Member.objects.filter(is_facilitator=True, is_active=True).exclude(pk=by.pk)
    hats = Affiliation.objects.current().filter(organisation__in=[it.pk for it in kept_from])
    worn = hats.filter(member__in=facilitators).values("organisation")
    names = Organisation.objects.filter(pk__in=worn).values_list("name", flat=True)
    left = facilitators.exclude(pk__in=hats.values("member"))
    if insight.audience == Audience.PRACTITIONERS:
        left = left.exclude(pk__in=Member.objects.wearing(Sector.FUNDER).values("pk"))
    if insight.audience == Audience.EVENT:
        left = left.filter(spaces__space=insight.space_id)
    return Review(list(names), left.exists())
