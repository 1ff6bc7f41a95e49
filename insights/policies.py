"""Who may change what."""

from django.conf import settings
from django.db.models import Model

from insights.enums import (
    ACT_LEADS_TO,
    APPEALABLE,
    NEXT,
    UNLINKED,
    Act,
    Audience,
    Kind,
    ReportRule,
    State,
    SupportState,
)
from insights.models import Appeal, Bulk, Decision, Insight, Report, Variant
from insights.models.signing import SignedWords
from members.models import Space, Viewer
from members.policies import may_post

ENDED = (SupportState.MET, SupportState.CLOSED)
FEWEST_HELD = 2  # promised to members: a setting may hold more of a newcomer’s, never less


def can_record(member: Viewer) -> bool:
    """Members who have accepted the newest ground rules, through their first steps."""
    return may_post(member)


def can_change(member: Viewer, words: SignedWords) -> bool:
    """Only the author edits, resubmits or withdraws: by the row when linked, by proof when not."""
    return words.is_owned_by(member) and words.state != State.REMOVED


def can_narrow(member: Viewer, words: SignedWords) -> bool:
    """The author alone, at any time: while a facilitator has removed the words too."""
    return words.is_owned_by(member)


def can_split(member: Viewer, insight: Insight) -> bool:
    """The author alone cuts their own words: what stands, or came back to them."""
    may = insight.state in (State.PUBLISHED, State.RETURNED) and can_record(member)
    return may and can_change(member, insight)


def can_moderate(member: Viewer) -> bool:
    return not member.is_anonymous and member.is_facilitator


def reads_reports(member: Viewer) -> bool:
    return can_moderate(member) or (not member.is_anonymous and member.is_safeguarding_lead)


def can_answer_report(member: Viewer, *, rule: str) -> bool:
    """What is about somebody's safety is a safeguarding lead's; the rest is facilitators'."""
    if rule == ReportRule.SAFETY:
        return not member.is_anonymous and member.is_safeguarding_lead
    return can_moderate(member)


def can_read_log(member: Viewer) -> bool:
    return not member.is_anonymous and (member.is_facilitator or member.is_administrator)


def can_decide(member: Viewer, words: SignedWords) -> bool:
    """Facilitators decide on other people's words, never their own."""
    return can_moderate(member) and not words.is_owned_by(member)


def can_claim(member: Viewer, thing: Model) -> bool:
    """Whatever waits but one’s own words and reports on them; of a worry about safety no claim may tell."""
    words = thing
    if isinstance(thing, Report):
        if thing.rule == ReportRule.SAFETY:
            return False
        words = thing.thing or thing
    if isinstance(thing, Appeal):
        return can_settle_appeal(member, thing)
    if isinstance(words, SignedWords):
        return can_decide(member, words)
    return can_moderate(member)


def can_undo(member: Viewer, bulk: Bulk) -> bool:
    """Whoever made it, for thirty days: what another must not touch of it would point at their words."""
    return can_moderate(member) and bulk.by_id == member.pk and bulk.can_still_be_undone


def can_put_together(member: Viewer, variant: Insight, stays: Insight) -> bool:
    """Never when either is the facilitator’s own: by the row when linked, by proof when not."""
    return can_decide(member, variant) and can_decide(member, stays)


def can_take_apart(member: Viewer, made: Variant) -> bool:
    """Any facilitator, for thirty days; once its author has appealed, whoever decides the appeal."""
    may = can_put_together(member, made.insight, made.stays)
    return may and made.can_still_be_undone and not hasattr(made.decision, "appeal")


def can_appeal(member: Viewer, words: SignedWords, decision: Decision) -> bool:
    """The author alone, of what was decided last and still stands."""
    last = words.decisions.exclude(act=Act.REDACT).first()  # type: ignore[attr-defined] # insights and comments have them
    stands = decision.act in APPEALABLE and ACT_LEADS_TO[Act(decision.act)] == words.state
    return words.is_owned_by(member) and decision == last and stands


def can_settle_appeal(member: Viewer, appeal: Appeal) -> bool:
    """Another facilitator than the one who decided, and never an author of what was put together.

    Of any other text, whoever may find the appeal at all.
    """
    if appeal.kept_id is not None:
        return Appeal.objects.visible_to(member).filter(pk=appeal.pk).exists()
    made = Variant.objects.filter(decision=appeal.decision_id).select_related("stays").first()
    sides = [appeal.thing, *([made.stays] if made else [])]
    may = all(can_decide(member, words) for words in sides)
    return may and appeal.of.by_id != member.pk


def can_pause(member: Viewer, words: SignedWords) -> bool:
    """Of what holds no author but was written by somebody, and not by the facilitator who pauses."""
    return can_decide(member, words) and bool(words.owner_proof)


def may_lead_to(words: SignedWords, act: Act) -> bool:
    return ACT_LEADS_TO[act] in NEXT[State(words.state)]


def can_answer(member: Viewer, insight: Insight) -> bool:
    """Authors are not asked about their own insight: for an unlinked one that is decided by proof, now."""
    if member.is_anonymous or insight.state != State.PUBLISHED:
        return False
    return not insight.is_owned_by(member)


def can_comment(member: Viewer, insight: Insight) -> bool:
    """Whoever may record; on one's own insight too."""
    return can_record(member) and insight.state == State.PUBLISHED


def has_asker(need: Insight) -> bool:
    """Somebody can be asked: not for what editors or an event recorded, which nobody can answer for."""
    return need.author_id is not None or bool(need.owner_proof)


def takes_offers(need: Insight) -> bool:
    """A published need that has not ended, of somebody who can take help up."""
    if need.kind != Kind.SUPPORT_NEED or need.support_state in ENDED:
        return False
    return need.state == State.PUBLISHED and has_asker(need)


def can_offer(member: Viewer, need: Insight) -> bool:
    """Anybody who may read it but the asker, who is not asked about their own."""
    return takes_offers(need) and can_answer(member, need)


def can_answer_offers(member: Viewer, need: Insight) -> bool:
    """Only the asker sees offers, answers them and says how a need ended. Facilitators have no extra look."""
    if member.is_anonymous or need.kind != Kind.SUPPORT_NEED:
        return False
    return can_change(member, need)


def among(insight: Insight) -> Space | None:
    """The event whose people alone may read it, and so alone can have written it or on it."""
    return insight.space if insight.audience == Audience.EVENT else None


def must_be_held(*, attribution: str, published_before: int) -> bool:
    """Every unlinked insight and a member's first two. A missing, reset or unreadable setting holds."""
    if attribution in UNLINKED:
        return True
    threshold = getattr(settings, "HOLD_FIRST", None)
    if type(threshold) is not int or threshold < FEWEST_HELD:
        return True
    return published_before < threshold
