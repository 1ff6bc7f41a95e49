"""What people answer through the check-back link, and how whoever runs the event opens it and settles."""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import LineField
from events.actions.checking import DAYS, Said
from events.forms.fields import known_codes, spoken_codes
from events.models import Event, Theme, ThemeCheck

YES, NO = "yes", "no"
VERDICTS = [(YES, gettext_lazy("That is it")), (NO, gettext_lazy("Not quite"))]
WORDS = re.compile(r"(why|out)-[0-9]{1,18}")
MOST_TYPED = 500


class AnswerForm(forms.Form):
    """To each theme: is that it, why not, and the code of one's own note to leave out."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    all_optional = True

    def __init__(self, *args: Any, event: Event, themes: Iterable[Theme], **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.event, self.themes = event, list(themes)
        for theme in self.themes:
            self.fields |= _fields_of(theme)

    @property
    def rows(self) -> list[dict[str, Any]]:
        names = ("said", "why", "out", "wording")
        return [
            {"theme": theme, **{name: self[f"{name}-{theme.pk}"] for name in names}}
            for theme in self.themes
        ]

    def clean(self) -> dict[str, Any]:
        for theme in self.themes:
            self._check(theme)
        self._know_codes()
        if self.gone:
            self.add_error(None, _("A theme has changed since you opened this page. Look again."))
        if not self.errors and not self.said and not self.codes:
            self.add_error(None, _("Answer at least one theme, or name a note."))
        return self.cleaned_data

    def _check(self, theme: Theme) -> None:
        said, why = (self.cleaned_data.get(f"{name}-{theme.pk}") for name in ("said", "why"))
        if said == NO and not why and f"why-{theme.pk}" not in self.errors:
            self.add_error(f"why-{theme.pk}", _("Say in a few words what is not quite right."))
        if why and not said and f"said-{theme.pk}" not in self.errors:
            self.add_error(f"said-{theme.pk}", _("Choose one, so that we know what you mean."))

    def _know_codes(self) -> None:
        """Every code must be a note of this event: a mistyped one is never passed over."""
        typed = {it: spoken_codes(self.cleaned_data.get(f"out-{it.pk}", "")) for it in self.themes}
        self.codes = list(dict.fromkeys(code for codes in typed.values() for code in codes))
        known = known_codes(self.event, self.codes)
        for theme, codes in typed.items():
            unknown = [code for code in codes if code not in known]
            if unknown:
                error = ValidationError(
                    _("No note of this event has the code %(codes)s. Check it and try again."),
                    params={"codes": ", ".join(unknown[:10])},
                )
                self.add_error(f"out-{theme.pk}", error)

    @property
    def said(self) -> dict[int, Said]:
        found = {}
        for theme in self.themes:
            chosen, why, wording = (
                self.cleaned_data.get(f"{name}-{theme.pk}") for name in ("said", "why", "wording")
            )
            if chosen:
                seen = min(wording or theme.version, theme.version)
                found[theme.pk] = Said(chosen == YES, why or "", seen)
        return found

    @property
    def gone(self) -> list[str]:
        """What was typed about a theme that is not here any more."""
        return [text for name, text in self.typed.items() if name not in self.fields]

    @property
    def typed(self) -> dict[str, str]:
        """Every word that was typed, of whatever theme, to be shown back."""
        tidy = LineField(required=False)
        names = [name for name in self.data if WORDS.fullmatch(name)][:MOST_TYPED]
        found = {name: tidy.clean(self.data.get(name)) for name in names}
        return {name: text for name, text in found.items() if text}


def said_before(checks: Iterable[ThemeCheck]) -> dict[str, str]:
    """The form as it was sent."""
    found = {}
    for check in checks:
        found[f"said-{check.theme_id}"] = YES if check.is_it else NO
        found[f"why-{check.theme_id}"] = check.reason
    return found


def _fields_of(theme: Theme) -> Mapping[str, forms.Field]:
    return {
        f"said-{theme.pk}": forms.ChoiceField(
            label=gettext_lazy("Is this what we said?"),
            widget=forms.RadioSelect,
            choices=VERDICTS,
            required=False,
        ),
        f"why-{theme.pk}": LineField(
            label=gettext_lazy("What is not quite right?"),
            widget=forms.Textarea(attrs={"rows": 2, "data-count": True}),
            max_length=1_000,
            required=False,
        ),
        f"out-{theme.pk}": LineField(
            label=gettext_lazy("Leave mine out: the note’s code"),
            help_text=gettext_lazy("Five letters and figures, as beside your note on the board."),
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "off",
                    "autocapitalize": "characters",
                    "spellcheck": "false",
                    "class": "short",
                }
            ),
            max_length=200,
            required=False,
        ),
        f"wording-{theme.pk}": forms.IntegerField(
            widget=forms.HiddenInput,
            initial=theme.version,
            min_value=1,
            max_value=2_000_000_000,
            required=False,
        ),
    }


class LinkForm(forms.Form):
    """For how long the link takes answers, and how many could answer."""

    days = forms.IntegerField(
        label=gettext_lazy("For how many days?"), min_value=1, max_value=30, initial=DAYS
    )
    people_there = forms.IntegerField(
        label=gettext_lazy("How many people were there?"), min_value=1, max_value=100_000
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        there = event.people_there or event.attendances.count() or None
        kwargs |= {"initial": {"people_there": there}, "auto_id": "id_link_%s"}
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_people_there(self) -> int:
        there: int = self.cleaned_data["people_there"]
        if there < (self.event.checked_by or 0):
            raise ValidationError(_("More people than that have checked the themes already."))
        return there


class SettleForm(forms.Form):
    """A note that somebody asked for: leave it out, or say why it stays."""

    OUT, KEEP = "out", "keep"

    how = forms.ChoiceField(choices=[(OUT, OUT), (KEEP, KEEP)], widget=forms.HiddenInput)
    reason = LineField(
        label=gettext_lazy("Why it stays"),
        max_length=200,
        required=False,
    )

    all_optional = True

    def __init__(self, *args: Any, note: str, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_{note}_%s"
        super().__init__(*args, **kwargs)
        self.note = note

    def clean(self) -> dict[str, Any]:
        keeps = self.cleaned_data.get("how") == self.KEEP
        if keeps and not self.cleaned_data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why the note stays."))
        return self.cleaned_data


class LinkTurnForm(forms.Form):
    """What becomes of a link."""

    MAIL, CLOSE, RENEW = "mail", "close", "renew"

    to = forms.ChoiceField(choices=[(it, it) for it in (MAIL, CLOSE, RENEW)])
