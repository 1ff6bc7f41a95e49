"""What happens next: agree on a step, reword it, tick it off, take it out."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from community.actions import audit
from events.actions.planning import locked
from events.models import Event, NextStep
from members.models import Member

MOST = 60


class StaleStep(Exception):
    """Somebody else changed the step since it was read, or took it out."""


class SaidAlready(Exception):
    """A step with these words is on the list."""


class TooMany(Exception):
    """Sixty things that happen next: no list anybody keeps."""


@transaction.atomic
def agree(event: Event, fields: dict[str, Any], *, by: Member) -> NextStep:
    """Put it on the list. The same words again are the same step."""
    event = locked(event)
    if event.next_steps.count() >= MOST:
        raise TooMany
    step, made = NextStep.objects.get_or_create(event=event, what=fields["what"], defaults=fields)
    if made:
        audit.record("event.step_added", event.code, by=by)
    return step


@transaction.atomic
def reword(step: NextStep, fields: dict[str, Any], *, version: int, by: Member) -> NextStep:
    event = locked(step.event)
    fresh = event.next_steps.filter(pk=step.pk, version=version).first()
    if fresh is None:
        raise StaleStep
    if event.next_steps.filter(what=fields["what"]).exclude(pk=step.pk).exists():
        raise SaidAlready
    for name, value in {**fields, "version": version + 1}.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=[*fields, "version"])
    audit.record("event.step_changed", event.code, by=by)
    return fresh


@transaction.atomic
def tick(step: NextStep, *, is_done: bool, by: Member) -> None:
    """Done today, or not done after all. Pressed twice it is done once, on the first day."""
    event = locked(step.event)
    steps = event.next_steps.filter(pk=step.pk, done_on__isnull=is_done)
    if steps.update(done_on=timezone.localdate() if is_done else None):
        verb = "event.step_done" if is_done else "event.step_reopened"
        audit.record(verb, event.code, by=by)


@transaction.atomic
def take_out(step: NextStep, *, by: Member) -> None:
    event = locked(step.event)
    if event.next_steps.filter(pk=step.pk).delete()[0]:
        audit.record("event.step_taken_out", event.code, by=by)
