"""Which act is to be undone, and the page its button stands on."""

from django import forms

from events.forms.one_note import CodeField

PAGES = {"sort": "events:sort", "one": "events:sort_one", "acts": "events:history"}


class UndoForm(forms.Form):
    """An act by its number. An unreadable page is the list of all acts; `note` is the one in hand."""

    act = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    page = forms.ChoiceField(required=False, choices=[(name, name) for name in PAGES])

    note = CodeField(required=False)

    @property
    def back_to(self) -> str:
        return PAGES[self.cleaned_data.get("page") or "acts"]

    @property
    def in_hand(self) -> str:
        """What follows the address of the page: where the keyboard goes on, beside what is said."""
        if self.cleaned_data.get("page") != "one":
            return "#said"
        note = self.cleaned_data.get("note")
        return f"?note={note}" if note else ""
