"""Fields that keep typed text clean."""

from typing import Any

from django import forms

from community.text import normalise_line


class LineField(forms.CharField):
    """One line, without invisible characters. Its length is counted after cleaning."""

    def to_python(self, value: Any) -> str:
        return normalise_line(super().to_python(value) or "")
