"""What others answered, as one insight's page shows it: the verdict's sentence and its bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst

from community.charts import BandRow
from community.disclosure import Shown
from insights.commonality.captions import group_words
from insights.commonality.counts import ANSWERS
from insights.commonality.publication import from_data
from insights.commonality.sentences import verdict_sentence
from insights.enums import Answer
from insights.models import Insight
from members.enums import SECTOR_PLURAL

NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True)
class Result:
    """A verdict in words, and a bar for each group that may be shown."""

    code: str
    sentence: str
    rows: Sequence[BandRow] = ()


def result_of(insight: Insight) -> Result | None:
    """From the last snapshot alone, never from the answers; None when it said nothing."""
    if not hasattr(insight, "finding"):
        return None
    reading = from_data(insight.finding.display)
    rows = [_row(group) for group in reading.shown.groups]
    sentence = verdict_sentence(reading, _plurals())
    return Result(reading.verdict.value, sentence, [row for row in rows if row is not None])


def _row(group: Shown) -> BandRow | None:
    if group.leading is None or group.band is None:
        return None
    answer = str(Answer(ANSWERS[group.leading]).label).lower()
    return BandRow(capfirst(group_words(group, _plurals())), group.band, group.base, answer)


def _plurals() -> dict[str, str]:
    return {sector: str(words) for sector, words in SECTOR_PLURAL.items()}
