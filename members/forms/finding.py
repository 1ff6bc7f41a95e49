"""Choices too many to list: a box to type in, a button that finds, and the choices that answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property

from community.text import normalise_line

LONGEST_WORDS = 80


class FindsChoices(forms.Form):
    """A form in which some fields find their choices. Finding keeps what is typed and checks nothing yet.

    `is_valid()` is False while somebody is finding, so a view needs no branch for it.
    """

    finding_fields: tuple[str, ...] = ()

    @cached_property
    def is_finding(self) -> bool:
        return self.is_bound and any(
            is_finding(self.data, self.add_prefix(name))
            for name in self.finding_fields
            if name in self.fields
        )

    def full_clean(self) -> None:
        if not self.is_finding:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def is_valid(self) -> bool:
        return not self.is_finding and super().is_valid()


def words_typed(data: Mapping[str, Any], name: str) -> str:
    return normalise_line(str(data.get(f"{name}_find", "")))[:LONGEST_WORDS]


def is_finding(data: Mapping[str, Any], name: str) -> bool:
    """The button was pressed, or words were typed that have not been looked up."""
    words = words_typed(data, name)
    asked = f"{name}_search" in data
    return asked or (words != "" and words != data.get(f"{name}_found", ""))
