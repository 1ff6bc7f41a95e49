"""Pausing whoever wrote an unlinked thing, for a time, with a sentence that they will read."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forms import LineField

WEEKS = [
    ("1", _("For one week")),
    ("4", _("For four weeks")),
    ("12", _("For twelve weeks")),
    ("0", _("Not, or no longer")),
]


class PauseForm(forms.Form):
    weeks = forms.ChoiceField(
        label=_("For how long?"),
        choices=WEEKS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long.")},
    )
    sentence = LineField(
        label=_("A sentence for whoever wrote it"),
        help_text=_("Why, as they will read it. Your name is not shown with it."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        cleaned = self.cleaned_data
        if cleaned.get("weeks") not in (None, "0") and not cleaned.get("sentence"):
            self.add_error("sentence", str(_("Say in a sentence why.")))
        return cleaned

    @property
    def until(self) -> dt.date | None:
        """The last day of it, or nothing when there is to be none."""
        weeks = int(self.cleaned_data["weeks"])
        return timezone.localdate() + dt.timedelta(weeks=weeks) if weeks else None
