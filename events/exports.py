"""Exports: a summary as a file, named after its event’s code and day, never after a person."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from community.documents import csv, docx, json, markdown, pdf, word_template, xlsx
from community.documents.tree import Document
from community.documents.word_template import Template
from community.models import AuditEntry
from events.models import Event, Summary
from events.summaries import brief_of, document_of, matrix_of, wall_of
from members.models import Viewer

MOST_TOLD = 200
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Format:
    """`label` as a link offers it, `hint` what it is for, `made` as those whose words it holds are told."""

    content_type: str
    compose: Callable[[Summary, Viewer], Document]
    render: Callable[[Document], bytes]
    label: Promise
    hint: Promise
    made: Promise


FORMATS: dict[str, Format] = {
    "docx": Format(
        WORD,
        document_of,
        docx.render,
        _lazy("Word"),
        _lazy("The whole summary, to work on"),
        _lazy("A Word document was made."),
    ),
    "brief.docx": Format(
        WORD,
        brief_of,
        docx.render,
        _lazy("Word, two pages"),
        _lazy("The short form"),
        _lazy("A two-page Word document was made."),
    ),
    "pdf": Format(
        "application/pdf",
        document_of,
        pdf.render,
        _lazy("PDF"),
        _lazy("To send and to print; screen readers can read it"),
        _lazy("A PDF file was made."),
    ),
    "xlsx": Format(
        EXCEL,
        document_of,
        xlsx.render,
        _lazy("Excel"),
        _lazy("Line by line, each table on a sheet of its own"),
        _lazy("A workbook (Excel) was made."),
    ),
    "csv": Format(
        CSV,
        document_of,
        csv.render,
        _lazy("CSV"),
        _lazy("Line by line, for any spreadsheet"),
        _lazy("A spreadsheet file (CSV) was made."),
    ),
    "matrix.xlsx": Format(
        EXCEL,
        matrix_of,
        xlsx.render,
        _lazy("Framework matrix, Excel"),
        _lazy("Tables down, themes across, notes in the cells"),
        _lazy("A framework matrix (Excel) was made."),
    ),
    "matrix.csv": Format(
        CSV,
        matrix_of,
        csv.render_table,
        _lazy("Framework matrix, CSV"),
        _lazy("The same for any spreadsheet"),
        _lazy("A framework matrix (CSV) was made."),
    ),
    "wall.pdf": Format(
        "application/pdf",
        wall_of,
        pdf.render_wall,
        _lazy("Wall sheets"),
        _lazy("A3, a theme a sheet, for the next time you meet"),
        _lazy("Wall sheets (PDF) were made."),
    ),
    "json": Format(
        "application/json",
        document_of,
        json.render,
        _lazy("JSON"),
        _lazy("For another program"),
        _lazy("A file for other programs (JSON) was made."),
    ),
    "md": Format(
        "text/markdown; charset=utf-8",
        document_of,
        markdown.render,
        _lazy("Markdown"),
        _lazy("Plain text with its headings and lists"),
        _lazy("A text file (Markdown) was made."),
    ),
}
# What each is for, as the page offers them.
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_lazy("To read and to work on"), ("docx", "brief.docx", "pdf")),
    (_lazy("For a spreadsheet"), ("xlsx", "csv", "matrix.xlsx", "matrix.csv")),
    (_lazy("For the wall"), ("wall.pdf",)),
    (_lazy("For other programs"), ("json", "md")),
)
OPENED_TO_PRINT = _lazy("The page for printing was opened.")


@dataclass(frozen=True)
class File:
    name: str
    content_type: str
    content: bytes

    @property
    def disposition(self) -> str:
        """As RFC 6266 has it: a plain name for old readers, the true one for the rest."""
        plain = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in self.name)
        return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(self.name)}"


def offered() -> list[tuple[Promise, list[tuple[str, Format]]]]:
    """Every format once, by what it is for."""
    return [(label, [(it, FORMATS[it]) for it in endings]) for label, endings in GROUPS]


def file_of(summary: Summary, viewer: Viewer, suffix: str) -> File:
    kind = FORMATS[suffix]
    content = kind.render(kind.compose(summary, viewer))
    return File(file_name(summary, suffix), kind.content_type, content)


def file_in_template(summary: Summary, viewer: Viewer, suffix: str, template: Template) -> File:
    """A Word file that looks as the template does; under the Chatham House Rule without whose it is."""
    kind = FORMATS[suffix]
    look = word_template.without_names(template) if summary.event.chatham_house else template
    content = docx.render(kind.compose(summary, viewer), look)
    return File(file_name(summary, suffix), kind.content_type, content)


def file_name(summary: Summary, suffix: str) -> str:
    event = summary.event
    sort, _dot, ending = suffix.rpartition(".")
    words = {
        "": _("summary-%(code)s-%(day)s"),
        "brief": _("brief-%(code)s-%(day)s"),
        "matrix": _("matrix-%(code)s-%(day)s"),
        "wall": _("wall-sheets-%(code)s-%(day)s"),
    }[sort]
    return f"{words % {'code': event.code, 'day': event.held_on.isoformat()}}.{ending}"


@dataclass(frozen=True)
class Made:
    """That a file was made on a day: not by whom."""

    day: dt.date
    sentence: str
    note: str = ""


def exports_made(event: Event) -> list[Made]:
    """What those whose words it holds are told: each format once a day, the latest first."""
    return exports_by_event([event.code])[event.code]


def exports_by_event(codes: Collection[str]) -> dict[str, list[Made]]:
    log = AuditEntry.objects.filter(verb="summary.exported", thing__in=codes)
    rows = log.order_by("-at", "-pk").values_list("thing", "at", "details__format")
    made = dict.fromkeys(
        (code, timezone.localdate(at), suffix) for code, at, suffix in rows[:MOST_TOLD]
    )
    told: dict[str, list[Made]] = defaultdict(list)
    for code, day, suffix in made:
        if said := _said(suffix):
            told[code].append(Made(day, said))
    return told


def _said(suffix: str) -> str:
    if suffix == "print":
        return str(OPENED_TO_PRINT)
    return str(FORMATS[suffix].made) if suffix in FORMATS else ""
