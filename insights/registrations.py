"""What insights answer when a lower package asks: a member's page, an organisation that becomes another."""

from django.urls import reverse

from insights.enums import Attribution, rule_in_words
from insights.models import Insight, Response
from insights.models.insights import KeptFrom
from members.actions import organisations
from members.models import Member, Organisation, Viewer
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


@profile_sections.add
def about_reported(viewer: Viewer, member: Member) -> ProfileSection | None:
    """To its owner, that what they wrote is held; to others, where to report it."""
    template = "insights/_about_member.html"
    if viewer.pk == member.pk:
        rule = member.about_held_for
        return ProfileSection(template, {"held": rule_in_words(rule)}) if rule else None
    if not member.about_shown:
        return None
    url = reverse("insights:report_text", args=["profile", member.code])
    return ProfileSection(template, {"url": url})


@organisations.becomes.add
def move_answers_and_keeping(old: Organisation, new: Organisation) -> None:
    """Answers count for the organisation as it is now; what was kept from one is kept from the other."""
    Response.objects.filter(organisation=old).update(organisation=new)
    already = KeptFrom.objects.filter(organisation=new).values("insight")
    KeptFrom.objects.filter(organisation=old).exclude(insight__in=already).update(organisation=new)
