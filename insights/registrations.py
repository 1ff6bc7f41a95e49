"""What insights answer when a lower package asks: pages, organisations, copies, leaving, keeping."""

from django.urls import reverse

from community.retention import Kept, Stay, delete_before, tables
from insights import appeals, copies
from insights.actions import leaving as words
from insights.enums import Attribution, rule_in_words
from insights.models import Draft, Insight, Report, Response
from insights.models.insights import KeptFrom
from members import mydata
from members.actions import leaving, organisations
from members.models import Member, Organisation, Viewer
from members.registries import ProfileSection, profile_sections

MOST_ON_A_PAGE = 20

for prepared in (copies.own_answers, copies.own_offers, copies.own_reports):
    mydata.prepared.add(prepared)
for composed in (copies.own_insights, copies.own_comments, copies.own_drafts, copies.own_appeals):
    mydata.at_fetch.add(composed)
leaving.proofs.add(words.let_go_of_proofs)
leaving.traces.add(words.take_out)


@profile_sections.add
def signed_by_name(viewer: Viewer, member: Member) -> ProfileSection | None:
    """Only insights this member signed by name, and only those this viewer may read."""
    named = Insight.objects.in_force(viewer).filter(author=member, attribution=Attribution.NAMED)
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
        told = appeals.told_by("member_id", {member.pk: bool(rule)}).get(member.pk)
        own = {"held": rule_in_words(rule), "told": told}
        return ProfileSection(template, own) if rule or told else None
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


@tables.add
def insights_tables() -> list[Kept]:
    return [
        Kept(
            table="insights_draft",
            stay=Stay.YEAR,
            what="Drafts nobody came back to",
            forget=delete_before(Draft, "saved_at"),
        ),
        Kept(
            table="insights_report",
            stay=Stay.RECORD,
            what="Reports and how they were answered",
            forget=delete_before(Report, "made_at"),
        ),
        *(Kept(table=table, stay=stay, what=what) for table, stay, what in UNTIL_THE_END),
    ]


UNTIL_THE_END = [
    ("insights_insight", Stay.WORDS, "Insights"),
    ("insights_insightversion", Stay.WORDS, "Earlier words of insights"),
    ("insights_insightplace", Stay.WORDS, "Places of insights"),
    ("insights_keptfrom", Stay.WORDS, "Whom insights are kept from"),
    ("insights_tagging", Stay.WORDS, "Tags of insights"),
    ("insights_source", Stay.WORDS, "Published sources of insights"),
    ("insights_comment", Stay.WORDS, "Comments"),
    ("insights_commentversion", Stay.WORDS, "Earlier words of comments"),
    ("insights_variant", Stay.WORDS, "Which insights were put together, each as it was"),
    ("insights_lineage", Stay.WORDS, "Which insight a part of it was split from"),
    ("insights_decision", Stay.WORDS, "What facilitators decided on them, and why"),
    (
        "insights_keptout",
        Stay.WORDS,
        "That facilitators kept other texts out of sight, and by which rule",
    ),
    ("insights_appeal", Stay.WORDS, "Appeals against those, and what came of them"),
    ("insights_pause", Stay.WORDS, "Until when whoever wrote them may not sign without a name"),
    ("insights_claim", Stay.ACCOUNT, "Which facilitator has what for 15 minutes"),
    ("insights_bulk", Stay.ACCOUNT, "What facilitators decided on many at once, to take it back"),
    ("insights_bulkitem", Stay.WORDS, "What became of each of those"),
    ("insights_response", Stay.ACCOUNT, "Answers: true here, not here, not sure"),
    ("insights_offer", Stay.ACCOUNT, "Offers of help"),
    ("insights_tag", Stay.SITE, "The vocabulary"),
    ("insights_reason", Stay.SITE, "Reasons facilitators choose from"),
    ("insights_snapshot", Stay.SITE, "When answers were counted"),
    ("insights_finding", Stay.SITE, "What was counted, in bands"),
    (
        "insights_moderationcount",
        Stay.SITE,
        "What moderators did, in figures nobody can be found in",
    ),
    ("insights_librarystamp", Stay.SITE, "A number that rises with each change"),
]
