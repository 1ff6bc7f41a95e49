"""What events answer when a lower package asks: where an insight’s words were used, and are taken out."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from community.models import AuditEntry
from events.enums import BlockKey
from events.models import Note, NoteBatch, Summary, SummaryBlock, Theme
from insights.actions import redacting
from insights.actions.redacting import Strike, strike_rows
from insights.enums import Kind, Origin
from insights.ledger import used_in
from insights.models import Insight

BLOCK_OF = {
    Kind.PRINCIPLE.value: BlockKey.PRINCIPLES.value,
    Kind.CHALLENGE.value: BlockKey.CHALLENGES.value,
    Kind.SUPPORT_NEED.value: BlockKey.SUPPORT.value,
}


@used_in.add
def used_in_summaries(insights: list[UUID]) -> dict[UUID, list[str]]:
    """A summary people may read, or one a file was made of, that shows this insight."""
    as_themes = Theme.objects.filter(insight__in=insights).values_list(
        "insight", "insight__kind", "event"
    )
    recorded_there = Insight.objects.published().filter(
        pk__in=insights, origin=Origin.MEMBER, space__isnull=False
    )
    shown = list(as_themes.union(recorded_there.values_list("pk", "kind", "space")))
    blocks = _blocks_in_use({event for _insight, _kind, event in shown})
    sentences: dict[UUID, list[str]] = defaultdict(list)
    for insight, kind, event in shown:
        if title := blocks.get((event, BLOCK_OF[kind])):
            sentences[insight].append(_("Used in the summary of “%(event)s”.") % {"event": title})
    return dict(sentences)


def _blocks_in_use(events: set[int]) -> dict[tuple[int, str], str]:
    """(event, block) → the event's title, of summaries in use and blocks not hidden."""
    exported = AuditEntry.objects.filter(verb="summary.exported").values("thing")
    rows = (
        SummaryBlock.objects.filter(summary__event__in=events, is_hidden=False)
        .filter(Q(summary__is_published=True) | Q(summary__event__code__in=exported))
        .values_list("summary__event", "key", "summary__event__title")
    )
    return {(event, key): title for event, key, title in rows}


@redacting.elsewhere.add
def take_out_of_events(insight: Insight, strike: Strike) -> int:
    """The theme it was published from, what it rests on, and the event’s summary that may quote it."""
    at = insight.space_id
    if at is None:
        return 0
    quoted = ["drafted", "edited", "edited_from"]
    theirs = [
        (Theme.objects.filter(event=at), ["title", "definition"]),
        (Note.objects.filter(event=at), ["text", "left_out_reason"]),
        (NoteBatch.objects.filter(event=at), ["raw"]),
        (Summary.objects.filter(event=at), ["title"]),
        (SummaryBlock.objects.filter(summary__event=at), quoted),
    ]
    return sum(strike_rows(rows, fields, strike) for rows, fields in theirs)
