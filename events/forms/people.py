"""Who is at an event, and as what."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import LineField
from members.enums import SpacePart
from members.models import Member


class PersonForm(forms.Form):
    """One existing member, by email address or by the address of their page in the directory."""

    who = LineField(
        label=gettext_lazy("Email address, or the address of their page here"),
        max_length=300,
        help_text=gettext_lazy("They must already be a member."),
    )
    part = forms.ChoiceField(
        label=gettext_lazy("As"), choices=SpacePart.choices, initial=SpacePart.ATTENDEE
    )

    def clean_who(self) -> Member:
        who = self.cleaned_data["who"]
        active = Member.objects.filter(is_active=True)
        if "@" in who:
            member = active.filter(email__iexact=who).first()
        else:
            member = active.filter(code=who.rstrip("/").rpartition("/")[2].lower()).first()
        if member is None:
            raise ValidationError(_("No member has this address. Check it, or ask them to join."))
        return member  # type: ignore[no-any-return] # the manager of Member is untyped

    def clean(self) -> dict[str, Any]:
        member, part = self.cleaned_data.get("who"), self.cleaned_data.get("part")
        runs_it = part in {SpacePart.FACILITATOR, SpacePart.ORGANISER}
        if member and runs_it and not (member.is_facilitator or member.is_organiser):
            self.add_error(
                "part",
                _(
                    "Only facilitators and organisers of the community can run an event. "
                    "An administrator gives people that role."
                ),
            )
        return self.cleaned_data


class PartingForm(forms.Form):
    """Take one person off the list."""

    member = forms.CharField(max_length=12)


class StateForm(forms.Form):
    """The state an event is to move on to."""

    to = forms.CharField(max_length=14)
