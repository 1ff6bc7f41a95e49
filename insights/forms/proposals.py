"""Proposed tags and organisations: what a facilitator makes of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import LineField
from insights.actions.tagging import Entry
from insights.enums import Facet
from insights.models import Tag
from members.enums import Sector
from members.models import Organisation


class TagForm(forms.Form):
    """A proposed tag: into the vocabulary, into another tag, or not."""

    ACCEPT, MERGE, DECLINE = "accept", "merge", "decline"

    outcome = forms.ChoiceField(
        label=gettext_lazy("What should become of it?"),
        choices=[
            (ACCEPT, gettext_lazy("Take it into the vocabulary")),
            (MERGE, gettext_lazy("Use a tag we have")),
            (DECLINE, gettext_lazy("Decline it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what should become of it.")},
    )
    name = LineField(label=gettext_lazy("Name"), max_length=40, required=False)
    facet = forms.ChoiceField(
        label=gettext_lazy("Which question does it answer?"),
        choices=[("", gettext_lazy("Choose a question")), *Facet.choices],
        required=False,
    )
    scope_note = LineField(
        label=gettext_lazy("When to use it"),
        help_text=gettext_lazy("One sentence."),
        max_length=300,
        required=False,
    )
    into = forms.ModelChoiceField(
        Tag.objects.accepted(),
        label=gettext_lazy("The tag to use instead"),
        empty_label=gettext_lazy("Choose a tag"),
        to_field_name="slug",
        required=False,
    )
    all_optional = True

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome == self.ACCEPT:
            self._ask("name", _("Give it a name."))
            self._ask("facet", _("Choose the question it answers."))
            self._ask("scope_note", _("Say in a sentence when to use it."))
        if outcome == self.MERGE:
            self._ask("into", _("Choose the tag to use instead."))
        return cleaned

    def _ask(self, name: str, told: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, told)

    def entry(self) -> Entry:
        cleaned = self.cleaned_data
        return Entry(name=cleaned["name"], facet=cleaned["facet"], scope_note=cleaned["scope_note"])


class OrganisationForm(forms.Form):
    """A proposed organisation: confirmed, another name for one we have, or not one."""

    CONFIRM, MERGE, DECLINE = "confirm", "merge", "decline"

    outcome = forms.ChoiceField(
        label=gettext_lazy("What should become of it?"),
        choices=[
            (CONFIRM, gettext_lazy("Confirm it")),
            (MERGE, gettext_lazy("It is one we have: merge it")),
            (DECLINE, gettext_lazy("Decline it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what should become of it.")},
    )
    name = LineField(label=gettext_lazy("Name"), max_length=120, required=False)
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        choices=[choice for choice in Sector.choices if choice[0] != Sector.RESIDENT],
        required=False,
    )
    into = forms.ModelChoiceField(
        Organisation.objects.confirmed(),
        label=gettext_lazy("The organisation it is"),
        empty_label=gettext_lazy("Choose an organisation"),
        required=False,
    )
    all_optional = True

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome == self.CONFIRM and not cleaned.get("name"):
            self.add_error("name", _("Give it a name."))
        if outcome == self.MERGE and not cleaned.get("into"):
            self.add_error("into", _("Choose the organisation it is."))
        return cleaned
