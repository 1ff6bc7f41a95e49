"""Responding: an answer, a comment, and what an insight's address may ask to see."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import BodyField, LineField, RadioCards
from insights.actions.commenting import Remark
from insights.actions.responding import Given
from insights.enums import Answer, Attribution
from insights.forms.record import attribution_hints, new_form_key
from insights.forms.words import SentAgain
from insights.models import Comment, Insight
from members.models import Affiliation, Member


class LookForm(forms.Form):
    """`results=show`: just show me. `answer`: chosen before signing in. `to`: the comment to answer."""

    results = forms.ChoiceField(choices=[("show", "show")], required=False)
    answer = forms.ChoiceField(choices=Answer, required=False)
    to = forms.UUIDField(required=False)

    def value(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)


class HatForm(forms.Form):
    """A form written under one of the member's hats; who has only one is not asked."""

    hat = forms.ModelChoiceField(
        Affiliation.objects.none(),
        label=gettext_lazy("As whom?"),
        required=False,
        empty_label=None,
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        field: Any = self.fields["hat"]
        field.queryset = member.affiliations.current().select_related("organisation")
        field.choices = [(hat.pk, str(hat)) for hat in member.hats]  # already asked for
        if len(member.hats) < 2:
            field.widget = forms.HiddenInput()

    def clean_hat(self) -> Affiliation | None:
        chosen: Affiliation | None = self.cleaned_data["hat"]
        return chosen or next(iter(self.member.hats), None)


class AnswerForm(HatForm):
    """One of three answers, and afterwards a line of context if one has something to add."""

    all_optional = True

    answer = forms.ChoiceField(
        choices=Answer,
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Choose true here, not here or not sure.")},
    )
    context = LineField(
        label=gettext_lazy("What makes you say so?"),
        help_text=gettext_lazy("One line, if you like. Only you can see it."),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 2}),
    )

    def clean_hat(self) -> Affiliation:
        """An answer is counted under a sector, so somebody must be answering."""
        hat = super().clean_hat()
        if hat is None:
            raise forms.ValidationError(_("Say where you work first, on the page about you."))
        return hat

    def given(self) -> Given:
        clean = self.cleaned_data
        kept = clean["context"] if "context" in self.data else None
        return Given(answer=clean["answer"], hat=clean["hat"], context=kept)


class CommentWords(forms.Form):
    """What a comment says."""

    body = BodyField(
        label=gettext_lazy("Your comment"),
        help_text=gettext_lazy(
            "What would help someone who meets this too? Leave out names. You can use Markdown."
        ),
        max_length=3_000,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 5}),
        error_messages={"required": gettext_lazy("Write your comment first.")},
    )


class CommentEditForm(SentAgain, CommentWords):
    """New words for a comment; `version` says which words they were made from."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class CommentForm(CommentWords, HatForm):
    """A comment, or an answer to one, signed in one of four ways."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    parent = forms.ModelChoiceField(
        Comment.objects.none(), required=False, widget=forms.HiddenInput
    )
    attribution = forms.ChoiceField(
        label=gettext_lazy("How should it be signed?"),
        choices=Attribution,
        initial=Attribution.SECTOR,
        widget=RadioCards,
    )

    field_order = ["body", "hat", "attribution"]

    def __init__(self, *args: Any, insight: Insight, member: Member, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"form_key": new_form_key()})
        super().__init__(*args, member=member, **kwargs)
        fields: Any = self.fields
        if self.is_bound:
            fields["parent"].queryset = Comment.objects.visible_to(member).filter(
                insight=insight, parent=None
            )
        only_hat = member.hats[0] if len(member.hats) == 1 else None
        fields["attribution"].widget.hints = attribution_hints(member, only_hat)

    def offers(self) -> tuple[object, ...]:
        """All in which two members' empty forms differ."""
        attribution: Any = self.fields["attribution"]
        return [(hat.pk, str(hat)) for hat in self.member.hats], attribution.widget.hints

    def clean(self) -> dict[str, Any]:
        clean = self.cleaned_data
        hat = clean.get("hat")
        if clean.get("attribution") == Attribution.ORGANISATION and not (hat and hat.organisation):
            self.add_error(
                "attribution", _("You write this for no organisation: sign it in another way.")
            )
        return clean

    def remark(self) -> Remark:
        clean = self.cleaned_data
        return Remark(
            body=clean["body"],
            attribution=clean["attribution"],
            hat=clean["hat"],
            parent=clean["parent"],
        )
