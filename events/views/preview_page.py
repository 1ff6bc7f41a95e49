"""The preview of a paste: what each line is read as, and what else it could be."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from community.http import render_page
from events.forms.capture import PasteForm
from events.models import Event
from events.preview import AS_NOTE, AS_PROMPT, NO_KIND, NO_TABLE, SKIP, Line, fingerprint
from insights.enums import Kind
from members.http import MemberRequest

Options = tuple[tuple[str, str], ...]
CHOSEN = mark_safe(" selected")


@dataclass(frozen=True)
class Shown:
    """A line, and what may be chosen about it."""

    line: Line
    kinds: SafeString
    tables: SafeString
    said_before: str


def preview_page(
    request: MemberRequest, event: Event, form: PasteForm, *, key: uuid.UUID | None = None
) -> HttpResponse:
    preview = form.preview
    context = {
        "event": event,
        "form": form,
        "raw": form.cleaned_data["raw"],
        "key": key or form.cleaned_data["form_key"],
        "layout": form.cleaned_data["layout"],
        "is_of_a_file": form.is_of_a_file,
        "key_was_used": key is not None,
        "read_as": fingerprint(form.cleaned_data["raw"]),
        "preview": preview,
        "rows": list(_rows(preview.lines, preview.tables)),
        "kinds_for_all": form.fields["kind_for_all"].choices,  # type: ignore[attr-defined] # a choice field
        "adding": len(preview.drafts),
        "unresolved": bool(preview.problems) and request.POST.get("do") == "confirm",
        "text_changed": form.text_changed,
    }
    return render_page(request, "events/preview.html", context)


def _rows(lines: tuple[Line, ...], tables: list[str]) -> Iterator[Shown]:
    """Most lines offer the same: what they offer is written once, not five hundred times."""
    written = cache(_options)
    for line in lines:
        kinds = written(kinds_of(line), line.choice)
        at_tables = written(_tables_of(line, tables), line.table_choice)
        yield Shown(line, kinds, at_tables, _said_before(line, lines))


def _options(options: Options, chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, CHOSEN if value == chosen else "", label) for value, label in options),
    )


def kinds_of(line: Line) -> Options:
    """What a line can be. The first is what it is read as, and stays true if the line above changes."""
    if line.row.what == "table":
        return (("", _("Table")), (AS_NOTE, _("A note")))
    if line.row.what == "prompt":
        return ((line.choice, _("Heading")), ("" if line.choice else AS_NOTE, _("A note")))
    return _kinds_of_note(line)


def _kinds_of_note(line: Line) -> Options:
    as_read = Kind(line.row.kind).label if line.row.kind else _("No kind yet")
    by_its = _("%(kind)s, by its row") if line.row.origin else _("%(kind)s, by its heading")
    from_heading = by_its % {"kind": as_read}
    first = (
        AS_NOTE if line.choice == AS_NOTE else "",
        str(from_heading if line.row.kind else as_read),
    )
    return (
        first,
        *((value, str(label)) for value, label in Kind.choices),
        *([(NO_KIND, _("No kind yet"))] if line.row.kind else []),
        *([] if line.row.origin else [(AS_PROMPT, _("Not a note: a heading"))]),
        (SKIP, _("Leave this line out")),
    )


def _tables_of(line: Line, tables: list[str]) -> Options:
    named = _("Table %(table)s")
    first = named % {"table": line.row.table} if line.row.table else _("No table")
    others = ((table, named % {"table": table}) for table in tables if table != line.row.table)
    return (("", first), *others, *([(NO_TABLE, _("No table"))] if line.row.table else []))


def _said_before(line: Line, lines: tuple[Line, ...]) -> str:
    earlier = line.row.duplicate_of
    if line.row.is_there:
        return _("There already.")
    if earlier is None:
        return ""
    if earlier == "event":
        return _("Says the same as a note already here.")
    return _("Says the same as line %(line)d.") % {"line": lines[int(earlier)].number + 1}
