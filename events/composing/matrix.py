"""The framework matrix: what each table said about each theme, in the words used."""

from collections import defaultdict

from django.utils.translation import gettext as _

from community.documents.tree import Table
from events.composing.material import Finding, Material

BETWEEN = " · "


def matrix(material: Material) -> Table:
    """A row a table and a column a theme. A note in two themes stands in both columns."""
    rows = sorted({said.table for it in material.findings for said in it.said}, key=_by_number)
    header = (_("Table"), *(finding.insight.title for finding in material.findings))
    cells = [_by_table(finding) for finding in material.findings]
    lines = ((table or _("No table"), *(it[table] for it in cells)) for table in rows)
    return Table(_("What each table said about each theme"), header, tuple(lines))


def _by_table(finding: Finding) -> dict[str, str]:
    said: dict[str, list[str]] = defaultdict(list)
    for note in finding.said:
        said[note.table].append(note.text)
    return defaultdict(str, {table: BETWEEN.join(texts) for table, texts in said.items()})


def _by_number(table: str) -> tuple[int, str]:
    """Table 2 before table 10, letters after numbers, and notes of no table last."""
    if not table:
        return (2, "")
    return (0, table.zfill(20)) if table.isdecimal() else (1, table)
