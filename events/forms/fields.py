"""Fields that tidy what was typed: one line, several lines, several lines that are each a thing."""

import re
from typing import Any

from django import forms

from community.codes import ALPHABET
from community.text import normalise_body, normalise_line

CODE = re.compile(rf"[{ALPHABET}]{{5}}")


class LineField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return normalise_line(super().to_python(value) or "")


class BodyField(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return normalise_body(super().to_python(value) or "")


class CodesField(forms.Field):
    """Ticked notes, by their codes. What is no code is passed over: the note may be gone."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        said = [str(code).strip().upper() for code in value or []]
        return list(dict.fromkeys(code for code in said if CODE.fullmatch(code)))
