"""Words over a block, and where it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms import BodyField


class BlockForm(forms.Form):
    """The organiser’s own words for one block. Nothing is an answer too: then the block is left out."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = BodyField(
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto", "data-count": True}),
    )
    all_optional = True

    def __init__(self, *args: Any, is_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label = _("What this part says") if is_words else _("Words before the rows")
        field.help_text = WORDS_HINT if is_words else ROWS_HINT


WORDS_HINT = _(
    "You can use Markdown: a blank line starts a paragraph, a hyphen starts a list. "
    "Empty it to leave this part out."
)
ROWS_HINT = _(
    "Words to stand before the rows, in Markdown. The rows themselves always say what is stored, "
    "so that a note left out or an insight withdrawn is gone from here at once."
)


class VersionForm(forms.Form):
    """The block as its page showed it."""

    version = forms.IntegerField(min_value=1)


class ArrangeForm(forms.Form):
    """One place up or down, out of the document or back."""

    how = forms.ChoiceField(choices=[(word, word) for word in ("up", "down", "hide", "show")])
    position = forms.IntegerField(min_value=0)
