"""Three questions about an event."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from community.forms import BodyField
from events.actions.feedback import Said
from events.enums import Worth
from events.models import Feedback


class FeedbackForm(forms.Form):
    worth = forms.ChoiceField(
        label=gettext_lazy("Was it worth your time?"),
        choices=Worth.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    differently = BodyField(
        label=gettext_lazy("What will you do differently because of it?"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": True}),
    )
    next_time = BodyField(
        label=gettext_lazy("What should we do differently next time?"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": True}),
    )

    def __init__(self, *args: Any, own: Feedback | None, **kwargs: Any) -> None:
        if own:
            names = ("worth", "differently", "next_time")
            kwargs["initial"] = {name: getattr(own, name) for name in names}
        super().__init__(*args, **kwargs)

    def said(self) -> Said:
        return Said(**self.cleaned_data)
