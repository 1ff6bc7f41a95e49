"""Capture: add a batch once, take it back whole, bring it back, add one note."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from community import pace
from community.actions import audit
from community.codes import random_code
from events import same_file
from events.actions.planning import locked
from events.actions.provenance import recount
from events.enums import BatchState, NoteSource
from events.models import Event, Note, NoteBatch, Prompt
from events.paste_lines import kind_asked_for
from events.preview import DraftNote
from members.models import Member

NOTES_AN_HOUR = 600  # pastes and typed notes: one every six seconds for an hour


class KeyUsed(Exception):
    """This key has stored something else."""


class NotTakingNotes(Exception):
    """The event was put away or cancelled."""


@transaction.atomic
def confirm(
    event: Event, drafts: Sequence[DraftNote], *, key: uuid.UUID, raw: str, by: Member
) -> NoteBatch | None:
    """Store one set of notes for one key; sent again, it answers with the batch that stands.

    Of a file, what is there already is passed over; nothing is stored when that is everything.
    """
    pace.take_turn(by)
    event = locked(event)
    if stored := NoteBatch.objects.filter(key=key).first():
        if stored.event_id != event.pk or stored.raw != raw:
            raise KeyUsed
        return stored
    if not event.takes_notes:
        raise NotTakingNotes
    drafts = _missing(event, drafts)
    if not drafts:
        return None
    pace.require_room_for_act("notes.added", by=by, most=NOTES_AN_HOUR)
    batch = NoteBatch.objects.create(event=event, key=key, raw=raw, added_by=by)
    _add(event, drafts, batch=batch, source=NoteSource.PASTED)
    audit.record("notes.added", event.code, by=by, notes=len(drafts), batch=str(key))
    return batch


@transaction.atomic
def add_note(event: Event, draft: DraftNote, *, key: uuid.UUID, by: Member) -> Note:
    """One typed note for one key."""
    pace.take_turn(by)
    event = locked(event)
    if stored := Note.objects.filter(key=key).first():
        if stored.event_id != event.pk or stored.text != draft.text:
            raise KeyUsed
        return stored
    if not event.takes_notes:
        raise NotTakingNotes
    pace.require_room_for_act("notes.added", by=by, most=NOTES_AN_HOUR)
    (note,) = _add(event, [draft], batch=None, source=NoteSource.TYPED, key=key)
    audit.record("notes.added", event.code, by=by, notes=1)
    return note


def _missing(event: Event, drafts: Sequence[DraftNote]) -> list[DraftNote]:
    """Asked again under the lock: somebody else may have confirmed the same file since."""
    origins = [draft.origin for draft in drafts if draft.origin]
    keys = same_file.keys(event, origins) if origins else {}
    return [
        replace(draft, key=keys.get(draft.origin))
        for draft in drafts
        if not draft.origin or keys[draft.origin]
    ]


def _add(
    event: Event,
    drafts: Sequence[DraftNote],
    *,
    batch: NoteBatch | None,
    source: NoteSource,
    key: uuid.UUID | None = None,
) -> list[Note]:
    prompts = _prompts(event, [draft.prompt for draft in drafts if draft.prompt])
    last = event.notes.aggregate(last=Max("position"))["last"]
    codes = _fresh_codes(event, len(drafts))
    first = 0 if last is None else last + 1
    return Note.objects.bulk_create(
        Note(
            event=event,
            code=code,
            text=draft.text,
            table=draft.table,
            prompt=prompts.get(draft.prompt),
            kind=draft.kind,
            is_repeat=draft.is_repeat,
            position=position,
            source=source,
            batch=batch,
            key=key or draft.key or uuid.uuid4(),
        )
        for position, (draft, code) in enumerate(zip(drafts, codes, strict=True), start=first)
    )


def _prompts(event: Event, texts: Iterable[str]) -> dict[str, Prompt]:
    """The event's prompts by their words; those it does not have yet are added at the end."""
    known = {prompt.text: prompt for prompt in event.prompts.all()}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    made = Prompt.objects.bulk_create(
        Prompt(event=event, text=text, kind=kind_asked_for(text) or "", position=position)
        for position, text in enumerate(missing, start=len(known))
    )
    return known | {prompt.text: prompt for prompt in made}


def _fresh_codes(event: Event, count: int) -> list[str]:
    taken = set(event.notes.values_list("code", flat=True))
    fresh: dict[str, None] = {}
    while len(fresh) < count:
        code = random_code(5)
        if code not in taken:
            fresh[code] = None
    return list(fresh)


def undo(batch: NoteBatch, *, by: Member) -> NoteBatch:
    """Take the whole batch back. Its notes and what was done with them are kept for bringing back."""
    return _turn(batch, BatchState.UNDONE, verb="notes.taken_back", by=by)


def redo(batch: NoteBatch, *, by: Member) -> NoteBatch:
    return _turn(batch, BatchState.CONFIRMED, verb="notes.brought_back", by=by)


@transaction.atomic
def _turn(batch: NoteBatch, state: BatchState, *, verb: str, by: Member) -> NoteBatch:
    event = locked(batch.event)
    batch = NoteBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != state:
        batch.state = state
        batch.save(update_fields=["state"])
        recount(event)
        audit.record(verb, event.code, by=by, batch=str(batch.key))
    return batch
