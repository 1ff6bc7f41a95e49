"""What insights answer when a lower package asks: the parts of a member's page."""

from insights.enums import Attribution
from insights.models import Insight
from members.models import Member, Viewer
from members.registries import ProfileSection, profile_sections

MOST_ON_A_PAGE = 20


@profile_sections.add
def signed_by_name(viewer: Viewer, member: Member) -> ProfileSection | None:
    """Only insights this member signed by name, and only those this viewer may read."""
    named = Insight.objects.library(viewer).filter(author=member, attribution=Attribution.NAMED)
    insights = list(named.newest_first().for_cards()[:MOST_ON_A_PAGE])
    if not insights:
        return None
    return ProfileSection("insights/_signed_by_name.html", {"insights": insights})
