"""What events answer when a lower package asks: where words were used, taking them out, leaving, keeping."""

from collections import defaultdict
from functools import partial
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.models import AuditEntry
from community.retention import tables
from events import copies, keeping
from events.actions import forgetting
from events.actions import leaving as rooms
from events.enums import RUNNING, BlockKey
from events.exports import Made, exports_by_event
from events.models import (
    AskedOut,
    Event,
    Feedback,
    NextStep,
    Note,
    NoteBatch,
    SortingWords,
    Summary,
    SummaryBlock,
    SummaryVersionPart,
    Theme,
    ThemeCheck,
)
from insights.actions import redacting
from insights.actions.redacting import Strike, strike_rows
from insights.enums import Kind, Origin
from insights.ledger import used_in
from insights.models import Appeal, Insight, Report
from insights.models.kept_out import texts_held, texts_of
from insights.models.moderation import reports_on_own, reports_readable
from insights.reportable import WORDS, Pointing, Subject, finders, subjects, titles
from members import mydata
from members.actions import leaving
from members.models import Member, SpaceMember, Viewer

BLOCK_OF = {
    Kind.PRINCIPLE.value: BlockKey.PRINCIPLES.value,
    Kind.CHALLENGE.value: BlockKey.CHALLENGES.value,
    Kind.SUPPORT_NEED.value: BlockKey.SUPPORT.value,
}


MOST_TOLD = 6  # files made of one summary


@finders.add
def find_event_words(viewer: Viewer, sort: str, key: str) -> Subject | None:
    """An event’s plan by its code, a part of a summary by code and block: `7K2QMX-why`."""
    code, _dash, part = key.partition("-")
    if sort == "event":
        event = Event.objects.visible_to(viewer).filter(code=code).first()
        return of_event(event) if event and not event.words_held_for else None
    if sort != "summary":
        return None
    summaries = Summary.objects.visible_to(viewer).filter(event__code=code)
    block = _block(SummaryBlock.objects.filter(summary__in=summaries, is_hidden=False), part)
    return of_block(block) if block and not block.held_for else None


@subjects.add
def event_words_of(report: Pointing) -> Subject | None:
    if report.space_id is None:
        return None
    if report.part == WORDS:
        return of_event(Event.objects.get(pk=report.space_id))
    block = _block(SummaryBlock.objects.filter(summary__event=report.space_id), report.part)
    return of_block(block) if block else None


@titles.add
def event_title_of(report: Pointing) -> str:
    if report.space is None:
        return ""
    if report.part == WORDS:
        return _("The words of the event “%(title)s”") % {"title": report.space.title}
    return _("The summary of “%(title)s”") % {"title": report.space.title}


@reports_readable.add
def readable_event_reports(viewer: Member) -> Q:
    """Plans are public; of a summary only what they may read."""
    summaries = Summary.objects.visible_to(viewer).values("event")
    return Q(space__isnull=False) & (Q(part=WORDS) | Q(space__in=summaries))


@reports_on_own.add
def own_event_reports(viewer: Member) -> Q:
    """Whoever runs an event wrote its plan; whoever edited a part of its summary last wrote that."""
    run = SpaceMember.objects.filter(member=viewer, part__in=RUNNING).values("space")
    blocks = SummaryBlock.objects.filter(
        edited_by=viewer, summary__event=OuterRef("space"), key=OuterRef("part")
    )
    return Q(part=WORDS, space__in=run) | Q(Exists(blocks))


@texts_of.add
def texts_of_events_run(viewer: Member) -> Q:
    """Whoever runs an event answers for its plan and for its summary, whoever wrote them."""
    run = SpaceMember.objects.filter(member=viewer, part__in=RUNNING).values("space")
    return Q(space__in=run)


@texts_held.add
def event_texts_held() -> Q:
    blocks = SummaryBlock.objects.filter(summary__event=OuterRef("space"), key=OuterRef("part"))
    plans = Event.objects.filter(words_held_for__gt="").values("pk")
    return Q(part=WORDS, space__in=plans) | Q(Exists(blocks.filter(held_for__gt="")))


def _block(blocks: "QuerySet[SummaryBlock]", key: str) -> SummaryBlock | None:
    return blocks.filter(key=key).select_related("summary__event", "edited_by").first()


def of_event(event: Event) -> Subject:
    return Subject(
        row=event,
        target={"space_id": event.pk, "part": WORDS},
        code=f"words of event {event.code}",
        name=_("The words of the event “%(title)s”") % {"title": event.title},
        text="\n\n".join(text for text in _words_of(event) if text),
        url=event.get_absolute_url(),
        wrote=lambda member: event.people.filter(member=member, part__in=RUNNING).exists(),
        author=event.created_by,
        author_page=event.get_absolute_url(),
        held_in="words_held_for",
        with_it=partial(titles_when_held, event),
    )


