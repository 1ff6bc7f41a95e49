"""A field for notes ticked on a page."""

import re
from typing import Any

from django import forms

from community.codes import ALPHABET

CODE = re.compile(rf"[{ALPHABET}]{{5}}")


class CodesField(forms.Field):
    """Ticked notes, by their codes. What is no code is passed over: the note may be gone."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        said = [str(code).strip().upper() for code in value or []]
        return list(dict.fromkeys(code for code in said if CODE.fullmatch(code)))
