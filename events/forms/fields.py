"""Fields that tidy what was typed: one line, several lines, several lines that are each a thing."""

from typing import Any

from django import forms

from community.text import normalise_body, normalise_line


class LineField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return normalise_line(super().to_python(value) or "")


class BodyField(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return normalise_body(super().to_python(value) or "")
