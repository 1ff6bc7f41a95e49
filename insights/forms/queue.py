"""What a facilitator asks of the queue. What is not understood is left out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insights.enums import Kind, QueueSort, ReportRule, Why
from insights.queue.rows import Asked

Choices = Sequence[tuple[Any, Any]]
ANY: tuple[str, str | Promise] = ("", _("Any"))
DAYS: Choices = [
    ANY,
    ("1", _("At least a day")),
    ("3", _("At least three days")),
    ("7", _("At least a week")),
    ("28", _("At least four weeks")),
]
REASONS: Choices = [ANY, *Why.choices, (_("Reported because"), ReportRule.choices)]


class ThenForm(forms.Form):
    """Which button sent a decision."""

    then = forms.ChoiceField(choices=[("next", "next")], required=False)

    @property
    def goes_on(self) -> bool:
        return self.is_valid() and self.cleaned_data["then"] == "next"


class QueueForm(forms.Form):
    """Every part may be empty. `events` are those something that waits is of."""

    all_optional = True
    sort = forms.ChoiceField(choices=QueueSort, required=False, widget=forms.HiddenInput)
    why = forms.ChoiceField(label=_("Why it waits"), choices=REASONS, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    days = forms.ChoiceField(label=_("How long"), choices=DAYS, required=False)
    event = forms.CharField(max_length=6, required=False)

    def __init__(self, data: QueryDict, *, events: Choices = ()) -> None:
        super().__init__(data, auto_id="filter_%s")
        if events:
            self.fields["event"] = forms.ChoiceField(
                label=_("Event"), choices=[ANY, *events], required=False
            )
        self.offers_events = bool(events)

    @property
    def asked(self) -> Asked:
        clean: dict[str, Any] = {} if self.errors is None else self.cleaned_data
        return Asked(
            sort=clean.get("sort", ""),
            why=clean.get("why", ""),
            kind=clean.get("kind", ""),
            event=clean.get("event", ""),
            days=int(clean.get("days") or 0),
        )

    @property
    def is_narrowed(self) -> bool:
        asked = self.asked
        return any((asked.why, asked.kind, asked.event, asked.days))
