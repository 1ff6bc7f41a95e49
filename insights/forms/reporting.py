"""Reporting: what somebody sends who thinks a thing should be looked at."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import BodyField, RadioCards
from insights.actions.reporting import Complaint
from insights.enums import ReportRule

RULE_HINTS = {
    ReportRule.IDENTIFIES.value: gettext_lazy(
        "Somebody can be recognised who did not agree to it."
    ),
    ReportRule.UNKIND.value: gettext_lazy(
        "Strong words about a system are fine. About people, not."
    ),
    ReportRule.CONFIDENCE.value: gettext_lazy("It repeats what was said in confidence."),
    ReportRule.UNLAWFUL.value: gettext_lazy(
        "For example a threat, hatred or a secret of somebody’s."
    ),
    ReportRule.SAFETY.value: gettext_lazy(
        "Only the safeguarding lead reads this, before anything else. In an emergency, call 999."
    ),
    ReportRule.OTHER.value: gettext_lazy("Say what, in your own words."),
}


class ReportForm(forms.Form):
    """Which rule, and words if they help."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    rule = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"),
        choices=ReportRule.choices,
        widget=RadioCards(hints=RULE_HINTS),
        error_messages={"required": gettext_lazy("Choose what is wrong with it.")},
    )
    words = BodyField(
        label=gettext_lazy("Tell us more"),
        help_text=gettext_lazy(
            "Only facilitators read this; about somebody’s safety, only the safeguarding lead. "
            "The author never learns who reported it."
        ),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("rule") == ReportRule.OTHER and not cleaned.get("words"):
            self.add_error("words", _("Say in a sentence what is wrong with it."))
        return cleaned

    def complaint(self) -> Complaint:
        cleaned = self.cleaned_data
        return Complaint(rule=cleaned["rule"], words=cleaned["words"], form_key=cleaned["form_key"])


def starting() -> ReportForm:
    return ReportForm(initial={"form_key": secrets.token_urlsafe(16)})
