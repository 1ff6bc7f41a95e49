"""A next step: what, who, by when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms import LineField


class StepForm(forms.Form):
    what = LineField(label=_("What happens next?"), max_length=300)
    owner = LineField(
        label=_("Who sees to it?"),
        required=False,
        max_length=120,
        help_text=_("A person, a team or an organisation. Under the Chatham House Rule, no names."),
    )
    due_on = forms.DateField(
        label=_("By when?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    version = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    @property
    def fields_given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("what", "owner", "due_on")}
