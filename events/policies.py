"""Who may change what. Which events somebody runs is asked of `Event.objects.run_by`."""

from events.enums import RUNNING
from events.models import Event
from members.models import Viewer


def can_plan(member: Viewer) -> bool:
    """Organisers plan events; whoever plans one runs it."""
    return not member.is_anonymous and member.is_active and member.is_organiser


def can_run(member: Viewer, event: Event) -> bool:
    """What `Event.objects.run_by` asks of the database, of an event that is at hand."""
    if member.is_anonymous or not (member.is_facilitator or member.is_organiser):
        return False
    return member.space_parts.get(event.pk) in RUNNING


def was_there(member: Viewer, event: Event) -> bool:
    """On the list of people at the event, in whatever part: some of what was said may be theirs."""
    return not member.is_anonymous and event.pk in member.space_parts
