"""An event that has come all the way to the library: what summaries are made from."""

import datetime as dt

from django.utils import timezone

from events.actions import summaries
from events.enums import EventState
from events.models import Theme, ThemeNote
from insights.enums import Attribution, Kind, Origin
from tests.factories import InsightFactory, NoteFactory, ThemeFactory

CHECKED = {"checked_on": dt.date(2026, 5, 20), "checked_by": 11, "people_there": 23}


def published_theme(event, title, *texts, kind=Kind.CHALLENGE, **insight) -> Theme:
    """A theme in the library, with these notes under it."""
    theme = ThemeFactory(event=event, title=title, kind=kind, position=event.themes.count())
    for number, text in enumerate(texts, start=1):
        note = NoteFactory(event=event, text=text, table=str(number), kind=kind)
        ThemeNote.objects.create(theme=theme, note=note)
    theme.insight = InsightFactory(
        kind=kind,
        title=title,
        origin=Origin.EVENT,
        attribution=Attribution.WITHOUT,
        author=None,
        byline_name="",
        byline_sector="",
        space=event.space_ptr,
        note_count=len(texts),
        table_count=len(texts),
        **{"body": f"What {title.lower()} means.", "audience": event.audience, **insight},
    )
    theme.save()
    return theme


def publish_event(event):
    event.state = EventState.PUBLISHED
    for name, value in CHECKED.items():
        setattr(event, name, value)
    event.save()
    published_theme(event, "Start with people", "Go to them", kind=Kind.PRINCIPLE)
    published_theme(event, "Money is short", "Twelve months is short", "It ends", "=1+1")
    published_theme(event, "A peer group", "Peers to learn with", kind=Kind.SUPPORT_NEED)
    return event


def drafted(event, by):
    return summaries.draft(publish_event(event), by=by)


def block(summary, key):
    return summary.blocks.select_related("summary__event").get(key=key)


def published_summary(event, by):
    return summaries.publish(drafted(event, by), by=by)


def today():
    return timezone.localdate()
