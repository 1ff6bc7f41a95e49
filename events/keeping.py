"""How long the tables of events are kept, and how they are let go."""

import datetime as dt

from community.retention import Kept, Stay
from events.actions import forgetting
from events.models import Event, NoteBatch, Registration


def forget_registrations(before: dt.datetime) -> None:
    """What people need goes, and with it who waited; who was there stands in the event's list."""
    Registration.objects.filter(event__ends_at__lt=before).delete()


def forget_pasted(before: dt.datetime) -> None:
    """The notes made of it stay; the text they were made of may say more than anyone meant to keep."""
    NoteBatch.objects.filter(added_at__lt=before).exclude(raw="").update(raw="")


def events_tables() -> list[Kept]:
    pasted = Kept(
        table="events_notebatch",
        stay=Stay.SEASON,
        what="Pasted text; that notes were added, and when, stays with the event",
        forget=forget_pasted,
    )
    asked = Kept(
        table="events_registration",
        stay=Stay.MONTH,
        what="Who registered for an event and what they need, after it has ended",
        forget=forget_registrations,
    )
    there = Kept(
        table="events_attendance",
        stay=Stay.ACCOUNT,
        what="Which events members were noted as having been at",
    )
    return [
        pasted,
        asked,
        there,
        *check_tables(),
        *(Kept(table=it, stay=Stay.EVENT, what=what) for it, what in WITH_THE_EVENT),
    ]


def check_tables() -> list[Kept]:
    answered = "That somebody answered at check-back stays with the event; the proof of it"
    said = "What was said to themes at check-back stays with the event; the proof of who may replace it"
    return [
        Kept(
            table="events_checkanswer", stay=Stay.MONTH, what=answered, forget=forget_check_proofs
        ),
        Kept(table="events_themecheck", stay=Stay.MONTH, what=said, forget=forget_check_proofs),
    ]


def forget_check_proofs(before: dt.datetime) -> None:
    """Of links whose last day is so long ago; when themes are published, they go at once."""
    past = Event.objects.filter(check_answers__proof__isnull=False).distinct()
    for event in past.exclude(check_links__closes_on__gte=before.date()):
        forgetting.let_go_of_proofs(event)


WITH_THE_EVENT = [
    ("events_event", "Events"),
    ("events_event_hosts", "Which organisations host events"),
    ("events_reservedplaces", "How many places each sector has at an event"),
    ("events_prompt", "Questions put at the tables"),
    ("events_room", "Rooms: their codes, and whether they are open"),
    ("events_roomtable", "Tables, and how many notes wait to be seen"),
    ("events_note", "What was said, by nobody in particular"),
    ("events_notesapart", "Notes that look alike and are not the same"),
    ("events_theme", "Themes"),
    ("events_theme_tags", "Tags of themes"),
    ("events_themenote", "Which notes themes rest on"),
    ("events_sortingact", "What was done in sorting, in order"),
    ("events_sortingsample", "Which notes two people sorted on their own"),
    ("events_samplesorter", "How they sorted them; once both are done, nobody’s"),
    ("events_sortingwords", "How themes were worded, and why notes were left out"),
    ("events_checklink", "Links for check-back, with their last days"),
    ("events_askedout", "Notes somebody asked to be left out, and why one was kept"),
    ("events_feedback", "How events were, by nobody; a fortnight after it, nothing shows whose"),
    ("events_nextstep", "What was agreed to happen next"),
    ("events_summary", "Summaries"),
    ("events_summaryblock", "Parts of summaries"),
    ("events_summaryversion", "Publications of summaries"),
    ("events_summaryversionpart", "Parts of publications"),
]
