"""A sample of notes for two: draw it, say where each note belongs, and say when one is done."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms.one_note import UNKNOWN, CodeField, answer_field, meant
from events.models import SortingSample, Theme

NONE = "0"


class SampleForm(forms.Form):
    """The number of the sample that the page showed; none: 0."""

    sample = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class SampleNoteForm(SampleForm):
    """Where the note in hand belongs. The numbers are those of the sample and never change."""

    note = CodeField()
    answer = answer_field(
        gettext_lazy("Themes this note belongs to"),
        gettext_lazy(
            "A number or the first letters of a name, then Enter. Several with commas. "
            "0 when it belongs to none of them. Enter alone skips."
        ),
        said="filed the-note identifying",
    )

    all_optional = True

    def __init__(self, *args: Any, drawn: SortingSample, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn = drawn
        self.themes: list[Theme] = []

    @property
    def skips(self) -> bool:
        return not self.themes and self.cleaned_data["answer"] != NONE

    def clean_answer(self) -> str:
        answer = str(self.cleaned_data["answer"])
        if answer == NONE:
            return answer
        standing = {theme.pk: theme for theme in themes_of(self.drawn)}
        for part in filter(None, (part.strip() for part in answer.split(","))):
            try:
                self.themes.append(meant(part, self.drawn.themes, standing))
            except ValidationError as error:
                self.add_error("answer", _without_naming(error))
        return answer


def _without_naming(error: ValidationError) -> ValidationError:
    """The themes of a sample are given: none can be named."""
    if error.code != UNKNOWN:
        return error
    said = _("No theme of the sample starts with “%(part)s”.")
    return ValidationError(said, params=error.params)


def themes_of(sample: SortingSample) -> list[Theme]:
    """Those of the sample that are there."""
    found = sample.event.themes.in_bulk(sample.themes)
    return [found[key] for key in sample.themes if key in found]
