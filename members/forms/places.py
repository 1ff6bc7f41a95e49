"""Choosing places: find a nation, a region or a local authority by name, tick it, find the next.

How to use it: inherit `FindsChoices`, name the field in `finding_fields`, give it a `PlacesField`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.forms.finding import words_typed
from members.models import Place
from members.places import places_found

MOST_PLACES = 8
MOST_FOUND = 25


@dataclass(frozen=True)
class PlaceOption:
    """One box to tick."""

    code: str
    name: str
    within: str
    id: str
    checked: bool


class PlacePicker(forms.Widget):
    """Chosen places as ticked boxes, a box to find by, and what was found as boxes to tick."""

    template_name = "members/widgets/places.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.words = ""
        self.has_looked = False

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> list[str]:
        self.words = words_typed(data, name)
        self.has_looked = self.words != "" or f"{name}_search" in data
        getlist = getattr(data, "getlist", None)
        return getlist(name) if getlist else list(data.get(name, []))

    def value_omitted_from_data(self, *_: Any) -> bool:
        """No box ticked is an answer."""
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_find" if index is None else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        stem = context["widget"]["attrs"].get("id", name)
        codes = chosen_codes(value)
        chosen = Place.objects.filter(code__in=codes).select_related("parent__parent")
        found = [place for place in self._found() if place.code not in codes]
        context["widget"] |= {
            "stem": stem,
            "words": self.words,
            "has_looked": self.has_looked,
            "chosen": [option(place, stem, checked=True) for place in chosen],
            "found": [option(place, stem, checked=False) for place in found[:MOST_FOUND]],
            "more": len(found) > MOST_FOUND,
        }
        return context

    def _found(self) -> list[Place]:
        return places_found(self.words) if self.words else []


class PlacesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # not subscriptable when run
    """Up to eight places. What is cleaned is a queryset of places, as precise as was chosen."""

    widget = PlacePicker

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("Places"))
        super().__init__(queryset=Place.objects.all(), to_field_name="code", **kwargs)

    def clean(self, value: Any) -> Any:
        codes = chosen_codes(value)
        if len(codes) > MOST_PLACES:
            told = ngettext("Choose at most %d place.", "Choose at most %d places.", MOST_PLACES)
            raise ValidationError(told % MOST_PLACES, code="too_many")
        return super().clean(codes)

    def prepare_value(self, value: Any) -> Any:
        return [code_of(item) for item in value or []]


def chosen_codes(value: Iterable[Any] | None) -> list[str]:
    return list(dict.fromkeys(str(code)[:40] for code in value or []))


def code_of(item: Any) -> str:
    return item.code if isinstance(item, Place) else str(item)


def option(place: Place, stem: str, *, checked: bool) -> PlaceOption:
    return PlaceOption(place.code, place.name, place.within, f"{stem}_{place.code}", checked)
