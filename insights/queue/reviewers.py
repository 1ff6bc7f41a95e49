"""Whether anybody could review an insight, asked before it is sent."""

from collections.abc import Sequence

from insights.enums import Audience
from insights.models import Insight
from members.enums import Sector
from members.models import Affiliation, Member, Organisation


def nobody_reviews(insight: Insight, kept_from: Sequence[Organisation], *, but: Member) -> bool:
    """No facilitator besides its author may read it as it stands: it would wait and nobody would see it."""
    facilitators = Member.objects.filter(is_facilitator=True, is_active=True)
    others = facilitators.exclude(pk=but.pk)
    hats = Affiliation.objects.current()
    there = facilitators.filter(spaces__space=insight.space)
    if insight.audience == Audience.EVENT and there.exists():
        others = others.filter(pk__in=there)
    elif insight.audience in (Audience.PRACTITIONERS, Audience.EVENT):
        others = others.exclude(pk__in=hats.of_sector(Sector.FUNDER).values("member"))
    if kept_from:
        kept_out = hats.filter(organisation__in=kept_from).values("member")
        others = others.exclude(pk__in=kept_out)
    return not others.exists()


def facilitators_kept_out(kept_from: Sequence[Organisation], *, but: Member) -> list[str]:
    """The organisations it is kept from that a facilitator works for now."""
    facilitators = Member.objects.filter(is_facilitator=True, is_active=True).exclude(pk=but.pk)
    hats = Affiliation.objects.current().filter(organisation__in=[it.pk for it in kept_from])
    worn = hats.filter(member__in=facilitators).values("organisation")
    return list(Organisation.objects.filter(pk__in=worn).values_list("name", flat=True))
