"""Taking words out for good: which, why, and a sentence that does not repeat them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import BodyField, LineField
from insights.actions.redacting import passage_of
from insights.enums import Act
from insights.models import Reason


class RedactForm(forms.Form):
    """The words are kept nowhere. `told` names the others that say them, as the facilitator last saw."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    told = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)
    words = BodyField(
        label=gettext_lazy("Which words must go?"),
        help_text=gettext_lazy(
            "Exactly as they stand, and no more than must go: a name, or a sentence. Wherever they stand, "
            "“[removed]” takes their place."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say which words must go.")},
    )
    reason = forms.ModelChoiceField(
        label=gettext_lazy("Why?"),
        queryset=Reason.objects.filter(act=Act.REDACT, is_active=True),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose why they must go.")},
    )
    sentence = LineField(
        label=gettext_lazy("A sentence for its author"),
        help_text=gettext_lazy("Do not repeat the words. Your name is not shown with it."),
        max_length=500,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 3}),
        error_messages={"required": gettext_lazy("Say in a sentence why.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        words, sentence = cleaned.get("words"), cleaned.get("sentence")
        if words and sentence and passage_of(words).search(sentence):
            self.add_error("sentence", _("It repeats the words that must go."))
        return cleaned
