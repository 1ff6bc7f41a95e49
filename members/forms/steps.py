"""The first steps, one form a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms import LineField
from members.forms.fields import sent_with
from members.forms.finding import FindsChoices
from members.forms.places import PlacesField
from members.models import GroundRules


class NameForm(forms.Form):
    name = LineField(
        label=_("Your name"),
        help_text=_(
            "As colleagues know you. It is shown only where you sign by name, or choose to be listed."
        ),
        max_length=80,
        error_messages={"required": _("Type the name colleagues know you by.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PlacesForm(FindsChoices):
    all_optional = True
    finding_fields = ("places",)
    places = PlacesField(
        label=_("Your places"),
        help_text=_(
            "As precisely as you like: a whole nation, a region, or local authorities. Up to eight."
        ),
    )


class RulesForm(forms.Form):
    """Accepting one version: the one that was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    accepted = forms.BooleanField(
        label=_("I will keep to these ground rules"),
        error_messages={"required": _("Tick the box to say that you will keep to them.")},
    )

    def __init__(self, *args: Any, rules: GroundRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        self.initial["version"] = rules.version

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("version") != self.rules.version:
            self.data = sent_with(self.data, self.add_prefix("version"), self.rules.version)
            raise forms.ValidationError(
                _(
                    "The ground rules have changed since you opened this page. Read the new ones below."
                )
            )
        return cleaned
