"""Leaving: what becomes of one’s linked words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forms import RadioCards
from members.enums import LeftWords

HINTS: dict[str, Any] = {
    LeftWords.KEEP: _(
        "They stay where they are. In place of your name stands “Former member”, without role or organisation. "
        "What your organisation signs stays signed by it alone."
    ),
    LeftWords.REMOVE: _(
        "They are erased, and so are their earlier versions. What others wrote on them stays theirs."
    ),
}


class LeaveForm(forms.Form):
    words = forms.ChoiceField(
        label=_("What you recorded under your name or your organisation’s"),
        choices=LeftWords,
        widget=RadioCards(hints=HINTS),
        error_messages={"required": _("Choose what becomes of your words.")},
    )
