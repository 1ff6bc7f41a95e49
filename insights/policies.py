"""Who may change what."""

from django.conf import settings

from insights.enums import ACT_LEADS_TO, NEXT, UNLINKED, Act, Kind, State
from insights.models import Insight
from insights.models.signing import SignedWords
from members.models import Viewer
from members.policies import may_post


def can_record(member: Viewer) -> bool:
    """Members who have accepted the newest ground rules, through their first steps."""
    return may_post(member)


def can_change(member: Viewer, words: SignedWords) -> bool:
    """Only the author edits, resubmits, narrows or withdraws: by the row when linked, by proof when not."""
    return words.is_owned_by(member) and words.state != State.REMOVED


def can_moderate(member: Viewer) -> bool:
    return not member.is_anonymous and member.is_facilitator


def can_decide(member: Viewer, words: SignedWords) -> bool:
    """Facilitators decide on other people's words, never their own."""
    return can_moderate(member) and not words.is_owned_by(member)


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


def can_offer(member: Viewer, insight: Insight) -> bool:
    return can_answer(member, insight) and insight.kind == Kind.SUPPORT_NEED


def must_be_held(*, attribution: str, published_before: int) -> bool:
    """Every unlinked insight and a member's first two. A missing or unreadable setting holds."""
    if attribution in UNLINKED:
        return True
    threshold = getattr(settings, "HOLD_FIRST", None)
    return not isinstance(threshold, int) or published_before < threshold
