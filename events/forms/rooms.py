"""What is typed at a table, and how whoever runs an event sets its room up."""

import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.codes import ALPHABET
from community.forms import BodyField, LineField
from events.forms.capture import ANY_KIND, TableField
from events.live import Asked
from events.models import Event, Room
from events.preview import DraftNote
from insights.enums import Kind

JOIN_CODE = re.compile(rf"[{ALPHABET}]{{6}}")
MOST_TABLES = 60


class JoinForm(forms.Form):
    """A code as it was read out: small letters, spaces and dashes are no mistake."""

    code = LineField(
        label=gettext_lazy("Code of the room"),
        help_text=gettext_lazy(
            "Six letters and figures, from the sheet on your table or the screen. "
            "It is not the code that says you were there: members type that one on the event’s page."
        ),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "short",
            }
        ),
        max_length=20,
        error_messages={"required": gettext_lazy("Type the code of the room.")},
    )

    def clean_code(self) -> str:
        code = re.sub(r"[\s\-–]", "", self.cleaned_data["code"]).upper()
        if not JOIN_CODE.fullmatch(code):
            raise ValidationError(
                _(
                    "A code has six letters and figures, such as 7K2QMX. It never has 0, 1, I, L, O or U."
                )
            )
        return code


class SentNoteForm(forms.Form):
    """One note from a table. `key` is made with the form: the same form sent again is the same note.

    `is_another` says that it is one whatever its words: scripts keep the key of each, or somebody was asked.
    """

    prompt = forms.TypedChoiceField(
        label=gettext_lazy("What are you answering?"),
        widget=forms.RadioSelect,
        coerce=int,
        empty_value=None,
        required=False,
    )
    text = LineField(
        label=gettext_lazy("Your note"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": True}),
        help_text=gettext_lazy("One thing, in your own words. No names of people."),
        error_messages={"required": gettext_lazy("Type your note first.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=ANY_KIND)
    key = forms.UUIDField(widget=forms.HiddenInput)
    is_another = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, room: Room, asked: Asked, **kwargs: Any) -> None:
        first = asked.prompts[0].pk if asked.prompts else None
        kwargs["initial"] = {"key": uuid.uuid4(), "prompt": first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.prompts = {prompt.pk: prompt for prompt in asked.prompts}
        self.fields["prompt"].choices = [(it.pk, it.text) for it in asked.prompts]  # type: ignore[attr-defined] # a field with choices
        if not asked.prompts:
            del self.fields["prompt"]
        offered = [(kind, label) for kind, label in ANY_KIND if not kind or kind in room.kinds]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined] # a field with choices
        if not room.asks_kind:
            del self.fields["kind"]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text:
            raise ValidationError(_("Type your note first."))
        return text

    @property
    def prompt_asked(self) -> int | None:
        found: int | None = self.cleaned_data.get("prompt")
        return found

    @property
    def draft(self) -> DraftNote:
        prompt = self.prompts.get(self.prompt_asked) if self.prompt_asked else None
        kind = self.cleaned_data.get("kind") or (prompt.kind if prompt else "")
        return DraftNote(self.cleaned_data["text"], kind=kind)


class RoomForm(forms.Form):
    """The tables of a room, one on each line, and the kind that each question asks for."""

    tables = BodyField(
        label=gettext_lazy("Tables, one on each line"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("A number or a short name. Up to 60 tables."),
        error_messages={"required": gettext_lazy("Name at least one table.")},
        max_length=2_000,
    )
    asks_kind = forms.BooleanField(
        label=gettext_lazy("Ask for the kind of each note"),
        help_text=gettext_lazy("Otherwise a note is of the kind its question asks for."),
        required=False,
    )
    offers = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds to choose from"),
        help_text=gettext_lazy("Fixed once the room has been open. Sorting may use every kind."),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, event: Event, room: Room | None, **kwargs: Any) -> None:
        tables = (
            room.tables.values_list("name", flat=True) if room else [str(n) for n in range(1, 9)]
        )
        kwargs["initial"] = {
            "tables": "\n".join(tables),
            "asks_kind": bool(room and room.asks_kind),
            "offers": room.kinds if room else Kind.values,
        }
        super().__init__(*args, **kwargs)
        self.room = room
        self.prompts = list(event.prompts.all())
        for prompt in self.prompts:
            self.fields[f"kind-{prompt.pk}"] = forms.ChoiceField(
                label=prompt.text, required=False, choices=ANY_KIND, initial=prompt.kind
            )

    def clean_tables(self) -> list[str]:
        field = TableField(max_length=20, required=False)
        try:
            names = [field.clean(line) for line in self.cleaned_data["tables"].split("\n")]
        except ValidationError as error:
            raise ValidationError(_("A table’s name has at most 20 characters.")) from error
        tables = list(dict.fromkeys(name for name in names if name))
        if not 1 <= len(tables) <= MOST_TABLES:
            raise ValidationError(_("Name between 1 and 60 tables."))
        return tables

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("asks_kind") and not self.cleaned_data.get("offers", True):
            self.add_error("offers", _("Tick at least one kind, or do not ask for the kind."))
        return self.cleaned_data

    @property
    def offered(self) -> list[str]:
        """Nothing when the kind is not asked for."""
        offers: list[str] = self.cleaned_data["offers"]
        return offers if self.cleaned_data["asks_kind"] else []

    @property
    def kinds(self) -> dict[int, str]:
        return {prompt.pk: self.cleaned_data[f"kind-{prompt.pk}"] for prompt in self.prompts}

    @property
    def kind_fields(self) -> list[Any]:
        return [self[f"kind-{prompt.pk}"] for prompt in self.prompts]


class HideForm(forms.Form):
    """Why a note is taken off the boards."""

    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("Kept with the note. Those who run the event can read it."),
        error_messages={"required": gettext_lazy("Say why, in a few words.")},
    )


class TurnForm(forms.Form):
    """What the room is to be turned to."""

    OPEN, CLOSE, DISCUSS, APART = "open", "close", "discuss", "apart"

    to = forms.ChoiceField(choices=[(it, it) for it in (OPEN, CLOSE, DISCUSS, APART)])
