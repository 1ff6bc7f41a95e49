"""Deciding on everything the filters find: what, why, and what to leave out."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from insights.actions.deciding_many import Verdict
from insights.enums import Act, State
from insights.forms.moderation import FITTING, DecideForm
from insights.models import Comment, Insight

SHOWN = 100


def new_form_key() -> str:
    return secrets.token_urlsafe(16)


class BulkForm(DecideForm):
    """`seen` names exactly the things that were shown and counted."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=new_form_key)
    leave_out = forms.MultipleChoiceField(
        label=gettext_lazy("Leave these out"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, things: Sequence[Insight | Comment], **kwargs: Any) -> None:
        super().__init__(*args, acts=FITTING[State.HELD], **kwargs)
        self.things = things
        self.fields["leave_out"].choices = [  # type: ignore[attr-defined]
            (str(thing.pk), _name(thing)) for thing in things[:SHOWN]
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if len(cleaned.get("leave_out", ())) == len(self.things):
            self.add_error("leave_out", _("Nothing is left to decide on."))
        return cleaned

    @property
    def verdict(self) -> Verdict:
        act, reason = self.decided.act, self.decided.reason
        sent = self.cleaned_data
        return Verdict(
            act=Act(act), reason=reason, sentence=sent["sentence"], form_key=sent["form_key"]
        )

    @property
    def chosen(self) -> list[Insight | Comment]:
        without = set(self.cleaned_data["leave_out"])
        return [thing for thing in self.things if str(thing.pk) not in without]


def _name(thing: Insight | Comment) -> str:
    if isinstance(thing, Insight):
        return f"{thing.reference} · {thing.title}"
    return f"{thing.insight.reference} · {thing.body[:140]}"
