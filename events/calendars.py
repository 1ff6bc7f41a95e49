"""Calendar files: what everybody may know of an event, and nothing else."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from community.text import normalise_body, normalise_line
from events.enums import EventState
from events.models import Event


def calendar_of(events: Iterable[Event], *, name: str = "") -> bytes:
    """Moments are in UTC: read in London they are the time on the wall, before and after a change of clocks."""
    calendar = Calendar()
    calendar.add("prodid", "-//Commonality//Events//EN")
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"value": "DURATION"})
    for event in events:
        calendar.add_component(_entry(event))
    return bytes(calendar.to_ical())


def whole_calendar(events: Iterable[Event]) -> bytes:
    return calendar_of(events, name=_("Commonality: events"))


def _entry(event: Event) -> Entry:
    """A cancelled event stays, and says so. The link to join is for members, so it is not here."""
    entry, is_cancelled = Entry(), event.state == EventState.CANCELLED
    entry.add("uid", f"{event.code}@commonality")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", event.starts_at.astimezone(dt.UTC))
    entry.add("dtend", event.ends_at.astimezone(dt.UTC))
    entry.add("summary", normalise_line(event.title))
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    entry.add("location", normalise_line(event.venue) or _("Online"))
    entry.add("url", f"{settings.SITE_ADDRESS}{event.get_absolute_url()}")
    if not event.words_held_for:
        entry.add("description", normalise_body(event.why))
    return entry
