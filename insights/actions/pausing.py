"""Pausing whoever wrote an unlinked thing. The facilitator names the thing; nobody learns the person."""

import datetime as dt

from django.db import transaction

from community.actions import audit
from insights import policies
from insights.actions.moderation import OwnWords, pointing_at, reference_of
from insights.enums import UNLINKED
from insights.models import Comment, Insight, Pause
from insights.pausing import pause_of
from members.models import Member


class Paused(Exception):
    """They wrote something that a facilitator paused the author of. Told to them, kept nowhere."""

    def __init__(self, until: dt.date, why: str) -> None:
        super().__init__()
        self.until, self.why = until, why


def refuse_paused(attribution: str, *, by: Member) -> None:
    """Before anything unlinked is stored. Signed by name or organisation, everybody goes on."""
    pause = pause_of(by) if attribution in UNLINKED else None
    if pause is not None:
        raise Paused(pause.until, pause.sentence)


@transaction.atomic
def pause(thing: Insight | Comment, until: dt.date, *, sentence: str, by: Member) -> Pause:
    """A second pause of the same thing takes the place of the first."""
    if not policies.can_pause(by, thing):
        raise OwnWords
    said = {"until": until, "sentence": sentence}
    made, _is_new = Pause.objects.update_or_create(defaults=said, **pointing_at(thing))
    audit.record("pause.set", reference_of(thing), by=by, until=until.isoformat())
    return made


@transaction.atomic
def lift(thing: Insight | Comment, *, by: Member) -> None:
    ended, _each = Pause.objects.filter(**pointing_at(thing)).delete()
    if ended:
        audit.record("pause.lifted", reference_of(thing), by=by)
