"""Support: offering help, answering an offer, and saying how a need ended.

Nothing here records who asks. Every row written about an unlinked need names the helper or nobody:
no audit, no message, no mail to the asker. The need is locked first, then the offer, so that two
people deciding at once have one outcome.
"""

from django.db import transaction

from community.actions import mail
from community.pace import take_turn
from insights import pace, policies
from insights.enums import OPEN_OFFERS, Kind, OfferState, SupportState
from insights.models import Insight, Offer
from members.models import Member


class NotOpen(Exception):
    """The need has been met or closed, or nobody is there to answer."""


class AlreadyAnswered(Exception):
    """The offer has been accepted, declined or taken back."""


class NotTheirs(Exception):
    """Only the asker answers offers and ends a need; only the helper takes an offer back."""


@transaction.atomic
def offer(need: Insight, message: str, *, by: Member) -> Offer:
    """One open offer a helper and need: sending it again changes nothing."""
    take_turn(by)
    need = _locked(need)
    earlier = need.offers.filter(helper=by, state__in=OPEN_OFFERS).first()
    if earlier is not None:
        return earlier
    if not policies.can_offer(by, need):
        raise NotOpen
    pace.require_room_for_offer(by)
    made = Offer.objects.create(insight=need, helper=by, message=message)
    _follow_offers(need)
    if need.author is not None and need.author.is_active:
        mail.post_template("insights/mail/offered", to=need.author.email, context={"need": need})
    return made


@transaction.atomic
def accept(offer: Offer, *, by: Member) -> Offer:
    """Both agree now. Of an unlinked need only the asker learns who the other is."""
    offer = _answer(offer, OfferState.ACCEPTED, by=by)
    need, helper = offer.insight, offer.helper
    if need.author is None:
        context = {"need": need}
        mail.post_template("insights/mail/accepted_unseen", to=helper.email, context=context)
        return offer
    _introduce(need.author, to=helper, need=need)
    _introduce(helper, to=need.author, need=need)
    return offer


def _introduce(other: Member, *, to: Member, need: Insight) -> None:
    context = {"other": other, "need": need}
    mail.post_template("insights/mail/introduced", to=to.email, context=context)


@transaction.atomic
def decline(offer: Offer, *, by: Member) -> Offer:
    """The helper finds it among their offers; no name is shown to anyone."""
    return _answer(offer, OfferState.DECLINED, by=by)


@transaction.atomic
def take_back(offer: Offer, *, by: Member) -> Offer:
    """Only while it waits for an answer."""
    need = _locked(offer.insight)
    offer = _waiting(offer, need)
    if offer.helper_id != by.pk:
        raise NotTheirs
    return _move(offer, OfferState.WITHDRAWN)


@transaction.atomic
def settle(need: Insight, state: str, *, outcome: str, by: Member) -> Insight:
    """Met or closed, in the asker's words. Offers still waiting are not taken up."""
    need = _own(need, by)
    if need.outcome != outcome:
        need.outcome_held_for = ""  # what was held were other words
    need.support_state, need.outcome = SupportState(state), outcome
    need.save(update_fields=["support_state", "outcome", "outcome_held_for"])
    need.offers.filter(state=OfferState.OFFERED).update(state=OfferState.DECLINED)
    return need


@transaction.atomic
def reopen(need: Insight, *, by: Member) -> Insight:
    """Asked for again; the outcome is kept for when it ends once more."""
    need = _own(need, by)
    if need.support_state in policies.ENDED:
        need.support_state = SupportState.OPEN
        need.save(update_fields=["support_state"])
        _follow_offers(need)
    return need


@transaction.atomic
def forget_helper(member: Member) -> None:
    """Somebody leaves: their offers go with their name and words, and each need follows what is left."""
    needs = list(Insight.objects.filter(offers__helper=member).distinct())
    Offer.objects.filter(helper=member).delete()
    for need in needs:
        _follow_offers(_locked(need))


@transaction.atomic
def forget_asker(member: Member) -> None:
    """Somebody leaves: nobody is there to answer what was offered on needs of theirs."""
    for need in Insight.objects.filter(author=member, kind=Kind.SUPPORT_NEED):
        need.offers.filter(state=OfferState.OFFERED).update(state=OfferState.DECLINED)
        _follow_offers(_locked(need))


def _answer(offer: Offer, state: OfferState, *, by: Member) -> Offer:
    need = _own(offer.insight, by)
    return _move(_waiting(offer, need), state)


def _move(offer: Offer, state: OfferState) -> Offer:
    offer.state = state
    offer.save(update_fields=["state"])
    _follow_offers(offer.insight)
    return offer


def _follow_offers(need: Insight) -> None:
    """The one place where a need's state follows its offers: open without any, offered with one."""
    if need.support_state in policies.ENDED:
        return
    offered = need.offers.filter(state__in=OPEN_OFFERS).exists()
    state = SupportState.OFFERED if offered else SupportState.OPEN
    if need.support_state != state:
        need.support_state = state
        need.save(update_fields=["support_state"])


def _own(need: Insight, by: Member) -> Insight:
    need = _locked(need)
    if not policies.can_answer_offers(by, need):
        raise NotTheirs
    return need


def _locked(need: Insight) -> Insight:
    return Insight.objects.select_for_update(of=("self",)).select_related("author").get(pk=need.pk)


def _waiting(offer: Offer, need: Insight) -> Offer:
    offer = need.offers.select_for_update(of=("self",)).select_related("helper").get(pk=offer.pk)
    if offer.state != OfferState.OFFERED:
        raise AlreadyAnswered
    offer.insight = need
    return offer
