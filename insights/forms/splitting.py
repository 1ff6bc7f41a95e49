"""Splitting one's own insight: two parts, each with a title, a body and what helped."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from insights.actions.splitting import Cut
from insights.differences import COMPARED
from insights.forms.record import new_form_key
from insights.forms.words import SentAgain, WordsForm
from insights.models import Insight

FIRST, SECOND = "first_", "second_"
LABELS: dict[str, str | Promise] = {
    "first_title": gettext_lazy("Title of the first part"),
    "first_body": gettext_lazy("What is happening, in the first part"),
    "first_what_helped": gettext_lazy("What helped, in the first part"),
    "second_title": gettext_lazy("Title of the second part"),
    "second_body": gettext_lazy("What is happening, in the second part"),
    "second_what_helped": gettext_lazy("What helped, in the second part"),
}


class SplitForm(SentAgain):
    """Both parts start as the whole; `version` says which words they were made from."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            field = deepcopy(WordsForm.base_fields[_told(name)])
            field.label = label  # type: ignore[assignment] # a lazy string is one
            field.help_text = ""
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if not self.errors and self._part(FIRST) == self._part(SECOND):
            self.add_error(
                "second_body",
                _("Both parts say the same. Take out of each what belongs in the other."),
            )
        return cleaned

    def _part(self, which: str) -> dict[str, str]:
        return {name: self.cleaned_data[which + name] for name in COMPARED}

    @property
    def cut(self) -> Cut:
        version = self.cleaned_data["version"]
        return Cut(version=version, first=self._part(FIRST), second=self._part(SECOND))

    @property
    def parts(self) -> list[list[forms.BoundField]]:
        return [[self[which + name] for name in COMPARED] for which in (FIRST, SECOND)]


def _told(name: str) -> str:
    return name.partition("_")[2]


def starting(insight: Insight) -> SplitForm:
    """Each part with all the words, to take away from."""
    words: Mapping[str, str] = {name: getattr(insight, _told(name)) for name in LABELS}
    return SplitForm(initial={**words, "version": insight.version, "form_key": new_form_key()})


def both_texts(form: SplitForm, insight: Insight) -> list[tuple[str, str, str, str]]:
    """What stands now beside what was sent, part by part."""
    return [
        (str(label), name, getattr(insight, _told(name)), form.cleaned_data[name])
        for name, label in LABELS.items()
    ]
