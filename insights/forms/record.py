"""Recording, editing, narrowing: what an author sends."""

import secrets
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import RadioCards
from insights.actions.recording import Signature
from insights.actions.signing import NARROWER
from insights.enums import Attribution, Audience, Kind
from insights.forms.words import WordsForm
from insights.models import Draft
from insights.models.signing import SignedWords
from members.enums import SECTOR_PERSON
from members.models import Affiliation, Member, Space

KIND_HINTS = {
    Kind.PRINCIPLE.value: gettext_lazy(
        "Something that holds when work on a local system goes well."
    ),
    Kind.CHALLENGE.value: gettext_lazy("Something that gets in the way, again and again."),
    Kind.SUPPORT_NEED.value: gettext_lazy("Something you need from others to go further."),
}
AUDIENCE_HINTS = {
    Audience.EVERYONE.value: gettext_lazy("Anyone on the web, signed in or not."),
    Audience.MEMBERS.value: gettext_lazy("Everyone who has joined this community."),
    Audience.PRACTITIONERS.value: gettext_lazy("Members who do not work for a funder."),
    Audience.EVENT.value: gettext_lazy("Only those who were in the room with you."),
}


class Step(TextChoices):
    """What the button that was pressed asks for."""

    PREVIEW = "preview"
    CHANGE = "change"
    DRAFT = "draft"
    SUBMIT = "submit"


class StepForm(forms.Form):
    step = forms.ChoiceField(choices=Step.choices, required=False)

    @property
    def asked(self) -> Step:
        """Anything else is a wish to see it first."""
        return Step(self.cleaned_data["step"] or Step.PREVIEW) if self.is_valid() else Step.PREVIEW


class StartForm(forms.Form):
    """What an address may start the form with."""

    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    draft = forms.UUIDField(required=False)

    def value(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)


def new_form_key() -> str:
    return secrets.token_urlsafe(16)


class RecordForm(WordsForm):
    """One form, three kinds, three required fields."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    draft = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What have you met?"),
        choices=Kind.choices,
        widget=RadioCards(hints=KIND_HINTS),
        error_messages={
            "required": gettext_lazy("Choose a principle, a challenge or a support need.")
        },
    )
    hat = forms.ModelChoiceField(
        Affiliation.objects.none(),
        label=gettext_lazy("As whom do you write this?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    attribution = forms.ChoiceField(
        label=gettext_lazy("How should it be signed?"),
        choices=Attribution.choices,
        widget=RadioCards,
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may read it?"),
        choices=Audience.choices,
        widget=RadioCards(hints=AUDIENCE_HINTS),
    )
    space = forms.ModelChoiceField(
        Space.objects.none(),
        label=gettext_lazy("Which event?"),
        empty_label=gettext_lazy("Choose an event"),
        required=False,
    )

    field_order = ["kind", "title", "body", "what_helped", "places", "tags", "new_tags"]

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self._offer_hats()
        self._offer_spaces()

    def _offer_hats(self) -> None:
        hats = self.member.hats
        field: Any = self.fields["hat"]
        field.queryset = self.member.affiliations.current().select_related("organisation")
        field.required = len(hats) > 1
        field.initial = hats[0].pk if hats else None
        if len(hats) < 2:
            field.widget = forms.HiddenInput()
        widget: Any = self.fields["attribution"].widget
        widget.hints = attribution_hints(self.member, hats[0] if len(hats) == 1 else None)

    def _offer_spaces(self) -> None:
        field: Any = self.fields["space"]
        field.queryset = Space.objects.attended_by(self.member)
        if not self.member.space_parts:
            choices = [choice for choice in Audience.choices if choice[0] != Audience.EVENT]
            self.fields["audience"].choices = choices  # type: ignore[attr-defined]
            field.widget = forms.HiddenInput()

    def clean_hat(self) -> Affiliation | None:
        """Nobody is asked who has one hat: that is the one they wear."""
        chosen: Affiliation | None = self.cleaned_data["hat"]
        return chosen or next(iter(self.member.hats), None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        hat = cleaned.get("hat")
        if cleaned.get("attribution") == Attribution.ORGANISATION and not (
            hat and hat.organisation
        ):
            self.add_error(
                "attribution", _("You write this for no organisation: sign it in another way.")
            )
        if cleaned.get("audience") == Audience.EVENT and not cleaned.get("space"):
            self.add_error("space", _("Choose the event whose people may read it."))
        if cleaned.get("audience") == Audience.EVERYONE and cleaned.get("kept_from"):
            self.add_error("kept_from", everyone_keeps_nobody_out())
        return cleaned

    def signature(self) -> Signature:
        cleaned = self.cleaned_data
        return Signature(
            attribution=cleaned["attribution"],
            audience=cleaned["audience"],
            hat=cleaned["hat"],
            space=cleaned["space"] if cleaned["audience"] == Audience.EVENT else None,
        )

    @property
    def opens_kept_from(self) -> bool:
        return self.is_open(["kept_from"])

    def typed(self) -> dict[str, Any]:
        """Every field as it was typed, for a draft."""
        return {name: self[name].value() for name in self.fields if name != "draft"}

    def unchecked(self) -> "RecordForm":
        """The same words, without saying what is still missing."""
        return RecordForm(member=self.member, initial=self.typed())

    def pairs(self) -> list[tuple[str, str]]:
        """Every field as it was typed, for hidden inputs that send it again."""
        return [(name, value) for name in self.fields for value in self.values(name)]


def everyone_keeps_nobody_out() -> str:
    return _(
        "What everyone can read cannot be kept from anyone, because nobody needs to sign in to read "
        "it. Choose another audience, or keep it from no organisation."
    )


def attribution_hints(member: Member, hat: Affiliation | None) -> dict[str, str]:
    """What each way of signing shows, in the member's own words when they wear one hat."""
    if hat is None:
        return {
            Attribution.NAMED: _("Shown with your name, role and organisation."),
            Attribution.ORGANISATION: _(
                "Shown with your organisation. Facilitators may see your name."
            ),
            Attribution.SECTOR: _("Shown with your sector. Your name is not kept with it."),
            Attribution.WITHOUT: _("Shown with nothing. Your name is not kept with it."),
        }
    organisation = hat.organisation_shown
    named = ", ".join(part for part in (member.name, hat.role_title, organisation) if part)
    hints: dict[str, str] = {
        Attribution.NAMED: _("Shown as “%(byline)s”.") % {"byline": named},
        Attribution.SECTOR: _(
            "Shown as “%(byline)s”, or “a member” while too few share your sector. "
            "Your name is not kept with it."
        )
        % {"byline": SECTOR_PERSON[hat.sector]},
        Attribution.WITHOUT: _("Shown with nothing. Your name is not kept with it."),
        Attribution.ORGANISATION: _("Not for a resident: choose another."),
    }
    if organisation:
        hints[Attribution.ORGANISATION] = _(
            "Shown as “%(organisation)s”. Facilitators may see your name."
        ) % {"organisation": organisation}
    return hints


