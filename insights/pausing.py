"""Whether a member is paused: asked of their proofs, in the request they make, and kept nowhere."""

import datetime as dt
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from insights.models import Pause
from insights.models.signing import owned_ids
from members.models import Member


@dataclass(frozen=True, slots=True)
class Met:
    """What a member is told whom a pause meets."""

    until: dt.date
    sentence: str


def pause_of(member: Member) -> Met | None:
    """The longest pause of anything this member can prove to own. Every running pause is tested."""
    proof = Coalesce("insight__owner_proof", "comment__owner_proof")
    rows = Pause.objects.running().values_list(
        Coalesce("insight", "comment"), proof, "until", "sentence"
    )
    mine = set(owned_ids([(thing, proof) for thing, proof, *_ in rows], member))
    met = (Met(until, sentence) for thing, _, until, sentence in rows if thing in mine)
    return max(met, key=lambda it: it.until, default=None)
