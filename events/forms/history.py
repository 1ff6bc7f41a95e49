"""Which act is to be undone, and the page its button stands on."""

from django import forms

PAGES = {"sort": "events:sort", "one": "events:sort_one", "acts": "events:history"}


class UndoForm(forms.Form):
    """An act by its number. An unreadable page is the list of all acts."""

    act = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    page = forms.ChoiceField(required=False, choices=[(name, name) for name in PAGES])

    @property
    def back_to(self) -> str:
        return PAGES[self.cleaned_data.get("page") or "acts"]
