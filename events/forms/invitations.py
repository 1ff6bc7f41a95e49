"""Inviting people to an event."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.enums import Invitee
from events.invitees import MOST_LINES, Line, read
from events.models import Event
from members.models.invitations import MOST_USES

LONGEST = dt.timedelta(days=366)
MOST_BYTES = 100_000


class LastDayForm(forms.Form):
    """Until when a link works: at first, the day of the event or two weeks from now."""

    expires_on = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("The link works until the end of that day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        soon = timezone.localdate() + dt.timedelta(days=14)
        self.initial.setdefault("expires_on", max(event.held_on, soon))

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if not timezone.localdate() <= day <= timezone.localdate() + LONGEST:
            raise ValidationError(_("Choose a day from today on, within a year."), code="day")
        return day


class LinkForm(LastDayForm):
    most = forms.IntegerField(
        label=gettext_lazy("For how many people"),
        min_value=1,
        max_value=MOST_USES,
        initial=30,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    field_order = ["most", "expires_on"]


class InviteForm(LastDayForm):
    """A pasted list. Valid when it can be shown as a preview; `confirmed` is pressed there."""

    people = forms.CharField(
        label=gettext_lazy("People to invite, one on each line"),
        help_text=gettext_lazy(
            "Paste rows of a CSV file or a spreadsheet: of each line, the first email address counts."
        ),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Paste at least one address.")},
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ["people", "expires_on"]

    def clean_people(self) -> list[Line]:
        said: str = self.cleaned_data["people"]
        lines = [] if len(said.encode()) > MOST_BYTES else read(said, self.event)
        if not 0 < len(lines) <= MOST_LINES:
            raise ValidationError(
                _("Paste between 1 and %(most)s lines. Your text is kept below.")
                % {"most": MOST_LINES},
                code="lines",
            )
        return lines

    @property
    def addresses(self) -> list[str]:
        """Of those who would be written to."""
        lines: list[Line] = self.cleaned_data["people"]
        return [line.email for line in lines if line.verdict == Invitee.INVITED]


class RevokeForm(forms.Form):
    invitation = forms.CharField(max_length=16)
