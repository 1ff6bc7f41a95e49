"""What a member says of themselves, and what of it others may see: ticked one thing at a time."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms import LineField
from members.forms.fields import sent_with
from members.models import Member

TICKS = ("listed", "show_organisation", "show_role", "show_places", "show_about")


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when run
    """Knows the state it was drawn from, so that an old page cannot widen what a newer one narrowed."""

    all_optional = True
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name = LineField(
        label=_("Your name"),
        max_length=80,
        error_messages={"required": _("Type the name colleagues know you by.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    about = LineField(
        label=_("About you"),
        help_text=_("What you work on and what you could help others with."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": True}),
    )

    class Meta:
        model = Member
        fields = ["name", "about", *TICKS]
        labels = {
            "listed": _("List me in the directory"),
            "show_organisation": _("Show where I work"),
            "show_role": _("Show my role"),
            "show_places": _("Show the places I work in"),
            "show_about": _("Show what I wrote about myself"),
        }
        help_texts = {
            "listed": _(
                "Other members then find you by name. Nobody who is not signed in ever does."
            ),
            "show_organisation": _("Confirmed organisations only."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state_of(self.instance)
        self.initial["seen"] = self.state

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("seen") != self.state:
            self.data = sent_with(self.data, self.add_prefix("seen"), self.state)
            raise forms.ValidationError(
                _("You changed this on another page since. Look at what is below, then save again.")
            )
        return cleaned


def state_of(member: Member) -> str:
    kept = "|".join(str(getattr(member, name)) for name in ("name", "about", *TICKS))
    return hashlib.sha256(kept.encode()).hexdigest()[:16]
