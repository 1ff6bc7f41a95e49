"""Putting two insights together: which other, then why."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import LineField
from insights import policies
from insights.enums import Act
from insights.forms.moderation import seen
from insights.models import Insight, Reason
from insights.variants import HINDERS, hindrance
from members.models import Member


def seen_both(variant: Insight, stays: Insight) -> str:
    """A decision is on both, in these words and in this order."""
    return f"{seen(variant)} {stays.reference}-{seen(stays)}"


class WithForm(forms.Form):
    """The one that stays, by its reference, from among those this facilitator may read."""

    into = forms.CharField(
        label=gettext_lazy("The reference of the one that stays"),
        help_text=gettext_lazy("Such as CH-7K2QM. This one will be read under it."),
        max_length=12,
        error_messages={"required": gettext_lazy("Give the reference of the one that stays.")},
    )

    def __init__(
        self, *args: Any, variant: Insight, readable: QuerySet[Insight], member: Member
    ) -> None:
        super().__init__(*args)
        self.variant, self.readable, self.member = variant, readable, member
        self.stays = variant

    def clean_into(self) -> str:
        reference = str(self.cleaned_data["into"]).strip().upper()
        stays = self.readable.filter(reference=reference).first()
        if stays is None:
            raise forms.ValidationError(_("There is no published insight of this reference."))
        if not policies.can_decide(self.member, stays):
            raise forms.ValidationError(_("These words are yours: another facilitator decides."))
        if hinders := hindrance(self.variant, stays):
            raise forms.ValidationError(str(HINDERS[hinders]))
        self.stays = stays
        return reference


class MergeForm(forms.Form):
    seen = forms.CharField(max_length=80, widget=forms.HiddenInput)
    reason = forms.ModelChoiceField(
        label=gettext_lazy("Why?"),
        queryset=Reason.objects.filter(act=Act.MERGE, is_active=True),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose why they are put together.")},
    )
    sentence = LineField(
        label=gettext_lazy("A sentence for the author of the one that is put under it"),
        help_text=gettext_lazy("Your name is not shown with it."),
        max_length=500,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 3}),
        error_messages={"required": gettext_lazy("Say in a sentence why.")},
    )
