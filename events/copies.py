"""What a member’s copy of their data holds of events: what they did, and of a room’s words only their own."""

from django.db.models import Count, Max

from events.models import (
    Attendance,
    Event,
    Feedback,
    NoteBatch,
    Registration,
    SampleSorter,
    SortingAct,
    SummaryBlock,
)
from members import mydata
from members.models import Member


def own_events(member: Member) -> mydata.Part:
    rows: list[mydata.Row] = [
        {"event": event.own_title, "why": event.why, "held_on": event.held_on}
        for event in Event.objects.filter(created_by=member).order_by("starts_at", "pk")
    ]
    return mydata.Part("events_made", "Events you made", rows)


def own_notes(member: Member) -> mydata.Part:
    """That one added them, not what they say: those are a room’s words."""
    rows: list[mydata.Row] = [
        {"event": batch.event.title, "added_at": batch.added_at}
        for batch in NoteBatch.objects.filter(added_by=member).select_related("event")
    ]
    return mydata.Part("notes_added", "Notes you added for a room", rows)


def own_sorting(member: Member) -> mydata.Part:
    """That one sorted, how often and until when: what was sorted are a room’s words."""
    acts = SortingAct.objects.filter(by=member).values("event__title")
    rows: list[mydata.Row] = [
        {"event": row["event__title"], "acts": row["acts"], "last_at": row["last"]}
        for row in acts.annotate(acts=Count("pk"), last=Max("at")).order_by("event")
    ]
    return mydata.Part("sorting_done", "Events whose notes you sorted", rows)


def own_samples(member: Member) -> mydata.Part:
    """Until the other one is done as well; from then on nobody knows which of them was whose."""
    sorters = SampleSorter.objects.filter(member=member).select_related("sample__event")
    rows: list[mydata.Row] = [
        {"event": it.sample.event.title, "answered": len(it.choices)}
        for it in sorters.order_by("sample")
    ]
    return mydata.Part("samples_sorted", "Events of which you sorted a sample", rows)


def own_feedback(member: Member) -> mydata.Part:
    """By proof, while there is one."""
    events = Event.objects.filter(people__member=member).distinct().order_by("starts_at", "pk")
    found = [(event, Feedback.objects.owned_by(member, event).first()) for event in events]
    rows: list[mydata.Row] = [
        {
            "event": event.title,
            "worth": said.worth,
            "differently": said.differently,
            "next_time": said.next_time,
        }
        for event, said in found
        if said
    ]
    return mydata.Part("feedback", "What you said of events", rows)


def own_edits(member: Member) -> mydata.Part:
    blocks = SummaryBlock.objects.filter(edited_by=member).select_related("summary__event")
    rows: list[mydata.Row] = [
        {"event": it.summary.event.title, "part": it.key, "words": it.edited}
        for it in blocks.order_by("summary", "position")
    ]
    return mydata.Part("summaries_edited", "Parts of summaries you worded", rows)


def own_registrations(member: Member) -> mydata.Part:
    rows: list[mydata.Row] = [
        {
            "event": it.event.title,
            "state": it.state,
            "sector": it.sector,
            "access_needs": it.access_needs,
        }
        for it in Registration.objects.filter(member=member).select_related("event")
    ]
    return mydata.Part("registrations", "Events you registered for", rows)


def own_attendances(member: Member) -> mydata.Part:
    rows: list[mydata.Row] = [
        {"event": it.event.title, "held_on": it.event.held_on}
        for it in Attendance.objects.filter(member=member).select_related("event")
    ]
    return mydata.Part("attendances", "Events you were noted as having been at", rows)
