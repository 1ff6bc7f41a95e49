"""What the home page says of the library: the three questions, what many places share, what is asked for.

Kept per process under the library's stamp and the last snapshot, so it is never older than either.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from insights.cards import Card, cards
from insights.commonality.found import findings_for, tallies
from insights.commonality.questions import Question, questions
from insights.commonality.rows import VerdictRow, verdict_rows
from insights.commonality.verdicts import Verdict
from insights.enums import Kind, SupportState
from insights.models import Insight, Snapshot
from insights.reading import kept, reading_key
from members.models import Viewer

SHOWN = 3
ASKED = (SupportState.OPEN, SupportState.OFFERED)


@dataclass(frozen=True, slots=True)
class Front:
    """`shared` are verdicts as sentences; `needs` are support needs still asked for."""

    questions: Sequence[Question]
    shared: Sequence[VerdictRow]
    needs: Sequence[Card]
    count: int


def front(viewer: Viewer) -> Front:
    """As this viewer may read it; nothing in it depends on what else they did."""
    snapshot = Snapshot.objects.values_list("pk", flat=True).first()
    return kept(reading_key(viewer), "front", snapshot, make=lambda: _front(viewer))


def _front(viewer: Viewer) -> Front:
    tallied = tallies(viewer)
    shared = findings_for(viewer).filter(verdict=Verdict.SHARED)[:SHOWN]
    needs = Insight.objects.library(viewer).filter(kind=Kind.SUPPORT_NEED, support_state__in=ASKED)
    return Front(
        questions=questions(tallied),
        shared=verdict_rows(shared),
        needs=cards(needs.newest_first()[:SHOWN]),
        count=sum(tally.insights for tally in tallied.values()),
    )
