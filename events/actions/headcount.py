"""The number of people there follows those who are noted as having been there."""

from events.actions.provenance import recount
from events.models import Event


def count_there(event: Event) -> None:
    """What the room said of itself at check-back is never made smaller: not everybody is a member."""
    there = event.attendances.count()
    if event.checked_on is not None:
        there = max(there, event.people_there or 0)
    if there and there != event.people_there:
        event.people_there = there
        event.save(update_fields=["people_there"])
        recount(event)
