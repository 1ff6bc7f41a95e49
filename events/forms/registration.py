"""Registering for an event, and sharing out its places."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import BodyField
from events.models import Event
from members.enums import Sector

MOST_PLACES = 100_000


class RegisterForm(forms.Form):
    access_needs = BodyField(
        label=gettext_lazy("What do you need to take part?"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": ""}),
        help_text=gettext_lazy(
            "Access, food, a quiet room, somebody with you. Only those who run the event read this, "
            "and it is deleted 30 days after it."
        ),
    )


class PlacesField(forms.IntegerField):
    widget = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_value=MOST_PLACES, **kwargs)


class PlacesForm(forms.Form):
    """How many can come, and how many of these places are for one sector only."""

    all_optional = True
    capacity = PlacesField(
        label=gettext_lazy("How many people can come?"),
        min_value=1,
        help_text=gettext_lazy("Leave it empty if there is room for everybody."),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        kept = dict(event.reserved.values_list("sector", "places"))
        kwargs["initial"] = {"capacity": event.capacity, **kept}
        super().__init__(*args, **kwargs)
        for sector in Sector:
            self.fields[sector.value] = PlacesField(label=sector.label, min_value=0)

    @property
    def reserved(self) -> dict[str, int]:
        """Sectors that have places of their own."""
        said = {sector.value: self.cleaned_data.get(sector.value) for sector in Sector}
        return {sector: places for sector, places in said.items() if places}

    def clean(self) -> dict[str, Any]:
        capacity, kept = self.cleaned_data.get("capacity"), sum(self.reserved.values())
        if "capacity" not in self.errors and kept > (capacity or 0):
            self.add_error(
                "capacity",
                _("%(n)d places are kept for sectors. Say that at least as many people can come.")
                % {"n": kept},
            )
        return self.cleaned_data

    @property
    def sector_fields(self) -> list[forms.BoundField]:
        return [self[sector.value] for sector in Sector]
