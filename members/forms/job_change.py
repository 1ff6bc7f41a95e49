"""Changing jobs in one step."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.forms.hats import RESIDENT, HatForm
from members.models import Affiliation


class JobChangeForm(HatForm):
    """The hat one takes off, its last day, and the one put on instead."""

    field_order = ("ending", "last_day")
    ending = forms.ModelChoiceField(
        label=_("Which job ends?"),
        queryset=Affiliation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the job that ends.")},
    )
    last_day = forms.DateField(
        label=_("Your last day there"),
        help_text=_("Today or earlier. It counts until the end of that day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the last day."), "invalid": _("Check the date.")},
    )
    new_email = forms.BooleanField(
        label=_("My email address changes as well"),
        help_text=_("Then the next page asks for the new one."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.member.affiliations.select_related("organisation")
        worn = list(own.current())
        choices: forms.ModelChoiceField[Affiliation] = self.fields["ending"]  # type: ignore[assignment] # declared above
        choices.queryset = own  # sent twice, it is one that has ended
        choices.choices = [(hat.pk, str(hat)) for hat in worn]
        if len(worn) == 1:
            self.initial.setdefault("ending", worn[0].pk)
        self.initial.setdefault("last_day", timezone.localdate() - dt.timedelta(days=1))
        self.fields["organisation"].label = _("Where do you work now?")

    def clean_last_day(self) -> dt.date:
        last_day: dt.date = self.cleaned_data["last_day"]
        if last_day > timezone.localdate():
            raise ValidationError(_("Come back when it has come: give today or earlier."))
        return last_day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ending, last_day = cleaned.get("ending"), cleaned.get("last_day")
        if ending is None:
            return cleaned
        if last_day and last_day < ending.started_on:
            self.add_error("last_day", _("The last day cannot be before the first."))
        if cleaned.get("organisation") == (ending.organisation or RESIDENT):
            self.add_error("organisation", _("That is the one you are leaving."))
        return cleaned
