"""The first steps, in order, and which of them a member has taken."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from members import policies
from members.models import Member


@dataclass(frozen=True)
class Step:
    """One page. `must` is False for one that may be left out."""

    name: str
    label: str
    is_done: bool
    must: bool = True
    state: str = "ready"
    state_label: str = ""
    hint: str = ""

    @property
    def url(self) -> str:
        return reverse(f"members:{self.name}")


def steps_of(member: Member) -> list[Step]:
    taken = [
        ("welcome-name", _("Your name"), bool(member.name), True, ""),
        ("welcome-work", _("Where you work"), bool(member.hats), True, ""),
        (
            "welcome-places",
            _("The places you work in"),
            member.places.exists(),
            False,
            _("You can leave this out."),
        ),
        (
            "welcome-rules",
            _("The ground rules"),
            policies.has_accepted_newest_rules(member),
            True,
            _("Seven short ones."),
        ),
    ]
    following = next((name for name, _label, done, must, _hint in taken if must and not done), "")
    return [
        Step(name, label, done, must, *state_of(done=done, current=name == following), hint)
        for name, label, done, must, hint in taken
    ]


def state_of(*, done: bool, current: bool) -> tuple[str, str]:
    if done:
        return "done", _("Done")
    return ("current", _("Next")) if current else ("ready", _("To do"))


def next_step(member: Member) -> Step | None:
    """The first that must be taken and is not."""
    return next((step for step in steps_of(member) if step.must and not step.is_done), None)


def after(name: str, member: Member) -> str:
    """Where saving a step leads: the next page in order while anything is left, else the end."""
    steps = steps_of(member)
    following = steps[[step.name for step in steps].index(name) + 1 :]
    left = [step for step in following if not step.is_done]
    return left[0].url if left else reverse("members:welcome")
