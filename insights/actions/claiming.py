"""Claiming: a thing of the queue is one facilitator’s for fifteen minutes, or until they let it go."""

from django.db import transaction
from django.utils import timezone

from insights import policies
from insights.enums import QueueSort
from insights.models import Appeal, Claim, Comment, Insight, Report, Tag
from insights.models.claims import claim_end
from members.models import Member, Organisation

Waits = Insight | Comment | Report | Appeal | Tag | Organisation
SORT_OF: dict[type, QueueSort] = {
    Insight: QueueSort.INSIGHT,
    Comment: QueueSort.COMMENT,
    Report: QueueSort.REPORT,
    Appeal: QueueSort.APPEAL,
    Tag: QueueSort.TAG,
    Organisation: QueueSort.ORGANISATION,
}


class OwnWords(Exception):
    """Facilitators never decide on their own words, and a claim would say whose they are."""


class Taken(Exception):
    """Another facilitator has it."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self.claim = claim


def key_of(thing: Waits) -> tuple[str, str]:
    return SORT_OF[type(thing)].value, str(thing.pk)


def claim_on(thing: Waits) -> Claim | None:
    """The live one, if anybody has it."""
    return Claim.objects.live().on([key_of(thing)]).get(key_of(thing))


@transaction.atomic
def take(thing: Waits, *, by: Member) -> Claim:
    """Fifteen minutes from now, again if it was theirs already. What another has is left alone."""
    if not policies.can_claim(by, thing):
        raise OwnWords
    sort, key = key_of(thing)
    claims = Claim.objects.select_for_update(of=("self",))
    claim, made = claims.get_or_create(sort=sort, key=key, defaults={"by": by})
    if claim.is_anothers(by):
        raise Taken(claim)
    if not made:
        claim.by, claim.until = by, claim_end()
        claim.save(update_fields=["by", "until"])
    return claim


@transaction.atomic
def release(thing: Waits, *, by: Member) -> None:
    """Free at once. Letting go of what is not theirs changes nothing."""
    sort, key = key_of(thing)
    mine = Claim.objects.live().filter(sort=sort, key=key, by=by)
    mine.update(until=timezone.now())


@transaction.atomic
def settle(thing: Waits, *, by: Member) -> None:
    """Part of a decision: nobody else has it, and now nobody has."""
    if claim := require_free(thing, by=by):
        claim.delete()


def require_free(thing: Waits, *, by: Member) -> Claim | None:
    """Part of a change after which it still waits: nobody else has it, and whoever had it has it still."""
    sort, key = key_of(thing)
    claim = Claim.objects.select_for_update(of=("self",)).filter(sort=sort, key=key).first()
    if claim and claim.is_anothers(by):
        raise Taken(claim)
    return claim


def forget_ended() -> None:
    """Claims are for the moment: those that ran out say nothing worth keeping."""
    Claim.objects.filter(until__lte=timezone.now()).delete()
