"""Who may change what. Who runs an event is asked of `Event.objects.run_by`."""

from members.models import Viewer


def can_plan(member: Viewer) -> bool:
    """Organisers plan events; whoever plans one runs it."""
    return not member.is_anonymous and member.is_active and member.is_organiser
