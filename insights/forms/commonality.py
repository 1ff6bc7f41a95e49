"""Which group of verdicts is asked for."""

from django import forms

from insights.commonality.words import VERDICT_NAMES
from insights.enums import Kind


class GroupForm(forms.Form):
    """Valid only with a kind and a verdict; anything else is the whole page."""

    kind = forms.ChoiceField(choices=Kind.choices)
    verdict = forms.ChoiceField(choices=list(VERDICT_NAMES.items()))
