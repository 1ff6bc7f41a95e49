"""What the room said when the themes were read out, or sent round."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import LineField
from events.forms.fields import known_codes, spoken_codes
from events.models import Event


class CheckForm(forms.Form):
    """How many checked, of how many there, on which day."""

    checked_by = forms.IntegerField(
        label=gettext_lazy("How many people checked the themes?"), min_value=0, max_value=100_000
    )
    people_there = forms.IntegerField(
        label=gettext_lazy("How many people were there?"), min_value=1, max_value=100_000
    )
    checked_on = forms.DateField(
        label=gettext_lazy("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "checked_by": event.checked_by,
            "people_there": event.people_there,
            "checked_on": event.checked_on or timezone.localdate(),
        }
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Choose a day that has been."))
        if day < self.event.held_on:
            raise ValidationError(_("Choose the day of the event, or one after it."))
        return day

    def clean(self) -> dict[str, Any]:
        checked, there = (self.cleaned_data.get(name) for name in ("checked_by", "people_there"))
        if checked is not None and there is not None and checked > there:
            self.add_error("checked_by", _("No more people can have checked than were there."))
        return self.cleaned_data


class AskedOutForm(forms.Form):
    """Notes the room asked to be left out, by the codes on the sheet."""

    codes = LineField(
        label=gettext_lazy("Codes of the notes"),
        max_length=2_000,
        help_text=gettext_lazy(
            "As on the sheet, with spaces or commas between them: K7M2Q, 3FGH9."
        ),
    )
    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=200,
        initial=gettext_lazy("Asked for at check-back"),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_codes(self) -> list[str]:
        """Every code must be a note of this event: a misheard one is never passed over."""
        said = spoken_codes(self.cleaned_data["codes"])
        known = known_codes(self.event, said)
        unknown = [code for code in said if code not in known]
        if unknown:
            raise ValidationError(
                _("No note of this event has the code %(codes)s. Check it and try again."),
                params={"codes": ", ".join(unknown[:10])},
            )
        return said
