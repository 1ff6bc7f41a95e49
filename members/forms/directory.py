"""Looking for a member."""

from django import forms

from community.forms import LineField


class DirectoryForm(forms.Form):
    q = LineField(required=False)

    @property
    def words(self) -> str:
        """What was asked for, cut to what a name could be."""
        self.full_clean()
        return str(self.cleaned_data.get("q", ""))[:80]
