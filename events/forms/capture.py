"""Bringing notes in: a block of text, its preview, or one note typed."""

import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import LineField
from events.models import Event, Prompt
from events.paste_lines import table_named
from events.preview import NO_KIND, Choices, DraftNote, Layout, Preview, fingerprint, read
from insights.enums import Kind

LINE = re.compile(r"(kind|table|split)-(\d{1,4})")
ANY_KIND = [("", gettext_lazy("No kind yet")), *Kind.choices]
REFUSALS = {
    "too_many_bytes": gettext_lazy(
        "This is more than 100,000 bytes. Nothing was added and your text is kept below: "
        "paste it in two or more parts."
    ),
    "too_many_notes": gettext_lazy(
        "This holds more than 500 notes. Nothing was added and your text is kept below: "
        "paste it in two or more parts."
    ),
    "too_many_lines": gettext_lazy(
        "This has more than 1,000 lines. Nothing was added and your text is kept below: "
        "paste it in two or more parts."
    ),
}


class TableField(LineField):
    """A table's name: “Table 3” and “3” are the same."""

    def to_python(self, value: Any) -> str:
        said = super().to_python(value)
        return table_named(said) or said


class PasteForm(forms.Form):
    """A block of text and what was said about its lines. Valid when it can be shown as a preview."""

    raw = forms.CharField(
        label=gettext_lazy("Notes, one on each line"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Bullets and numbers are taken off. “Table 3” alone on a line says whose notes follow; "
            "a short line ending in “:” or “?” is the question they answer."
        ),
        error_messages={"required": gettext_lazy("Paste or type at least one note.")},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind_for_all = forms.ChoiceField(
        label=gettext_lazy("Kind of every note"),
        required=False,
        choices=[
            ("", gettext_lazy("As each line says")),
            *Kind.choices,
            (NO_KIND, gettext_lazy("No kind yet")),
        ],
    )
    table_for_all = TableField(
        label=gettext_lazy("Table of every note"), required=False, max_length=20
    )
    read_as = forms.CharField(widget=forms.HiddenInput, required=False)
    layout = forms.ChoiceField(
        choices=[("lines", "lines"), ("rows", "rows")], widget=forms.HiddenInput, required=False
    )

    preview: Preview

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_form_key(self) -> uuid.UUID:
        return self.cleaned_data["form_key"] or uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        raw = self.cleaned_data.get("raw")
        if raw is None or self.errors:
            return self.cleaned_data
        layout: Layout = "rows" if self.is_of_a_file else "lines"
        self.preview = read(self.event, raw, self.choices, layout)
        if self.preview.refusal:
            self.add_error("raw", REFUSALS[self.preview.refusal])
        elif not any(line.is_note for line in self.preview.lines):
            self.add_error("raw", _("No notes were found in this text."))
        return self.cleaned_data

    @property
    def is_of_a_file(self) -> bool:
        return self.cleaned_data.get("layout") == "rows"

    @property
    def text_changed(self) -> bool:
        """The text is not the one whose lines were chosen about."""
        read_as = self.cleaned_data.get("read_as")
        return bool(read_as) and read_as != fingerprint(self.cleaned_data["raw"])

    @property
    def choices(self) -> Choices:
        said: dict[str, dict[int, str]] = {"kind": {}, "table": {}, "split": {}}
        for name, value in self.data.items() if not self.text_changed else ():
            if (found := LINE.fullmatch(name)) and len(value) <= 20:
                said[found[1]][int(found[2])] = value
        return Choices(
            kinds=said["kind"],
            tables=said["table"],
            split=frozenset(said["split"]),
            kind_for_all=self.cleaned_data.get("kind_for_all", ""),
            table_for_all=self.cleaned_data.get("table_for_all", ""),
        )


class NoteForm(forms.Form):
    """One note, typed. `form_key` makes one note of one form, however often it is sent."""

    text = LineField(
        label=gettext_lazy("What was said"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("In the words used. No names."),
    )
    table = TableField(label=gettext_lazy("Table"), required=False, max_length=20)
    prompt = forms.ModelChoiceField(
        label=gettext_lazy("Question"),
        queryset=Prompt.objects.none(),
        required=False,
        empty_label=gettext_lazy("No question"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=ANY_KIND)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["prompt"].queryset = event.prompts.all()  # type: ignore[attr-defined] # a model field

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text:
            raise ValidationError(_("Type what was said."))
        return text

    @property
    def draft(self) -> DraftNote:
        cleaned = self.cleaned_data
        prompt = cleaned["prompt"]
        kind = cleaned["kind"] or (prompt.kind if prompt else "")
        return DraftNote(cleaned["text"], cleaned["table"], prompt.text if prompt else "", kind)
