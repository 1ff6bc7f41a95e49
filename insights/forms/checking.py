"""What an author says of the warning before their words are sent."""

from django import forms
from django.db.models import TextChoices


class Checked(TextChoices):
    SEND = "send"
    CHANGE = "change"


class CheckedForm(forms.Form):
    """Sent by the page that warns; any other form has not been looked at yet."""

    checked = forms.ChoiceField(choices=Checked.choices, required=False)

    @property
    def answer(self) -> str:
        return str(self.cleaned_data["checked"]) if self.is_valid() else ""
