"""Planning: make an event, change its plan, add its people, move it on."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.actions import audit
from community.codes import random_code
from events.actions.headcount import count_there
from events.actions.releasing import shut
from events.actions.telling import tell_everyone
from events.enums import NEXT, EventState
from events.models import Event, Prompt
from events.paste_lines import kind_asked_for
from members.enums import SpacePart
from members.models import Member, Organisation


class StalePlan(Exception):
    """The plan was changed since its form was opened."""


class RuleIsFixed(Exception):
    """People have spoken under the rule and for the readers they were told of."""


class CannotFollow(Exception):
    """The event has moved on, or this state does not follow the one it is in."""


class NeedsAccessInformation(Exception):
    """An event opens once it says how people can get in and take part."""


class OffTheList(Exception):
    """Those who run the event took them off, and they alone put them back."""


class LastOrganiser(Exception):
    """An event is never left with nobody to run it."""


def locked(event: Event) -> Event:
    """The event's row, held until the transaction ends: what is done to an event is done in turn.

    Rows that only point to it, such as notes on their way from a table, need not wait.
    """
    return Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)


@transaction.atomic
def plan(code: str, fields: dict[str, Any], *, hosts: Iterable[Organisation], by: Member) -> Event:
    """Make the event of this code once; its maker becomes its organiser."""
    event, made = Event.objects.get_or_create(
        code=code, created_by=by, defaults={**fields, "held_on": _day(fields)}
    )
    if made:
        event.hosts.set(hosts)
        set_prompts(event)
        event.people.create(member=by, part=SpacePart.ORGANISER)
        audit.record("event.planned", event.code, by=by)
    return event


def _day(fields: dict[str, Any]) -> Any:
    return timezone.localdate(fields["starts_at"])


@transaction.atomic
def change(
    event: Event,
    fields: dict[str, Any],
    *,
    hosts: Iterable[Organisation],
    version: int,
    by: Member,
) -> Event:
    event = locked(event)
    if event.version != version:
        raise StalePlan
    if changes_the_rule(event, fields) and event.has_begun_capture:
        raise RuleIsFixed
    said, where = (event.own_title, event.why, event.questions), when_and_where(event)
    for name, value in fields.items():
        setattr(event, name, value)
    event.held_on = _day(fields)
    _show_other_words(event, said)
    event.version += 1
    has_moved = when_and_where(event) != where
    event.sequence += has_moved
    event.save()
    event.hosts.set(hosts)
    set_prompts(event)
    if has_moved and event.takes_people:
        event.registrations.update(reminded=False)
        tell_everyone(event, "changed")
    audit.record("event.changed", event.code, by=by, version=event.version)
    return event


def _show_other_words(event: Event, held: tuple[str, str, str]) -> None:
    """What was held were other words; the same stay out of sight, the title with them."""
    if (event.title, event.why, event.questions) != held:
        event.words_held_for = event.title_held = ""
    elif event.title_held:
        event.title = event.plain_title


def changes_the_rule(event: Event, fields: dict[str, Any]) -> bool:
    return any(fields.get(name, now) != now for name, now in rule_of(event).items())


def rule_of(event: Event) -> dict[str, Any]:
    return {"chatham_house": event.chatham_house, "audience": event.audience}


def when_and_where(event: Event) -> tuple[Any, ...]:
    """What people who are coming have to know; a change of it is told to them."""
    return (event.starts_at, event.ends_at, event.venue, event.link)


def set_prompts(event: Event) -> None:
    """One prompt per question, in order. One that has been answered stays, at the end."""
    asked = event.questions.split("\n") if event.questions else []
    event.prompts.exclude(text__in=asked).filter(notes__isnull=True).delete()
    event.prompts.exclude(text__in=asked).update(position=len(asked))
    for position, text in enumerate(asked):
        prompt, made = Prompt.objects.get_or_create(
            event=event,
            text=text,
            defaults={"position": position, "kind": kind_asked_for(text) or ""},
        )
        if not made and prompt.position != position:
            prompt.position = position
            prompt.save(update_fields=["position"])


@transaction.atomic
def move_on(event: Event, to: EventState, *, by: Member) -> Event:
    """One step, if it may follow."""
    event = locked(event)
    if to not in NEXT[EventState(event.state)]:
        raise CannotFollow
    if to == EventState.OPEN and not event.access_information:
        raise NeedsAccessInformation
    event.state = to
    event.sequence += to == EventState.CANCELLED
    if to == EventState.CAPTURING:
        event.attendance_code = random_code(6)
    event.save(update_fields=["state", "sequence", "attendance_code"])
    if to == EventState.CANCELLED:
        tell_everyone(event, "cancelled")
    if to in {EventState.SORTING, EventState.CANCELLED}:
        shut(event)
    audit.record("event.moved_on", event.code, by=by, state=to.value)
    return event


@transaction.atomic
def bring_to(event: Event, to: EventState, *, by: Member) -> Event:
    """Every step up to this state, each as if it had been taken by itself. Already there: nothing."""
    event = locked(event)
    while event.state != to:
        ahead = [state for state in NEXT[EventState(event.state)] if state != EventState.CANCELLED]
        if not ahead:
            raise CannotFollow
        event = move_on(event, ahead[0], by=by)
    return event


@transaction.atomic
def add_person(event: Event, member: Member, part: SpacePart, *, by: Member) -> None:
    """At the event, as this; whoever is there already takes the new part."""
    event = locked(event)
    if part != SpacePart.ORGANISER:
        _keep_an_organiser(event, member)
    event.taken_off.filter(member=member).delete()
    event.people.update_or_create(member=member, defaults={"part": part})
    audit.record("event.person_added", event.code, by=by, part=part.value)


@transaction.atomic
def take_off(event: Event, member: Member, *, by: Member) -> None:
    """Off every list of the event, and not counted as having been there either, until they are put back."""
    event = locked(event)
    _keep_an_organiser(event, member)
    event.taken_off.get_or_create(member=member)
    event.people.filter(member=member).delete()
    event.registrations.filter(member=member).delete()
    event.attendances.filter(member=member).delete()
    count_there(event)
    audit.record("event.person_taken_off", event.code, by=by)


def _keep_an_organiser(event: Event, leaving: Member) -> None:
    organisers = event.people.filter(part=SpacePart.ORGANISER)
    alone = organisers.filter(member=leaving).exists() and organisers.count() == 1
    if alone:
        raise LastOrganiser
