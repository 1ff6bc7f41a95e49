"""Planning an event: what it is for, when and where, and who will read what comes out of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forms import BodyField, FilteredCheckboxes, LineField, RadioCards
from events.forms.clock import wall_time
from events.models import Event
from insights.enums import Audience
from members.models import Organisation

MOST_QUESTIONS = 20
TEXTS = ("title", "why", "questions", "venue", "link", "access_information")
AUDIENCE_HINTS: dict[str, Any] = {
    Audience.EVERYONE: _("Anyone, signed in or not."),
    Audience.MEMBERS: _("Anyone with a membership here."),
    Audience.PRACTITIONERS: _("Members who do not work for a funder."),
    Audience.EVENT: _("Only the members listed as people at this event."),
}


class EventForm(forms.Form):
    """The plan. `starts_at` and `ends_at` are made of a day and two times on the wall."""

    title = LineField(label=_("What is it called?"), max_length=140)
    why = BodyField(
        label=_("Why are we meeting?"),
        max_length=3_000,
        help_text=_("A few sentences. They open the event’s page and its summary."),
    )
    questions = BodyField(
        label=_("Questions for the tables"),
        required=False,
        max_length=2_000,
        help_text=_("One per line, as they will be put."),
    )
    hosts = forms.ModelMultipleChoiceField(
        label=_("Who hosts it?"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=FilteredCheckboxes(find=_("Find an organisation")),
    )
    day = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    start = forms.TimeField(
        label=_("Starts at"),
        help_text=_("UK time."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    end = forms.TimeField(
        label=_("Ends at"),
        help_text=_("UK time, the same day."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    venue = LineField(
        label=_("Place"), required=False, max_length=300, help_text=_("The building and its town.")
    )
    link = forms.URLField(
        label=_("Link to join online"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=_("Shown to signed-in members only."),
    )
    access_information = BodyField(
        label=_("Access information"),
        required=False,
        max_length=2_000,
        help_text=_(
            "Steps, toilets, hearing loop, captions, breaks, parking. Needed before the event opens."
        ),
    )
    chatham_house = forms.TypedChoiceField(
        label=_("Does the Chatham House Rule hold?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        initial="yes",
        widget=RadioCards(
            hints={
                "yes": _("What is said may be used; who said it, and who was there, may not."),
                "no": _("People agree on the day what may be repeated."),
            }
        ),
    )
    audience = forms.ChoiceField(
        label=_("Who may read the themes once they are published?"),
        choices=Audience.choices,
        initial=Audience.MEMBERS,
        widget=RadioCards(hints=AUDIENCE_HINTS),
        help_text=_("They are signed as the facilitators’ summary and name nobody."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hosts"].queryset = Organisation.objects.confirmed()  # type: ignore[attr-defined] # a model field

    def clean_questions(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["questions"].split("\n")]
        kept = list(dict.fromkeys(line for line in lines if line))
        if any(len(line) > 200 for line in kept):
            raise ValidationError(_("Keep each question to 200 characters."))
        if len(kept) > MOST_QUESTIONS:
            raise ValidationError(_("Ask at most 20 questions."))
        return "\n".join(kept)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for name, end in (("start", "starts_at"), ("end", "ends_at")):
            self._place_on_the_clock(name, end)
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("end", _("Choose an end that comes after the start."))
        if not (
            cleaned.get("venue") or cleaned.get("link") or {"venue", "link"} & set(self.errors)
        ):
            self.add_error("venue", _("Say where it is: a place, a link to join, or both."))
        return cleaned

    def _place_on_the_clock(self, name: str, moment: str) -> None:
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get(name)
        if day is None or time is None:
            return
        try:
            self.cleaned_data[moment] = wall_time(day, time)
        except ValidationError as unclear:
            self.add_error(name, unclear)

    @property
    def plan(self) -> dict[str, Any]:
        """What an event holds, hosts aside."""
        cleaned = self.cleaned_data
        names = [*TEXTS, "chatham_house", "audience", "starts_at", "ends_at"]
        return {name: cleaned[name] for name in names}


class NewEventForm(EventForm):
    """`form_key` makes one event of one form, however often it is sent."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=120)


class EditEventForm(EventForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def plan_of(event: Event) -> dict[str, Any]:
    """The form's first values for an event that exists."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    return {
        **{name: getattr(event, name) for name in TEXTS},
        "title": event.own_title,
        "audience": event.audience,
        "chatham_house": "yes" if event.chatham_house else "no",
        "hosts": event.hosts.all(),
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "version": event.version,
    }
