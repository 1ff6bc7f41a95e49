"""What a bulk would decide on: words that fit the filters, less one’s own and what others have."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from insights import policies
from insights.enums import QueueSort, ReportRule
from insights.models import Claim, Comment, Insight
from insights.queue.rows import Asked, Rows, narrowed, why_held, words_for
from members.models import Member

MOST = 500
WORDS = (QueueSort.INSIGHT, QueueSort.COMMENT)


@dataclass(frozen=True)
class Found:
    """`others` is how many another facilitator has just now."""

    things: list[Insight | Comment]
    others: int

    @property
    def seen(self) -> str:
        """Names exactly these words in these versions: a decision is on them and no others."""
        said = "|".join(f"{thing.pk}:{thing.version}" for thing in self.things)
        return hashlib.sha256(said.encode()).hexdigest()[:40]


def found(viewer: Member, asked: Asked) -> Found:
    rows = _one_by_one_for_safety(narrowed(words_for(viewer), asked))
    insights = rows[QueueSort.INSIGHT].defer("search", "what_helped", "tag_words")
    comments = rows[QueueSort.COMMENT].select_related("insight")
    wanted = [
        each.order_by("recorded_on", "pk")[:MOST]
        for sort, each in zip(WORDS, (insights, comments), strict=True)
        if asked.sort in ("", sort)
    ]
    oldest = sorted(chain(*wanted), key=lambda it: (it.recorded_on, str(it.pk)))[:MOST]
    free, others = _without_taken([it for it in oldest if policies.can_decide(viewer, it)], viewer)
    return Found(free, others)


def _one_by_one_for_safety(rows: dict[str, Rows]) -> dict[str, Rows]:
    """What the safeguarding lead took out of sight is decided on alone, after asking them."""
    return {
        sort: words.alias(because=why_held(sort)).exclude(because=ReportRule.SAFETY)
        for sort, words in rows.items()
    }


def _without_taken(
    things: Sequence[Insight | Comment], viewer: Member
) -> tuple[list[Insight | Comment], int]:
    claims = Claim.objects.live().on([key_of(thing) for thing in things])
    taken = {key for key, claim in claims.items() if claim.is_anothers(viewer)}
    return [it for it in things if key_of(it) not in taken], len(taken)


def key_of(thing: Insight | Comment) -> tuple[str, str]:
    sort = QueueSort.INSIGHT if isinstance(thing, Insight) else QueueSort.COMMENT
    return sort.value, str(thing.pk)
