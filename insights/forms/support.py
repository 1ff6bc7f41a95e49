"""Offering help, and saying how a need ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms import BodyField, LineField, RadioCards
from insights.enums import SupportState
from insights.models import Tag


class OfferForm(forms.Form):
    message = BodyField(
        label=_("What could you do?"),
        help_text=_(
            "Say what you have done or could share, and how much time you have. Leave out your name "
            "and address: they are shown only if your offer is accepted."
        ),
        max_length=1_000,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 6}),
        error_messages={"required": _("Say what you could do: a sentence is enough.")},
    )


class SettleForm(forms.Form):
    state = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[(state, SupportState(state).label) for state in ("met", "closed")],
        widget=RadioCards(
            hints={
                "met": _("You got the help you asked for."),
                "closed": _("You no longer need it, or nothing came of it."),
            }
        ),
        error_messages={"required": _("Choose whether it was met or is closed.")},
    )
    outcome = LineField(
        label=_("What came of it?"),
        help_text=_(
            "One sentence. Everyone who can read this need can read it: leave out names. You must "
            "say something when you close a need that was not met."
        ),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("state") == SupportState.CLOSED and cleaned.get("outcome") == "":
            self.add_error("outcome", _("Say in a sentence why it is closed."))
        return cleaned


class BoardForm(forms.Form):
    """What the board is narrowed to. Anything unreadable narrows nothing."""

    state = forms.ChoiceField(choices=SupportState.choices, required=False)
    tag = forms.ModelChoiceField(
        Tag.objects.accepted(), to_field_name="slug", required=False, empty_label=_("Any tag")
    )

    def value(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name) or None
