"""Deciding: one choice says both what is done and why, with a sentence beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.forms import LineField
from insights.enums import Act, ReportRule, State
from insights.log import PARTS
from insights.models import Comment, Insight, Reason, Report
from insights.reportable import Subject

LEAVE, KEEP_OUT, ELSEWHERE = "leave", "keep-out", "elsewhere"
NEEDS_NO_SENTENCE = (Act.PUBLISH, Act.RESTORE)
HEADINGS: dict[str, str | Promise] = {
    Act.PUBLISH: gettext_lazy("Publish it"),
    Act.RETURN: gettext_lazy("Return it to its author to change"),
    Act.DECLINE: gettext_lazy("Decline it"),
    Act.REMOVE: gettext_lazy("Remove it"),
    Act.RESTORE: gettext_lazy("Put it back"),
    Act.HOLD: gettext_lazy("Take it out of sight, to look into it"),
}
FITTING: dict[str, tuple[Act, ...]] = {
    State.HELD: (Act.PUBLISH, Act.RETURN, Act.DECLINE),
    State.PUBLISHED: (Act.REMOVE, Act.HOLD),
    State.REMOVED: (Act.RESTORE,),
}
HEADINGS_PLAIN: dict[str, str | Promise] = {
    KEEP_OUT: gettext_lazy("Out of sight"),
    ELSEWHERE: gettext_lazy("You have acted"),
}
ON_REPORT: dict[str, tuple[Act, ...]] = {
    State.HELD: (Act.PUBLISH, Act.RETURN, Act.DECLINE),
    State.PUBLISHED: (Act.REMOVE, Act.HOLD),
}


@dataclass(frozen=True)
class Choice:
    """What was decided, and the reason chosen for it."""

    act: Act
    reason: Reason | None


def seen(thing: Insight | Comment) -> str:
    """What a facilitator is looking at: a decision is on these words in this state and no other."""
    return f"{thing.state}-{thing.version}"


class DecideForm(forms.Form):
    """Every active reason of every act that fits, under what it does."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=gettext_lazy("What do you decide, and why?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is to be done and why.")},
    )
    sentence = LineField(
        label=gettext_lazy("A sentence for its author"),
        help_text=gettext_lazy(
            "What should change, or why: needed unless you publish it or put it back. "
            "Your name is not shown with it."
        ),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 3}),
    )

    def __init__(self, *args: Any, acts: Sequence[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = {str(reason.pk): reason for reason in active_reasons(acts)}
        self.fields["choice"].choices = self._choices(acts)  # type: ignore[attr-defined]

    def _choices(self, acts: Sequence[Act]) -> list[tuple[str, list[tuple[str, str]]]]:
        """An act whose reasons have all been retired can still be chosen, without one."""
        return [
            (
                str(HEADINGS[act]),
                [
                    (f"{act}:{pk}", reason.text)
                    for pk, reason in self.reasons.items()
                    if reason.act == act
                ]
                or [(f"{act}:", str(act.label))],
            )
            for act in acts
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        choice = cleaned.get("choice")
        needs = choice and choice.partition(":")[0] not in NEEDS_NO_SENTENCE
        if needs and not cleaned.get("sentence") and "sentence" not in self.errors:
            self.add_error("sentence", _("Say in a sentence why, so that it can be understood."))
        return cleaned

    @property
    def decided(self) -> Choice:
        act, _colon, reason = self.cleaned_data["choice"].partition(":")
        return Choice(Act(act), self.reasons.get(reason))


class AnswerForm(DecideForm):
    """A report's answer: act on the thing, or leave it as it is. Whoever reported it is told why."""

    sentence = LineField(
        label=gettext_lazy("A sentence for whoever reported it"),
        help_text=gettext_lazy(
            "Shown with the number of the report and, if an insight or a comment is decided on, to its "
            "author: say nothing that tells who reported it. Your name is not shown."
        ),
        max_length=500,
        error_messages={
            "required": gettext_lazy("Say in a sentence why, so that it can be understood.")
        },
        widget=forms.Textarea(attrs={"data-count": True, "rows": 3}),
    )

    def __init__(self, *args: Any, report: Report, subject: Subject, **kwargs: Any) -> None:
        self.report, self.subject = report, subject
        kwargs["initial"] = {"seen": subject.seen}
        super().__init__(*args, acts=self._acts(), **kwargs)

    def _acts(self) -> Sequence[Act]:
        """An insight or a comment is decided on; what is about safety or another text is not."""
        if not self.subject.is_words or self.report.rule == ReportRule.SAFETY:
            return ()
        return ON_REPORT.get(self.subject.row.state, ())

    def _choices(self, acts: Sequence[Act]) -> list[tuple[str, list[tuple[str, str]]]]:
        return [*super()._choices(acts), *self._plain(bool(acts))]

    def _plain(self, decides: bool) -> list[tuple[str, list[tuple[str, str]]]]:  # noqa: FBT001 - private
        keep_out, leave = _("Take it out of sight"), _("It breaks no rule: leave it as it is")
        if self.subject.held_for:
            keep_out, leave = _("Keep it out of sight"), _("It breaks no rule: put it back")
        about_safety = self.report.rule == ReportRule.SAFETY
        shows = self.subject.is_shown or not self.subject.is_words
        plain = []
        if not decides and shows:
            plain.append((HEADINGS_PLAIN[KEEP_OUT], [(KEEP_OUT, keep_out)]))
        if about_safety:
            plain.append((HEADINGS_PLAIN[ELSEWHERE], [(ELSEWHERE, _("Done elsewhere, not here"))]))
        return [(str(name), some) for name, some in [*plain, (_("Leave it"), [(LEAVE, leave)])]]

    @property
    def answer(self) -> str:
        """One of the plain answers, or nothing when the thing itself is decided on."""
        choice = str(self.cleaned_data["choice"])
        return choice if choice in (LEAVE, KEEP_OUT, ELSEWHERE) else ""


def active_reasons(acts: Sequence[Act]) -> list[Reason]:
    return list(Reason.objects.filter(act__in=acts, is_active=True))


def fitting(thing: Insight | Comment) -> tuple[Act, ...]:
    """The acts a facilitator is offered in its queue and on its page."""
    return FITTING.get(thing.state, ())


class LogForm(forms.Form):
    """The log, narrowed to one sort of act."""

    what = forms.ChoiceField(choices=list(PARTS.items()), required=False)

    @property
    def asked(self) -> str:
        return str(self.cleaned_data["what"]) if self.is_valid() else ""
