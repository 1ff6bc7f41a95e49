"""The number of people there follows those who are noted as having been there."""

from events.actions.provenance import recount
from events.models import Event


def count_there(event: Event) -> None:
    """What was said for check-back is never made smaller: not everybody is a member."""
    noted = event.attendances.count()
    was_said = event.checked_on is not None or event.check_links.exists()
    there = max(noted, event.people_there or 0) if was_said else noted
    # Where nobody is noted any more, nobody knows how many there were.
    if (there or None) != event.people_there:
        event.people_there = there or None
        event.save(update_fields=["people_there"])
        recount(event)
