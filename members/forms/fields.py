"""Fields that keep typed text clean."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django import forms

from community.text import normalise_line


class LineField(forms.CharField):
    """One line, without invisible characters. Its length is counted after cleaning."""

    def to_python(self, value: Any) -> str:
        return normalise_line(super().to_python(value) or "")


def sent_with(data: Mapping[str, Any], name: str, value: object) -> Mapping[str, Any]:
    """What was sent, with one value in place of another: a form drawn again after it grew stale."""
    fresh: Any = copy(data)
    fresh[name] = str(value)
    return fresh  # type: ignore[no-any-return] # what was sent, of whatever class
