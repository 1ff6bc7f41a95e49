"""What events answer when a lower package asks: where an insight’s words were used."""

from collections import defaultdict
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext as _

from community.models import AuditEntry
from events.enums import BlockKey
from events.models import Theme
from insights.enums import Kind
from insights.ledger import used_in

BLOCK_OF = {
    Kind.PRINCIPLE.value: BlockKey.PRINCIPLES.value,
    Kind.CHALLENGE.value: BlockKey.CHALLENGES.value,
    Kind.SUPPORT_NEED.value: BlockKey.SUPPORT.value,
}


@used_in.add
def used_in_summaries(insights: list[UUID]) -> dict[UUID, list[str]]:
    """A summary people may read, or one a file was made of, that shows this insight."""
    exported = AuditEntry.objects.filter(verb="summary.exported").values("thing")
    rows = (
        Theme.objects.filter(insight__in=insights)
        .filter(Q(event__summary__is_published=True) | Q(event__code__in=exported))
        .filter(event__summary__blocks__is_hidden=False)
        .annotate(block=F("event__summary__blocks__key"), event_title=F("event__title"))
        .values_list("insight", "insight__kind", "block", "event_title")
    )
    sentences: dict[UUID, list[str]] = defaultdict(list)
    for insight, kind, block, title in rows:
        if insight is not None and BLOCK_OF[kind] == block:
            sentences[insight].append(_("Used in the summary of “%(event)s”.") % {"event": title})
    return dict(sentences)
