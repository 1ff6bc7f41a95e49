"""Appealing, and answering an appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms import BodyField, LineField
from insights.enums import AppealState


class AppealForm(forms.Form):
    words = BodyField(
        label=_("Why should it be decided otherwise?"),
        help_text=_(
            "Only facilitators read this. Do not say who you are if you signed without a name."
        ),
        max_length=2_000,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 5}),
        error_messages={"required": _("Say why it should be decided otherwise.")},
    )


class SettleAppealForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            (
                AppealState.ALLOWED.value,
                _("Allow the appeal: it is published, and stands by itself"),
            ),
            (AppealState.DISMISSED.value, _("The decision stands")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    sentence = LineField(
        label=_("A sentence for its author"),
        help_text=_("Your name is not shown with it."),
        max_length=500,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 3}),
        error_messages={"required": _("Say in a sentence why, so that it can be understood.")},
    )

    def __init__(self, *args: Any, is_text: bool = False, **kwargs: Any) -> None:
        """`is_text`: of a text kept out of sight, which is not published but put back."""
        super().__init__(*args, **kwargs)
        if is_text:
            self.fields["state"].choices = [  # type: ignore[attr-defined] # it is a ChoiceField
                (AppealState.ALLOWED.value, _("Put it back in sight")),
                (AppealState.DISMISSED.value, _("It stays out of sight")),
            ]
