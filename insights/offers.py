"""Offers as each side may see them: no name and no address before both agree."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from insights import policies
from insights.appeals import Told, told_by
from insights.enums import OfferState, rule_in_words
from insights.models import Insight, Offer
from members.crowds import sector_hides
from members.enums import SECTOR_PERSON
from members.models import Affiliation, Member, Space

ASKED_FIRST = (OfferState.OFFERED, OfferState.ACCEPTED, OfferState.DECLINED)
TONES = {
    OfferState.OFFERED: "waiting",
    OfferState.ACCEPTED: "good",
    OfferState.DECLINED: "ended",
    OfferState.WITHDRAWN: "ended",
}


@dataclass(frozen=True, slots=True)
class OfferToAnswer:
    """An offer as the asker sees it. `name` and `email` are empty until they accept."""

    id: uuid.UUID
    helper: str
    message: str
    day: dt.date
    state: str
    state_label: str
    tone: str
    name: str = ""
    email: str = ""

    @property
    def is_waiting(self) -> bool:
        return self.state == OfferState.OFFERED


@dataclass(frozen=True, slots=True)
class OfferMade:
    """An offer as its helper sees it. `title` is empty when they may no longer read the need.

    `name` and `email` are the asker's, once introduced; an unlinked asker has none here.
    """

    id: uuid.UUID
    title: str
    url: str
    message: str
    day: dt.date
    state: str
    state_label: str
    tone: str
    name: str = ""
    email: str = ""
    held_for: str = ""
    told: Told | None = None

    @property
    def is_waiting(self) -> bool:
        return self.state == OfferState.OFFERED

    @property
    def is_unseen(self) -> bool:
        """Accepted by somebody who remains unknown."""
        return self.state == OfferState.ACCEPTED and not self.email


def offers_to(need: Insight) -> list[OfferToAnswer]:
    """For the asker alone; the view has asked. Those waiting stand first."""
    rows = need.offers.filter(state__in=ASKED_FIRST).select_related("helper")
    offers = sorted(rows, key=lambda offer: ASKED_FIRST.index(OfferState(offer.state)))
    called = _called({offer.helper_id for offer in offers}, at=policies.among(need))
    return [_to_answer(offer, called[offer.helper_id]) for offer in offers]


def _to_answer(offer: Offer, helper: str) -> OfferToAnswer:
    met = offer.state == OfferState.ACCEPTED
    return OfferToAnswer(
        id=offer.pk,
        helper=helper,
        message="" if offer.held_for else offer.message,
        day=offer.made_on,
        state=offer.state,
        state_label=_state_label(offer),
        tone=TONES[OfferState(offer.state)],
        name=offer.helper.name if met else "",
        email=offer.helper.email if met else "",
    )


def _state_label(offer: Offer) -> str:
    """Of an unlinked need nobody is introduced to anybody: the offer is accepted."""
    if offer.state == OfferState.ACCEPTED and offer.insight.author_id is None:
        return _("Accepted")
    return str(OfferState(offer.state).label)


def _called(helpers: set[int], *, at: Space | None) -> dict[int, str]:
    """Each helper by sector alone, and not even that where the sector is too small to hide in."""
    sectors: dict[int, str] = {}
    for hat in (
        Affiliation.objects.current().filter(member__in=helpers).select_related("organisation")
    ):
        sectors.setdefault(hat.member_id, hat.sector)
    words: defaultdict[int, str] = defaultdict(lambda: _("a member"))
    hides = {sector: sector_hides(sector, at=at) for sector in set(sectors.values())}
    words.update(
        {pk: str(SECTOR_PERSON[sector]) for pk, sector in sectors.items() if hides[sector]}
    )
    return words


def offers_made(helper: Member, page: Iterable[Offer]) -> list[OfferMade]:
    """Of needs the helper may still read; of others, nothing but that they offered."""
    offers = list(page)
    readable = set(
        Insight.objects.library(helper)
        .filter(pk__in=[offer.insight_id for offer in offers])
        .values_list("pk", flat=True)
    )
    told = told_by("offer_id", {offer.pk: bool(offer.held_for) for offer in offers})
    return [
        _made(offer, shown=offer.insight_id in readable, told=told.get(offer.pk))
        for offer in offers
    ]


def _made(offer: Offer, *, shown: bool, told: Told | None) -> OfferMade:
    need = offer.insight
    met = offer.state == OfferState.ACCEPTED
    asker = need.author if met else None
    return OfferMade(
        id=offer.pk,
        title=need.title if shown else "",
        url=need.get_absolute_url() if shown else "",
        message=offer.message,
        day=offer.made_on,
        state=offer.state,
        state_label=_state_label(offer),
        tone=TONES[OfferState(offer.state)],
        name=asker.name if asker else "",
        email=asker.email if asker else "",
        held_for=rule_in_words(offer.held_for),
        told=told,
    )
