"""A file of notes: the file itself, then which of its columns is what."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.packed import Reason, Refused
from events.columns import Columns, cell, guessed, has_header, letter, rows_of
from events.forms.capture import PasteForm
from events.models import Event
from events.spreadsheets import Cells, Sheet, carried, read, taken_up

SHOWN_ROWS = 5
TOO_BIG = gettext_lazy("Choose a CSV or Excel file of at most 1 MB.")
TOO_MUCH = gettext_lazy(
    "This file holds too much to read at once. Keep only the notes and what belongs to them, "
    "at most 1,000 rows, or save it as two files."
)
SENTENCES: dict[Reason, Any] = {
    "empty": gettext_lazy("This file holds no words."),
    "too_big": TOO_BIG,
    "too_much": TOO_MUCH,
    "old_or_locked": gettext_lazy(
        "This is an old Excel file (.xls), or one with a password. "
        "Save it as .xlsx without a password, or as CSV."
    ),
    "damaged": gettext_lazy(
        "This is not an Excel file we can read. Save it again as .xlsx, or as CSV."
    ),
    "unknown": gettext_lazy("This is neither a CSV nor an Excel file. Save it as CSV or .xlsx."),
}
REFUSALS = {
    "too_many_notes": gettext_lazy(
        "This column holds more than 500 notes. Nothing was added: "
        "choose another column, or save the file as two."
    ),
    "too_many_bytes": gettext_lazy(
        "This column holds more than 100,000 bytes. Nothing was added: "
        "choose another column, or save the file as two."
    ),
}


class FileForm(forms.Form):
    """Read in memory when the form is checked, and kept nowhere."""

    file = forms.FileField(
        label=gettext_lazy("CSV or Excel file"),
        help_text=gettext_lazy(
            "One note in each row, at most 500 notes and 1 MB. The file itself is not kept."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": TOO_BIG,
            "missing": TOO_BIG,
            "invalid": TOO_BIG,
            "empty": SENTENCES["empty"],
        },
    )

    def clean_file(self) -> tuple[Sheet, ...]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return understood(lambda: read(file.read()))


class CarriedForm(forms.Form):
    """What the file held, as the page before handed it on, and which of its sheets is meant."""

    book = forms.CharField(strip=False)
    sheet = forms.IntegerField(label=gettext_lazy("Sheet"), min_value=0, required=False)

    def clean_book(self) -> tuple[Sheet, ...]:
        return understood(lambda: taken_up(self.cleaned_data["book"]))

    def clean(self) -> dict[str, Any]:
        sheets: tuple[Sheet, ...] = self.cleaned_data.get("book", ())
        if (self.cleaned_data.get("sheet") or 0) >= len(sheets):
            self.add_error("sheet", TOO_BIG)
        return self.cleaned_data


def understood(reading: Callable[[], tuple[Sheet, ...]]) -> tuple[Sheet, ...]:
    try:
        return reading()
    except Refused as refused:
        raise ValidationError(SENTENCES[refused.reason], code=refused.reason) from refused


class ColumnsForm(forms.Form):
    """Which column is what. Valid when its notes can be shown as a preview, in `paste_form`."""

    has_header = forms.BooleanField(
        label=gettext_lazy("The first row names the columns"), required=False
    )
    note = forms.TypedChoiceField(
        label=gettext_lazy("Column with the notes"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose the column that holds the notes.")},
    )
    table = forms.TypedChoiceField(
        label=gettext_lazy("Column with the table"), coerce=int, empty_value=None, required=False
    )
    heading = forms.TypedChoiceField(
        label=gettext_lazy("Column with the question"), coerce=int, empty_value=None, required=False
    )
    kind = forms.TypedChoiceField(
        label=gettext_lazy("Column with the kind"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Principle, challenge or support need."),
    )

    paste_form: PasteForm

    def __init__(
        self, data: Any = None, *, event: Event, sheets: tuple[Sheet, ...], number: int = 0
    ) -> None:
        super().__init__(data, initial=first_guess(sheets[number]))
        self.event, self.sheets, self.number, self.shown = event, sheets, number, sheets[number]
        columns = list(enumerate(self.names))
        self.fields["note"].choices = columns  # type: ignore[attr-defined] # a choice field
        for name in ("table", "heading", "kind"):
            none = ("", gettext_lazy("No such column"))
            self.fields[name].choices = [none, *columns]  # type: ignore[attr-defined] # a choice field

    @property
    def book(self) -> str:
        return carried(self.sheets)

    @property
    def names(self) -> list[str]:
        """Of each column: its letter, and what its first row calls it."""
        first = self.shown.rows[0] if has_header(self.shown) else ()
        columns = range(self.shown.width)
        return [f"{letter(n)}: {cell(first, n)}".removesuffix(": ")[:60] for n in columns]

    @property
    def first_rows(self) -> list[Cells]:
        """Below their names, where the first row looks like names."""
        first = int(has_header(self.shown))
        columns = range(self.shown.width)
        rows = self.shown.rows[first : first + SHOWN_ROWS]
        return [tuple(cell(row, n) for n in columns) for row in rows]

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        said = self.cleaned_data
        columns = Columns(said["note"], said["table"], said["heading"], said["kind"])
        raw = rows_of(self.shown, columns, skip=int(said["has_header"]))
        self.paste_form = PasteForm({"raw": raw, "layout": "rows"}, event=self.event)
        if not raw:
            self.add_error("note", _("No notes were found in this column."))
        elif not self.paste_form.is_valid():
            self.add_error("note", REFUSALS[self.paste_form.preview.refusal or "too_many_notes"])
        return self.cleaned_data


def first_guess(sheet: Sheet) -> dict[str, Any]:
    columns = guessed(sheet)
    return {
        "has_header": has_header(sheet),
        "note": columns.note,
        "table": columns.table,
        "heading": columns.heading,
        "kind": columns.kind,
    }
