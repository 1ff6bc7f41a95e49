"""The Atom feed of events: their plans as everybody reads them, each dated to the day it last changed."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.models import AuditEntry
from community.text import normalise_body, normalise_line
from events.enums import EventState
from events.models import Event

PLANNING = ("event.planned", "event.changed", "event.moved_on")


def events_feed(events: Iterable[Event]) -> str:
    """A cancelled event stays, and says so. The link to join is for members, so it is not here."""
    events = list(events)
    changed = _changed_on([event.code for event in events])
    feed = Atom1Feed(
        title=_("Commonality: events"),
        link=_whole(reverse("events:browse")),
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=_whole(reverse("events:feed")),
        author_name=_("Commonality"),
    )
    for event in events:
        address = _whole(event.get_absolute_url())
        feed.add_item(
            title=_title(event),
            link=address,
            description=_plan(event),
            unique_id=address,
            updateddate=_midnight(changed.get(event.code, event.held_on)),
        )
    return feed.writeString("utf-8")


def _changed_on(codes: Collection[str]) -> dict[str, dt.date]:
    """The day alone: nobody’s hours are read from it."""
    log = AuditEntry.objects.filter(verb__in=PLANNING, thing__in=codes).order_by()
    last = log.values_list("thing").annotate(last=Max("at"))
    return {code: timezone.localdate(at) for code, at in last}


def _title(event: Event) -> str:
    title = normalise_line(event.title)
    return _("Cancelled: %s") % title if event.state == EventState.CANCELLED else title


def _plan(event: Event) -> str:
    """When, where and, unless it is held, why."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    day = date_format(start, "j F Y")
    when = _("%(day)s, %(start)s to %(end)s") % {
        "day": day,
        "start": date_format(start, "H:i"),
        "end": date_format(end, "H:i"),
    }
    where = normalise_line(event.venue) or _("Online")
    why = "" if event.words_held_for else normalise_body(event.why)
    return "\n".join(line for line in (when, where, why) if line)


def _whole(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
