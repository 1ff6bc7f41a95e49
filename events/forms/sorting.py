"""Which notes are shown, and what is to be done with the ticked ones."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import BodyField, FilteredCheckboxes, LineField
from events.board import sources_of
from events.forms.fields import CodesField
from events.models import Event, Theme
from events.models.notes import NoteQuerySet
from insights.enums import Kind, State
from insights.forms.words import MOST_TAGS
from insights.models import Insight, Tag
from insights.models.insights import InsightQuerySet
from insights.policies import can_decide, can_moderate
from insights.variants import HINDERS, hindrance
from members.models import Member

UNSORTED, LEFT_OUT, ALL = "unsorted", "left_out", "all"
WITHOUT = "-"


class SiftForm(forms.Form):
    """The filters. An unreadable one filters nothing."""

    q = LineField(label=gettext_lazy("Words in the note"), required=False, max_length=100)
    table = forms.ChoiceField(label=gettext_lazy("Table"), required=False)
    prompt = forms.ChoiceField(label=gettext_lazy("Question"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[
            ("", gettext_lazy("Any kind")),
            *Kind.choices,
            (WITHOUT, gettext_lazy("No kind yet")),
        ],
    )
    show = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[(UNSORTED, UNSORTED), (LEFT_OUT, LEFT_OUT), (ALL, ALL)],
    )
    tick = forms.ChoiceField(required=False, widget=forms.HiddenInput, choices=[(ALL, ALL)])

    all_optional = True

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        kwargs["auto_id"] = "sift_%s"  # the form below has a kind too
        super().__init__(*args, **kwargs)
        sources = sources_of(event)
        tables = [("", _("Any table")), *((t, t) for t in sources.tables), (WITHOUT, _("None"))]
        self.fields["table"].choices = tables  # type: ignore[attr-defined] # a choice field
        prompts = [("", _("Any question")), *sources.prompts]
        self.fields["prompt"].choices = prompts  # type: ignore[attr-defined] # a choice field
        self.full_clean()

    def value(self, name: str) -> str:
        return str(self.cleaned_data.get(name, ""))

    @property
    def shows(self) -> str:
        return self.value("show") or UNSORTED

    @property
    def narrows(self) -> bool:
        return any(self.value(name) for name in ("q", "table", "prompt", "kind"))

    @property
    def ticks_all(self) -> bool:
        return bool(self.value("tick"))

    @property
    def kept(self) -> dict[str, str]:
        """The filters that were given, for an address that shows the same notes."""
        names = ("show", "q", "table", "prompt", "kind")
        return {name: self.value(name) for name in names if self.value(name)}

    def narrow(self, notes: NoteQuerySet) -> NoteQuerySet:
        found = {UNSORTED: notes.unsorted, LEFT_OUT: notes.left_out, ALL: notes.standing}[
            self.shows
        ]()
        if words := self.value("q"):
            found = found.filter(text__icontains=words)
        if table := self.value("table"):
            found = found.filter(table="" if table == WITHOUT else table)
        if prompt := self.value("prompt"):
            found = found.filter(prompt=int(prompt))
        if kind := self.value("kind"):
            found = found.filter(kind="" if kind == WITHOUT else kind)
        return found


class SortForm(forms.Form):
    """The ticked notes and what to do with them: into a theme, old or new, left out, or put back."""

    MOVE, LEAVE_OUT, PUT_BACK = "move", "leave_out", "put_back"

    do = forms.ChoiceField(choices=[(MOVE, MOVE), (LEAVE_OUT, LEAVE_OUT), (PUT_BACK, PUT_BACK)])
    notes = CodesField(error_messages={"required": gettext_lazy("Tick at least one note first.")})
    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("That theme was deleted meanwhile. Choose another.")
        },
    )
    title = LineField(
        label=gettext_lazy("Or name a new theme"),
        required=False,
        max_length=140,
        widget=forms.TextInput(attrs={"placeholder": " ", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Its kind"),
        required=False,
        choices=[("", gettext_lazy("As the ticked notes")), *Kind.choices],
    )
    definition = BodyField(
        label=gettext_lazy("What it means"),
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One or two sentences. It can wait."),
    )
    reason = LineField(label=gettext_lazy("Why it is left out"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    all_optional = True

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["theme"].queryset = event.themes.all()  # type: ignore[attr-defined] # a model field

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("do") == self.LEAVE_OUT and not cleaned.get("reason"):
            self._ask("reason", _("Say why, in a few words: a left-out note needs a reason."))
        if cleaned.get("do") == self.MOVE:
            self._check_move(cleaned)
        return cleaned

    def _check_move(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("reason"):
            self._ask("reason", _("You gave a reason: press “Leave out”, or clear it and move."))
        if cleaned.get("title"):
            cleaned["kind"] = cleaned.get("kind") or self._kind_of_ticked()
            if not cleaned["kind"]:
                self._ask("kind", _("Choose a kind: the ticked notes do not share one."))
        elif not cleaned.get("theme"):
            self._ask("theme", _("Choose a theme, or name a new one."))

    def _ask(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, ValidationError(words))

    def _kind_of_ticked(self) -> str:
        codes = self.cleaned_data.get("notes", [])
        notes = self.event.notes.filter(code__in=codes)
        kinds = set(notes.order_by().values_list("kind", flat=True).distinct())
        return kinds.pop() if len(kinds) == 1 else ""


class ThemeSortForm(forms.Form):
    """The ticked notes of a theme: out of it, to another, there as well, to one of their own; or all of it."""

    TAKE_OUT, MOVE, ALSO, SPLIT, MERGE = "take_out", "move", "also", "split", "merge"

    do = forms.ChoiceField(choices=[(do, do) for do in (TAKE_OUT, MOVE, ALSO, SPLIT, MERGE)])
    notes = CodesField(error_messages={"required": gettext_lazy("Tick at least one note first.")})
    to = forms.ModelChoiceField(
        label=gettext_lazy("Another theme"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=gettext_lazy("Choose a theme"),
    )
    title = LineField(
        label=gettext_lazy("Title of a theme of their own"),
        required=False,
        max_length=140,
        widget=forms.TextInput(attrs={"id": "id_split_title"}),  # the theme has a title too
    )

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = theme.event.themes.exclude(pk=theme.pk)
        self.fields["to"].queryset = others  # type: ignore[attr-defined] # a model field

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("do") == self.MERGE:
            self.errors.pop("notes", None)  # all of them go
        goes = cleaned.get("do") in {self.MOVE, self.ALSO, self.MERGE}
        if goes and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", _("Choose the theme they go to."))
        if cleaned.get("do") == self.SPLIT and not cleaned.get("title"):
            self.add_error("title", _("Give the theme they become a title."))
        return cleaned


class ThemeForm(forms.Form):
    """How a theme is worded. `version` is the one its words rest on."""

    title = LineField(label=gettext_lazy("Title"), max_length=140)
    definition = BodyField(
        label=gettext_lazy("What it means"),
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It becomes the text of the insight, with nothing added."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    tags = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tags"),
        queryset=Tag.objects.accepted(),
        required=False,
        widget=FilteredCheckboxes(find=gettext_lazy("Find a tag")),
        help_text=gettext_lazy("Up to 8. They help others find it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        words = {name: getattr(theme, name) for name in ("title", "definition", "kind", "version")}
        kwargs["initial"] = words
        words["tags"] = theme.tags.all()
        super().__init__(*args, **kwargs)
        if theme.insight_id:
            self.fields["kind"].disabled = True
            self.fields["kind"].help_text = _(
                "Settled: it is published, and its reference says so."
            )

    def clean_tags(self) -> QuerySet[Tag]:
        tags: QuerySet[Tag] = self.cleaned_data["tags"]
        if len(tags) > MOST_TAGS:
            raise ValidationError(_("Choose at most 8 tags."))
        return tags


class AddsToForm(forms.Form):
    """The insight that the theme is another example of, by its reference; empty: it stands by itself."""

    reference = LineField(
        label=gettext_lazy("Reference of the one in the library"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("Such as CH-7K2QM. Empty: the theme stands by itself."),
    )

    all_optional = True

    def __init__(
        self, *args: Any, theme: Theme, readable: InsightQuerySet, member: Member, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.theme, self.readable, self.member = theme, readable, member
        self.stays: Insight | None = None

    def clean_reference(self) -> str:
        reference = str(self.cleaned_data["reference"]).upper()
        if not reference:
            return reference
        if not can_moderate(self.member):
            raise ValidationError(
                _("Facilitators decide what is read under what. Ask one of them.")
            )
        stays = self.readable.filter(reference=reference).first()
        if stays is None:
            raise ValidationError(_("There is no published insight of this reference."))
        if not can_decide(self.member, stays):
            raise ValidationError(_("These words are yours: another facilitator decides."))
        event = self.theme.event
        coming = Insight(
            kind=self.theme.kind, audience=event.audience, space_id=event.pk, state=State.PUBLISHED
        )
        if hinders := hindrance(coming, stays):
            raise ValidationError(str(HINDERS[hinders]))
        self.stays = stays
        return reference


class ShiftForm(forms.Form):
    """One place up or down."""

    to = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])
