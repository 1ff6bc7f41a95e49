"""What a reader asks of the library, cleaned: long searches are cut and what is not understood is left out."""

from typing import Any

from django import forms
from django.http import QueryDict

from community.text import normalise_line
from insights.enums import Kind
from insights.models import Tag
from insights.search import Asked
from members.enums import Sector
from members.models import Place, Space

MOST_LETTERS = 200
MOST_WORDS = 30
MOST_TAGS = 8


class BrowseForm(forms.Form):
    """Every part may be empty. `asked` holds what was understood; `cut` and `left_out` say what was not."""

    q = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=Kind, required=False)
    tag = forms.ModelMultipleChoiceField(
        Tag.objects.accepted(), to_field_name="slug", required=False
    )
    sector = forms.ChoiceField(choices=Sector, required=False)
    place = forms.ModelChoiceField(Place.objects.all(), to_field_name="slug", required=False)
    event = forms.ModelChoiceField(Space.objects.all(), to_field_name="code", required=False)
    year = forms.IntegerField(min_value=2000, max_value=2999, required=False)
    sort = forms.ChoiceField(choices=[("newest", "newest")], required=False)

    def __init__(self, data: QueryDict) -> None:
        data = data.copy()
        data.setlist("tag", data.getlist("tag")[:MOST_TAGS])
        # Fields nobody asks of are left out: making all eight costs more than reading them.
        self.base_fields = {name: it for name, it in self.base_fields.items() if name in data}  # type: ignore[misc] # read from the instance
        super().__init__(data)
        self.asks_tags = bool(data.getlist("tag"))
        self.cut = False

    def clean_q(self) -> str:
        typed = normalise_line(self.cleaned_data["q"][: 10 * MOST_LETTERS])
        kept = " ".join(typed[:MOST_LETTERS].split()[:MOST_WORDS])
        self.cut = kept != typed
        return kept

    @property
    def left_out(self) -> bool:
        """Something in the address could not be understood: an old link, or a slip."""
        return bool(self.errors)

    @property
    def asked(self) -> Asked:
        clean: dict[str, Any] = {} if self.errors is None else self.cleaned_data
        return Asked(
            words=clean.get("q", ""),
            kind=clean.get("kind", ""),
            sector=clean.get("sector", ""),
            year=clean.get("year"),
            tags=tuple(clean.get("tag", ())) if self.asks_tags else (),
            place=clean.get("place"),
            event=clean.get("event"),
            sort=clean.get("sort", ""),
        )