def starting(member: Member, *, kind: str | None, draft: Draft | None) -> RecordForm:
    """An empty form, or one as the draft left it."""
    initial: dict[str, Any] = {
        "form_key": new_form_key(),
        "attribution": Attribution.SECTOR,
        "audience": Audience.MEMBERS,
        "kind": kind,
    }
    if draft is not None:
        initial |= {name: value for name, value in draft.fields.items() if value not in (None, "")}
        initial["draft"] = draft.pk
    return RecordForm(member=member, initial=initial)


class EditForm(WordsForm):
    """New words for an insight; `version` says which words they were made from."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = audience

    def clean_kept_from(self) -> Any:
        if self.audience == Audience.EVERYONE and self.cleaned_data["kept_from"]:
            raise forms.ValidationError(everyone_keeps_nobody_out())
        return self.cleaned_data["kept_from"]

    @property
    def opens_kept_from(self) -> bool:
        return self.is_open(["kept_from"])


class NarrowForm(forms.Form):
    """Only what says less than now."""

    attribution = forms.ChoiceField(
        label=gettext_lazy("Sign it with less"),
        widget=RadioCards(
            hints={
                Attribution.ORGANISATION.value: gettext_lazy("Your name and role go."),
                Attribution.SECTOR.value: gettext_lazy(
                    "Your name is taken out of it for good: nobody can look it up."
                ),
                Attribution.WITHOUT.value: gettext_lazy(
                    "Nothing is shown, and your name is taken out of it for good."
                ),
            }
        ),
        error_messages={"required": gettext_lazy("Choose how it should be signed.")},
    )

    def __init__(self, *args: Any, words: SignedWords, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value.value, value.label) for value in narrower(words)]
        self.fields["attribution"].choices = choices  # type: ignore[attr-defined]


def narrower(words: SignedWords) -> list[Attribution]:
    """What says less than how it is signed now; an organisation only where one is shown."""
    now = NARROWER.index(Attribution(words.attribution))
    return [
        value
        for value in NARROWER[now + 1 :]
        if value != Attribution.ORGANISATION or words.byline_organisation
    ]
