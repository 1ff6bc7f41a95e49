"""Exports: a summary as a file, named after its event’s code and day, never after a person."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.documents import csv, docx
from community.documents.tree import Document
from community.models import AuditEntry
from events.models import Summary
from events.summaries import document_of
from members.models import Viewer

MOST_TOLD = 200


@dataclass(frozen=True)
class Format:
    content_type: str
    render: Callable[[Document], bytes]


FORMATS: dict[str, Format] = {
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.render
    ),
    "csv": Format("text/csv; charset=utf-8", csv.render),
}


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


def file_of(summary: Summary, viewer: Viewer, suffix: str) -> File:
    kind = FORMATS[suffix]
    content = kind.render(document_of(summary, viewer))
    return File(file_name(summary, suffix), kind.content_type, content)


def file_name(summary: Summary, suffix: str) -> str:
    event = summary.event
    words = _("summary-%(code)s-%(day)s") % {"code": event.code, "day": event.held_on.isoformat()}
    return f"{words}.{suffix}"


@dataclass(frozen=True)
class Made:
    """That a file was made on a day: not by whom."""

    day: dt.date
    sentence: str
    note: str = ""


SENTENCES = {
    "docx": gettext_lazy("A Word document was made."),
    "csv": gettext_lazy("A spreadsheet file (CSV) was made."),
    "print": gettext_lazy("The page for printing was opened."),
}


def exports_made(summary: Summary) -> list[Made]:
    """What those whose words it holds are told: each format once a day, the latest first."""
    log = AuditEntry.objects.filter(verb="summary.exported", thing=summary.event.code)
    rows = log.order_by("-at", "-pk").values_list("at", "details__format")[:MOST_TOLD]
    made = dict.fromkeys((timezone.localdate(at), suffix) for at, suffix in rows)
    return [Made(day, str(SENTENCES[suffix])) for day, suffix in made if suffix in SENTENCES]
