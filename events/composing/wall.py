"""Wall sheets: the themes in few words, to hang up where people meet again."""

from collections.abc import Iterator

from community.documents.from_markdown import blocks_from_markdown
from community.documents.tree import Block, Emphasis, Heading, Paragraph, Strong, Text
from events.composing.material import Finding, Material
from events.composing.records import rests_on
from insights.enums import Kind


def wall(material: Material) -> tuple[Block, ...]:
    """A sheet a theme: its kind, its title, what it means, and what it rests on."""
    themes = set(material.findings)
    ordered = [it for kind in Kind for it in material.of_kind(kind) if it in themes]
    return tuple(block for finding in ordered for block in _sheet(finding))


def _sheet(finding: Finding) -> Iterator[Block]:
    insight = finding.insight
    yield Heading(1, insight.title)
    yield Paragraph((Strong(insight.get_kind_display()),))
    yield from blocks_from_markdown(insight.body, under=1)
    yield Paragraph((Emphasis(rests_on(insight)), Text(f" {insight.reference}")))