def titles_when_held(event: Event, rule: str) -> dict[str, str]:
    """The title goes with the words: a plain one takes its place everywhere, mail and calendars included."""
    if not rule:
        return {"title": event.own_title, "title_held": ""}
    return {"title": event.plain_title, "title_held": event.own_title}


def _words_of(event: Event) -> list[str]:
    steps = event.next_steps.values_list("what", "owner")
    return [
        event.own_title,
        event.why,
        event.questions,
        *(" · ".join(it).strip(" ·") for it in steps),
    ]


def of_block(block: SummaryBlock) -> Subject:
    event = block.summary.event
    return Subject(
        row=block,
        target={"space_id": event.pk, "part": block.key},
        code=f"summary of event {event.code}",
        name=_("“%(part)s” in the summary of “%(title)s”")
        % {"part": block.get_key_display(), "title": event.title},
        text=block.text,
        url=reverse("events:summary", args=[event.code]),
        wrote=lambda member: block.edited_by_id == member.pk,
        author=block.edited_by,
        author_page=reverse("events:summary", args=[event.code]),
        held_in="held_for",
    )


@used_in.add
def used_in_summaries(insights: list[UUID]) -> dict[UUID, list[str]]:
    """A summary people may read, or one a file was made of, that shows this insight."""
    as_themes = Theme.objects.filter(insight__in=insights).values_list(
        "insight", "insight__kind", "event"
    )
    recorded_there = Insight.objects.published().filter(
        pk__in=insights, origin=Origin.MEMBER, space__isnull=False
    )
    shown = list(as_themes.union(recorded_there.values_list("pk", "kind", "space")))
    blocks = _blocks_in_use({event for _insight, _kind, event in shown})
    made = exports_by_event({code for code, _title in blocks.values()})
    sentences: dict[UUID, list[str]] = defaultdict(list)
    for insight, kind, event in shown:
        if use := blocks.get((event, BLOCK_OF[kind])):
            code, title = use
            sentences[insight].append(_("Used in the summary of “%(event)s”.") % {"event": title})
            sentences[insight] += [_export_told(it, title) for it in made[code][:MOST_TOLD]]
    return dict(sentences)


def _export_told(made: Made, title: str) -> str:
    """On which day and as what, by whoever runs the event: never which of them."""
    values = {"event": title, "day": date_format(made.day, "j F Y"), "made": made.sentence}
    return _("%(day)s: %(made)s By those who run “%(event)s”.") % values


def _blocks_in_use(events: set[int]) -> dict[tuple[int, str], tuple[str, str]]:
    """(event, block) → the event's code and title, of summaries in use and blocks not hidden."""
    exported = AuditEntry.objects.filter(verb="summary.exported").values("thing")
    rows = (
        SummaryBlock.objects.filter(summary__event__in=events, is_hidden=False)
        .filter(Q(summary__is_published=True) | Q(summary__event__code__in=exported))
        .values_list("summary__event", "key", "summary__event__code", "summary__event__title")
    )
    return {(event, key): (code, title) for event, key, code, title in rows}


@redacting.elsewhere.add
def take_out_of_events(insight: Insight, strike: Strike) -> int:
    """The theme it was published from, what it rests on, and the event’s summary that may quote it."""
    at = insight.space_id
    if at is None:
        return 0
    quoted = ["drafted", "edited", "edited_from"]
    theirs = [
        (Theme.objects.filter(event=at), ["title", "definition"]),
        (SortingWords.objects.filter(event=at), ["line", "more"]),
        (Note.objects.filter(event=at), ["text", "left_out_reason"]),
        (NoteBatch.objects.filter(event=at), ["raw"]),
        (ThemeCheck.objects.filter(theme__event=at), ["reason"]),
        (AskedOut.objects.filter(note__event=at), ["kept_reason"]),
        (Feedback.objects.filter(event=at), ["differently", "next_time"]),
        (NextStep.objects.filter(event=at), ["what", "owner"]),
        (Summary.objects.filter(event=at), ["title"]),
        (SummaryBlock.objects.filter(summary__event=at), quoted),
        (SummaryVersionPart.objects.filter(version__summary__event=at), ["words"]),
        (Report.objects.filter(space=at), ["words", "outcome"]),
        (Appeal.objects.filter(kept__space=at), ["words", "sentence"]),
    ]
    return sum(strike_rows(rows, fields, strike) for rows, fields in theirs)


leaving.proofs.add(forgetting.let_go_of_members)
leaving.traces.add(rooms.leave_events)
for prepared in (
    copies.own_events,
    copies.own_notes,
    copies.own_sorting,
    copies.own_samples,
    copies.own_edits,
    copies.own_registrations,
    copies.own_attendances,
):
    mydata.prepared.add(prepared)
mydata.at_fetch.add(copies.own_feedback)
tables.add(keeping.events_tables)
