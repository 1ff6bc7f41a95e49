"""What members record, how it is signed, and what others say of it."""

from insights.models.appeals import Appeal
from insights.models.bulks import Bulk, BulkItem
from insights.models.claims import Claim
from insights.models.comments import Comment, CommentVersion
from insights.models.drafts import Draft
from insights.models.figures import ModerationCount
from insights.models.findings import Finding, Snapshot
from insights.models.insights import Insight, InsightPlace
from insights.models.kept_out import KeptOut
from insights.models.lineage import Lineage
from insights.models.moderation import Decision, Reason, Report
from insights.models.pauses import Pause
from insights.models.responses import Response
from insights.models.stamp import LibraryStamp
from insights.models.support import Offer
from insights.models.tags import Tag, Tagging
from insights.models.variants import Variant
from insights.models.versions import InsightVersion, Source

__all__ = [
    "Appeal",
    "Bulk",
    "BulkItem",
    "Claim",
    "Comment",
    "CommentVersion",
    "Decision",
    "Draft",
    "Finding",
    "Insight",
    "InsightPlace",
    "InsightVersion",
    "KeptOut",
    "LibraryStamp",
    "Lineage",
    "ModerationCount",
    "Offer",
    "Pause",
    "Reason",
    "Report",
    "Response",
    "Snapshot",
    "Source",
    "Tag",
    "Tagging",
    "Variant",
]
