"""A verdict as a row of a page: its sentence, and its bands as a chart draws them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.charts import BandRow
from community.disclosure import Shown
from insights.commonality.captions import group_words, share_words
from insights.commonality.counts import ANSWERS, NOT_HERE, NOT_SURE, TRUE_HERE
from insights.commonality.display import Reading
from insights.commonality.publication import from_data
from insights.commonality.sentences import verdict_sentence
from insights.commonality.words import sector_names
from insights.models import Finding

SAYS = {TRUE_HERE: _("say true here"), NOT_HERE: _("say not here"), NOT_SURE: _("are not sure")}
GLANCE_STEP = 8
MARKS = {TRUE_HERE: "", NOT_HERE: "hollow", NOT_SURE: "dashed"}


@dataclass(frozen=True, slots=True)
class Glance:
    """A group's range as a thin bar, from 0 to 100 across; the chart says the same in words."""

    x: str
    y: str
    width: str
    mark: str


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """Everything a page or a file says of one verdict."""

    reference: str
    title: str
    url: str
    verdict: str
    sentence: str
    bands: Sequence[BandRow]
    glance: Sequence[Glance]
    description: str
    chart_title: str

    @property
    def glance_height(self) -> int:
        return GLANCE_STEP * len(self.glance)


def verdict_rows(findings: Iterable[Finding]) -> list[VerdictRow]:
    names = sector_names()
    return [_row(finding, names) for finding in findings]


def _row(finding: Finding, names: Mapping[str, str]) -> VerdictRow:
    reading = from_data(finding.display)
    groups = _groups(reading, names)
    bands = [row for name, shown in groups if (row := _band(name, shown))]
    insight = finding.insight
    return VerdictRow(
        reference=insight.reference,
        title=insight.title,
        url=insight.get_absolute_url(),
        verdict=finding.verdict,
        sentence=verdict_sentence(reading, names),
        bands=bands,
        glance=[_glance(place, row) for place, row in enumerate(bands)],
        description=" ".join(_said(name, shown) for name, shown in groups),
        chart_title=gettext("How sectors answered: %(title)s") % {"title": insight.title},
    )


def _groups(reading: Reading, names: Mapping[str, str]) -> list[tuple[str, Shown]]:
    """Each group that may be shown under its name; all together where none may be."""
    groups = [(capfirst(group_words(group, names)), group) for group in reading.shown.groups]
    if groups or reading.shown.total is None:
        return groups
    return [(gettext("Everyone who answered"), reading.shown.total)]


def _band(name: str, shown: Shown) -> BandRow | None:
    if shown.band is None or shown.leading is None:
        return None
    answer = ANSWERS[shown.leading]
    return BandRow(name, shown.band, shown.base, str(SAYS[answer]), MARKS[answer])


def _glance(place: int, row: BandRow) -> Glance:
    low, high = row.ends
    return Glance(str(low), str(place * GLANCE_STEP), str(high - low), row.mark)


def _said(name: str, shown: Shown) -> str:
    return gettext("%(group)s: %(share)s.") % {"group": name, "share": share_words(shown)}
