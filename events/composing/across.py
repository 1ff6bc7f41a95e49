"""What runs across an event’s themes: what blocks what, ways of working, where sectors agree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from community.documents.tree import Block, Table
from community.text_lists import join_words
from events.composing.material import Finding, Material
from insights.commonality.words import VERDICT_NAMES
from insights.enums import Facet, Kind
from insights.models import Insight


def what_blocks_what(material: Material) -> Iterator[Block]:
    rows = (
        (finding.insight.title, join_words(finding.tags(Facet.CONDITION)))
        for finding in material.of_kind(Kind.CHALLENGE)
    )
    header = (_("Challenge"), _("What helps or blocks it"))
    yield from _table(_("What blocks what"), header, rows)


def ways_of_working(material: Material) -> Iterator[Block]:
    header = (_("Way of working"), _("Heard in"))
    yield from _table(_("Ways of working"), header, _by_tag(material, Facet.APPROACH))


def how_far_along(material: Material) -> Iterator[Block]:
    header = (_("How far along"), _("Heard in"))
    yield from _table(_("How far along"), header, _by_tag(material, Facet.STAGE))


def agreement(material: Material) -> Iterator[Block]:
    """What members answered since: the snapshot’s verdict in words, which is of no one person."""
    rows = ((it.insight.title, _verdict(it.insight)) for it in _every(material))
    header = (_("What was heard"), _("What members of different sectors answered since"))
    yield from _table(_("Agreement and difference"), header, rows)


def _every(material: Material) -> Iterator[Finding]:
    for kind in Kind:
        yield from material.of_kind(kind)


def _verdict(insight: Insight) -> str:
    found = getattr(insight, "finding", None)
    return str(VERDICT_NAMES.get(found.verdict, "")) if found else ""


def _by_tag(material: Material, facet: Facet) -> list[tuple[str, str]]:
    """Each accepted word of one facet, and what was heard that carries it."""
    titles: dict[str, list[str]] = defaultdict(list)
    for finding in _every(material):
        for tag in finding.tags(facet):
            titles[tag].append(finding.insight.title)
    return [(tag, "; ".join(titles[tag])) for tag in sorted(titles)]


def _table(
    caption: str, header: tuple[str, str], rows: Iterable[tuple[str, str]]
) -> Iterator[Block]:
    """Only rows that say something, and no table without any."""
    kept = tuple(row for row in rows if row[1])
    if kept:
        yield Table(caption, header, kept)
