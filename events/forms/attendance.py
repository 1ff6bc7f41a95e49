"""Saying that one was there, and ticking who was."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import FilteredCheckboxes, LineField
from events.models import Event


class WasThereForm(forms.Form):
    code = LineField(
        label=gettext_lazy("Code that says you were there"),
        max_length=20,
        help_text=gettext_lazy(
            "Six letters and digits, told in the room. Spaces and small letters do not matter. "
            "It is not the code on the tables and the screen: with that one notes are sent."
        ),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_code(self) -> str:
        said: str = self.cleaned_data["code"].replace(" ", "").upper()
        if said != self.event.attendance_code:
            raise ValidationError(_("This is not the code of this event. Check it and try again."))
        return said


class AttendanceForm(forms.Form):
    """Everybody on the list; those known to have been there are ticked."""

    there = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there?"),
        required=False,
        widget=FilteredCheckboxes(find=gettext_lazy("Find a person")),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        ticked = event.attendances.values_list("member__code", flat=True)
        kwargs["initial"] = {"there": list(ticked)}
        super().__init__(*args, **kwargs)
        people = event.people.select_related("member").order_by("member__name", "pk")
        choices = [(row.member.code, str(row.member)) for row in people]
        self.fields["there"].choices = choices  # type: ignore[attr-defined] # a field with choices
