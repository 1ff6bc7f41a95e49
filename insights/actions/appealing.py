"""Appeals: made once by the author, decided once by a facilitator who did not decide before.

An appeal holds no author, and none of this writes who made it: for unlinked words nothing may.
"""

from django.db import transaction
from django.utils import timezone

from community.actions import audit
from insights import policies
from insights.actions import claiming, merging, moderation
from insights.actions.moderation import AlreadyDecided, OwnWords
from insights.enums import ACT_LEADS_TO, Act, AppealState
from insights.models import Appeal, Comment, Decision, Insight
from members.models import Member


class CannotAppeal(Exception):
    """It is not theirs, or something else has been decided since."""


@transaction.atomic
def appeal(decision: Decision, words: str, *, by: Member) -> Appeal:
    """Sent twice, the first stands."""
    thing = _locked(decision)
    if not policies.can_appeal(by, thing, decision):
        raise CannotAppeal
    made, _is_new = Appeal.objects.get_or_create(decision=decision, defaults={"words": words})
    return made


@transaction.atomic
def settle(made: Appeal, state: AppealState, *, sentence: str, by: Member) -> Appeal:
    """Lock the words, then the appeal; allowed, the words are published."""
    thing = _locked(made.of)
    made = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(pk=made.pk)
    act = Act(made.of.act)
    if made.state != AppealState.OPEN or thing.state != ACT_LEADS_TO[act]:
        raise AlreadyDecided
    if not policies.can_settle_appeal(by, made):
        raise OwnWords
    claiming.settle(made, by=by)
    made.state, made.sentence = state, sentence
    made.by, made.decided_on = by, timezone.localdate()
    made.save(update_fields=["state", "sentence", "by", "decided_on"])
    if state == AppealState.ALLOWED:
        _allow(thing, act, by=by)
    audit.record(f"appeal.{state}", moderation.reference_of(thing), by=by)
    moderation.tell(thing)
    return made


def _allow(thing: Insight | Comment, act: Act, *, by: Member) -> None:
    if act == Act.MERGE and isinstance(thing, Insight):
        merging.let_go(thing, by=by)
    else:
        _publish(thing, Act.RESTORE if act == Act.REMOVE else Act.PUBLISH, by=by)


def _publish(thing: Insight | Comment, act: Act, *, by: Member) -> None:
    thing.state = ACT_LEADS_TO[act]
    thing.published_on = thing.published_on or timezone.localdate()
    thing.save(update_fields=["state", "published_on"])
    about = moderation.pointing_at(thing)
    Decision.objects.create(act=act, version=thing.version, by=by, **about)


def _locked(decision: Decision) -> Insight | Comment:
    if decision.comment_id is None:
        insights = Insight.objects.select_for_update(of=("self",)).select_related("author")
        return insights.get(decisions=decision)
    comments = Comment.objects.select_for_update(of=("self",)).select_related("author", "insight")
    return comments.get(pk=decision.comment_id)
