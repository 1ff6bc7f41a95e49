"""One note at a time: a number, or the first letters of a theme's name, says where it goes."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import LineField
from events.forms.fields import CODE, CodesField
from events.models import Event, Theme
from insights.enums import Kind

NEW = "+"
LEAVE_OUT = ("-", "–", "−")
MOST_THEMES = 500
UNKNOWN = "unknown"


class CodeField(forms.CharField):
    """A note's code. What is no code is refused."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        code = str(super().clean(value)).upper()
        if code and not CODE.fullmatch(code):
            raise ValidationError(_("That is not a note’s code."))
        return code


class KeysField(forms.CharField):
    """Themes in an order, by their keys: `12-7-30`."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[int]:
        said = str(super().clean(value))
        if said and not re.fullmatch(r"[0-9]{1,11}(-[0-9]{1,11})*", said):
            raise ValidationError(_("Those are not themes."))
        keys = [int(key) for key in said.split("-") if key]
        return keys[:MOST_THEMES]


def answer_field(label: Any, help_text: Any, *, said: str) -> LineField:
    """The one field that has the keyboard; `said` names what tells of the note in hand, by ids."""
    attrs = {
        "autocomplete": "off",
        "autocapitalize": "none",
        "autofocus": True,
        "aria-describedby": f"{said} id_answer_helptext",
    }
    widget = forms.TextInput(attrs=attrs)
    return LineField(
        label=label, help_text=help_text, required=False, max_length=200, widget=widget
    )


class PlaceForm(forms.Form):
    """Which note comes next: this one, or the first to sort after that one. An unreadable place is none."""

    note = CodeField(required=False)
    after = CodeField(required=False)
    into = KeysField(required=False)
    together = CodesField(required=False)

    all_optional = True

    def place(self, name: str) -> str:
        self.full_clean()
        return str(self.cleaned_data.get(name, ""))

    def filed(self) -> list[int]:
        self.full_clean()
        return list(self.cleaned_data.get("into", []))

    def filed_with(self) -> list[str]:
        self.full_clean()
        return list(self.cleaned_data.get("together", []))


class BackForm(forms.Form):
    """The note filed last, the themes it went into, and the notes that went with it."""

    note = CodeField()
    into = KeysField()
    together = CodesField(required=False, widget=forms.MultipleHiddenInput)


class ApartForm(forms.Form):
    """The note in hand, and one that only looks like it."""

    note = CodeField()
    apart = CodeField()


class OneNoteForm(forms.Form):
    """`order` holds the themes as they were numbered on the page, so a number means what was seen.

    `press` is the number of a likely theme that was pressed, and goes before what was typed.
    """

    note = CodeField()
    order = KeysField(required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    answer = answer_field(
        gettext_lazy("Theme"),
        gettext_lazy(
            "A number or the first letters of a name, then Enter. Several with commas. "
            "“+” and a title names a new theme, “-” and a reason leaves the note out. Enter alone skips."
        ),
        said="filed the-note identifying likely near",
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of a new theme"),
        required=False,
        choices=[("", gettext_lazy("As the note")), *Kind.choices],
    )
    press = forms.CharField(required=False, max_length=6, widget=forms.HiddenInput)
    together = CodesField(required=False)

    all_optional = True

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.themes: list[Theme] = []
        self.title = ""
        self.reason = ""

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        answer = cleaned.get("press") or cleaned.get("answer", "")
        if answer.startswith(NEW):
            self._name_new(answer.removeprefix(NEW).strip(), cleaned)
        elif answer.startswith(LEAVE_OUT):
            self.reason = answer[1:].strip()
            if not self.reason:
                self.add_error("answer", _("Say why after “-”: a left-out note needs a reason."))
        else:
            self._find(answer, cleaned.get("order", []))
        return cleaned

    def _name_new(self, title: str, cleaned: dict[str, Any]) -> None:
        self.title = title
        if not title or len(title) > 140:
            self.add_error(
                "answer", _("Give the new theme a title of 1 to 140 characters after “+”.")
            )
        note = self.event.notes.filter(code=cleaned.get("note", "")).first()
        cleaned["kind"] = cleaned.get("kind") or (note.kind if note else "")
        if not cleaned["kind"]:
            self.add_error("kind", _("Choose a kind: the note has none."))

    def _find(self, answer: str, order: list[int]) -> None:
        standing = {theme.pk: theme for theme in self.event.themes.all()}
        for part in filter(None, (part.strip() for part in answer.split(","))):
            try:
                theme = meant(part, order, standing)
            except ValidationError as error:
                self.add_error("answer", error)
            else:
                self.themes.append(theme)


def meant(part: str, order: list[int], standing: dict[int, Theme]) -> Theme:
    """The one theme this says; a number is the one that was shown beside it."""
    if part.isdecimal():
        return _numbered(part, order, standing)
    starts = part.casefold()
    found = [theme for theme in standing.values() if theme.title.casefold().startswith(starts)]
    exact = [theme for theme in found if theme.title.casefold() == starts]
    found = exact or found
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(sorted(theme.title for theme in found))
        raise ValidationError(
            _("“%(part)s” could be: %(names)s. Type more of it."),
            params={"part": part, "names": names},
        )
    raise ValidationError(
        _("No theme starts with “%(part)s”. To name a new one, type + and its title."),
        code=UNKNOWN,
        params={"part": part},
    )


def _numbered(part: str, order: list[int], standing: dict[int, Theme]) -> Theme:
    number = int(part[:6])
    if not 1 <= number <= len(order):
        raise ValidationError(_("There is no theme %(part)s."), params={"part": part})
    theme = standing.get(order[number - 1])
    if theme is None:
        raise ValidationError(
            _("Theme %(part)s was deleted meanwhile. Choose another."), params={"part": part}
        )
    return theme
