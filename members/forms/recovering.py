"""Asking for another address, and saying whether it is them who asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms import BodyField


class LostMailboxForm(forms.Form):
    email = forms.EmailField(
        label=_("The address you sign in with"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    new_email = forms.EmailField(
        label=_("An address you can read"),
        help_text=_("You will sign in with it from then on."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("email", "").lower() == cleaned.get("new_email", " ").lower():
            self.add_error("new_email", _("Give an address that differs from the one you lost."))
        return cleaned


class RecoveryForm(forms.Form):
    """One facilitator’s word. Neither is ticked beforehand."""

    CONFIRM, REFUSE = "confirm", "refuse"
    says = forms.ChoiceField(
        label=_("Is it them?"),
        choices=[
            (CONFIRM, _("Yes: I know this person, and they told me so themselves")),
            (REFUSE, _("No, or I doubt it: refuse the request")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    reason = BodyField(
        label=_("How do you know?"),
        help_text=_("Such as “We spoke on the telephone on Monday, on a number I had before.”"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": True}),
        error_messages={"required": _("Say in a sentence how you know.")},
    )
