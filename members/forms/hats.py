"""Where a member works: choose an organisation, name a new one, or speak as a resident."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from community.forms import LineField
from community.text import normalise_line
from members.enums import OrganisationState, Sector
from members.forms.finding import FindsChoices, words_typed
from members.models import Affiliation, Member, Organisation
from members.organisations import choosable_by, organisation_called, organisations_found

RESIDENT = "resident"
NEW = "new"
MOST_FOUND = 15
SECTORS = [("", _("Choose one")), *((s.value, s.label) for s in Sector if s != Sector.RESIDENT)]


class OrganisationPicker(forms.Widget):
    """A box to find by; then what was found, what the email address proposes, and two ways out."""

    template_name = "members/widgets/organisations.html"
    use_fieldset = True
    words = ""
    has_looked = False
    offered: tuple[Organisation, ...] = ()

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str:
        self.words = words_typed(data, name)
        self.has_looked = self.words != "" or f"{name}_search" in data
        return str(data.get(name, ""))[:20]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_find" if index is None else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        found = list(organisations_found(self.words)[: MOST_FOUND + 1]) if self.words else []
        options = {str(each.pk): each for each in (*self.offered, *found[:MOST_FOUND])}
        if str(value).isdecimal() and str(value) not in options:
            chosen = Organisation.objects.confirmed().filter(pk=int(value)).first()
            options |= {str(value): chosen} if chosen else {}
        context["widget"] |= {
            "stem": context["widget"]["attrs"].get("id", name),
            "value": str(value or ""),
            "words": self.words,
            "has_looked": self.has_looked,
            "found_none": bool(self.words) and not found,
            "more": len(found) > MOST_FOUND,
            "options": options.items(),
        }
        return context


class HatForm(FindsChoices):
    """One hat: an organisation or none, and a role title."""

    all_optional = True
    finding_fields = ("organisation",)
    organisation = forms.CharField(
        label=_("Your organisation"),
        help_text=_("The one you do the work for that you will write about here."),
        error_messages={"required": _("Find your organisation, or choose one of the last two.")},
        widget=OrganisationPicker,
    )
    new_name = LineField(label=_("Its full name"), max_length=120, required=False)
    new_sector = forms.ChoiceField(label=_("What is it?"), choices=SECTORS, required=False)
    role_title = LineField(
        label=_("Your role"),
        help_text=_(
            "Such as “Commissioning manager” or “Trustee”, or nothing. Shown only where you sign by name."
        ),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, member: Member, look_for: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.picker.offered = tuple(Organisation.objects.for_email(member.email)[:3])
        self.picker.words = normalise_line(look_for)[:80]
        if self.picker.offered and "organisation" not in self.initial:
            self.initial["organisation"] = self.picker.offered[0].pk

    @property
    def picker(self) -> OrganisationPicker:
        widget = self.fields["organisation"].widget
        assert isinstance(widget, OrganisationPicker)  # noqa: S101 - declared above
        return widget

    def clean_organisation(self) -> str | Organisation:
        value: str = self.cleaned_data["organisation"]
        if value in {RESIDENT, NEW}:
            return value
        chosen = choosable_by(self.member).filter(pk=int(value) if value.isdecimal() else 0)
        if found := chosen.first():
            return found
        raise ValidationError(_("Choose one from the list."), code="unknown")

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("organisation") == NEW:
            self._check_new(cleaned)
        return cleaned

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("new_name") and "new_name" not in self.errors:
            self.add_error("new_name", _("Type the name of your organisation."))
        if not cleaned.get("new_sector") and "new_sector" not in self.errors:
            self.add_error("new_sector", _("Choose what kind of organisation it is."))
        known = organisation_called(cleaned.get("new_name") or "")
        if known is None or known.state == OrganisationState.PROPOSED:
            return
        if known.state == OrganisationState.DECLINED:
            self.add_error("new_name", _("This one was not accepted. Choose or name another."))
            return
        self.picker.offered = (*self.picker.offered, known)
        self.add_error("organisation", _("It is in the list already: choose it there."))


class HatDatesForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when run
    """A hat one has: its role title and its days."""

    role_title = LineField(label=_("Your role"), max_length=80, required=False)

    class Meta:
        model = Affiliation
        fields = ["role_title", "started_on", "ended_on"]
        labels = {"started_on": _("Since"), "ended_on": _("Last day")}
        help_texts = {
            "ended_on": _(
                "Leave it empty while you still work there. It counts until the end of that day."
            )
        }
        widgets = {
            "started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ended_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_started_on(self) -> dt.date:
        return believable(self.cleaned_data["started_on"])

    def clean_ended_on(self) -> dt.date | None:
        ended_on = self.cleaned_data["ended_on"]
        return ended_on and believable(ended_on)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        started_on, ended_on = cleaned.get("started_on"), cleaned.get("ended_on")
        if started_on and ended_on and ended_on < started_on:
            self.add_error("ended_on", _("The last day cannot be before the first."))
        if not ended_on and "ended_on" not in self.errors and self._is_worn_twice():
            self.add_error(
                "ended_on", _("You wear this hat already, so this one needs a last day.")
            )
        return cleaned

    def _is_worn_twice(self) -> bool:
        hat = self.instance
        others = hat.member.affiliations.exclude(pk=hat.pk).filter(ended_on__isnull=True)
        return bool(others.filter(organisation=hat.organisation).exists())


def believable(day: dt.date) -> dt.date:
    today = timezone.localdate()
    if not today.year - 70 <= day.year <= today.year + 5:
        raise ValidationError(_("Check the year."), code="year")
    return day
