"""Writing to people who registered: about their own place and the event, never about anybody else."""

import datetime as dt

from community.actions import mail
from events.enums import Place
from events.models import Event, Registration
from members.models import Member


def tell(event: Event, member: Member, what: str, *, until: dt.datetime | None = None) -> None:
    """`what` names a message in templates/events/mail/."""
    context = {"event": event, "until": until}
    mail.post_template(f"events/mail/{what}", to=member.email, context=context)


def tell_everyone(event: Event, what: str) -> None:
    """Whoever has a place, is offered one or waits; each by themselves."""
    concerned = Registration.objects.filter(event=event).exclude(state=Place.LAPSED)
    for registration in concerned.select_related("member"):
        tell(event, registration.member, what)
