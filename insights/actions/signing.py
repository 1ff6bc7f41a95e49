"""Signing with less than before, an insight and a comment alike: the author does, and nobody widens it again.

Nothing else is written in the same transaction: of words that become unlinked no row names who wrote them.
"""

from typing import TypeVar

from django.db import transaction

from insights import policies
from insights.actions import editing
from insights.actions.recording import safe_places, set_places
from insights.enums import UNLINKED, Attribution
from insights.models import Comment, Insight, Lineage, Report
from insights.models.signing import owner_proof
from members.crowds import sector_hides
from members.models import Member

T = TypeVar("T", Insight, Comment)
NARROWER = [Attribution.NAMED, Attribution.ORGANISATION, Attribution.SECTOR, Attribution.WITHOUT]


class NotNarrower(Exception):
    """Attribution is narrowed, never widened."""


@transaction.atomic
def narrow(words: T, attribution: str, *, by: Member) -> T:
    """From linked to unlinked, the author leaves the row for good."""
    words = editing.own(words, by=by, may=policies.can_narrow)
    if NARROWER.index(Attribution(attribution)) <= NARROWER.index(Attribution(words.attribution)):
        raise NotNarrower
    words.attribution = attribution
    words.byline_name = words.byline_role = ""
    if attribution in UNLINKED:
        _unlink(words, by=by)
    words.save()
    return words


def _unlink(words: Insight | Comment, *, by: Member) -> None:
    """The author becomes a proof, and what is too small to hide in goes."""
    insight = words if isinstance(words, Insight) else words.insight
    sector = words.byline_sector
    if isinstance(words, Insight):
        _let_go_of_what_points_at_them(words)
    if words.author_id is not None:
        words.author, words.owner_proof = None, owner_proof(words.pk, by)
    words.byline_organisation = ""
    hidden = sector_hides(sector, at=policies.among(insight))
    if words.attribution == Attribution.WITHOUT or not hidden:
        words.byline_sector = ""
    if isinstance(words, Insight):
        set_places(words, safe_places(words, words.shown_places, sector=sector))


def _let_go_of_what_points_at_them(insight: Insight) -> None:
    """What it was split from; and who reported an offer on it, for only its author can have done so."""
    Lineage.objects.around(insight).delete()
    if insight.author_id is not None:
        Report.objects.filter(offer__insight=insight).update(reporter=None)
