"""Words with a fixed list of values, and what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    PRINCIPLE = "principle", _("Principle")
    CHALLENGE = "challenge", _("Challenge")
    SUPPORT_NEED = "support_need", _("Support need")


REFERENCE_PREFIX = {Kind.PRINCIPLE: "PR", Kind.CHALLENGE: "CH", Kind.SUPPORT_NEED: "SN"}


class State(TextChoices):
    HELD = "held", _("Held for a facilitator")
    PUBLISHED = "published", _("Published")
    RETURNED = "returned", _("Returned to you")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn by you")
    REMOVED = "removed", _("Removed")


# What may follow what. Only the author withdraws and resubmits; only a facilitator does the rest.
NEXT: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.PUBLISHED, State.RETURNED, State.DECLINED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.HELD, State.REMOVED, State.WITHDRAWN}),
    State.RETURNED: frozenset({State.HELD, State.WITHDRAWN}),
    State.DECLINED: frozenset({State.HELD, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.HELD}),
    State.REMOVED: frozenset({State.PUBLISHED, State.WITHDRAWN}),
}


class Origin(TextChoices):
    MEMBER = "member", _("Recorded by a member")
    EVENT = "event", _("Facilitator’s summary of an event’s notes")
    EDITORS = "editors", _("Drawn from published sources by the editors")


class Attribution(TextChoices):
    NAMED = "named", _("Your name, role and organisation")
    ORGANISATION = "organisation", _("Your organisation only")
    SECTOR = "sector", _("Your sector only")
    WITHOUT = "without", _("Without attribution")


LINKED = (Attribution.NAMED, Attribution.ORGANISATION)
UNLINKED = (Attribution.SECTOR, Attribution.WITHOUT)


class Audience(TextChoices):
    EVERYONE = "everyone", _("Everyone")
    MEMBERS = "members", _("Members")
    PRACTITIONERS = "practitioners", _("Practitioners")
    EVENT = "event", _("People at the event")


class Answer(TextChoices):
    TRUE_HERE = "true_here", _("True here")
    NOT_HERE = "not_here", _("Not here")
    NOT_SURE = "not_sure", _("Not sure")


class SupportState(TextChoices):
    OPEN = "open", _("Open")
    OFFERED = "offered", _("Help offered")
    MET = "met", _("Met")
    CLOSED = "closed", _("Closed")


class OfferState(TextChoices):
    OFFERED = "offered", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Introduced")
    DECLINED = "declined", _("Not taken up")
    WITHDRAWN = "withdrawn", _("Taken back")


OPEN_OFFERS = (OfferState.OFFERED, OfferState.ACCEPTED)


class Facet(TextChoices):
    LEVER = "lever", _("What is being changed?")
    APPROACH = "approach", _("How are people working?")
    CONDITION = "condition", _("What helps or blocks it?")
    STAGE = "stage", _("How far along?")
    FOCUS = "focus", _("Which area of life?")
    SUPPORT = "support", _("What sort of help?")


class TagState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("In the vocabulary")
    DECLINED = "declined", _("Not accepted")


class ReportRule(TextChoices):
    IDENTIFIES = "identifies", _("It identifies someone")
    UNKIND = "unkind", _("It attacks a person or a group")
    CONFIDENCE = "confidence", _("It breaks a confidence or the Chatham House Rule")
    UNLAWFUL = "unlawful", _("It may be unlawful")
    SAFETY = "safety", _("I am worried about someone’s safety")
    OTHER = "other", _("Something else")


def rule_in_words(rule: str) -> str:
    """Of a worry about safety an author learns nothing."""
    if rule in ("", ReportRule.SAFETY):
        return str(_("a facilitator is looking into it")) if rule else ""
    return str(ReportRule(rule).label)


class ReportState(TextChoices):
    OPEN = "open", _("Waiting for a facilitator")
    UPHELD = "upheld", _("We acted on it")
    NOT_UPHELD = "not_upheld", _("We left it as it was")


class AppealState(TextChoices):
    OPEN = "open", _("Waiting for another facilitator")
    ALLOWED = "allowed", _("Allowed")
    DISMISSED = "dismissed", _("Not allowed")


class Act(TextChoices):
    """What a facilitator decides."""

    PUBLISH = "publish", _("Publish")
    RETURN = "return", _("Return")
    DECLINE = "decline", _("Decline")
    REMOVE = "remove", _("Remove")
    RESTORE = "restore", _("Restore")
    HOLD = "hold", _("Hold")
    REDACT = "redact", _("Take words out")
    MERGE = "merge", _("Put with another")
    UNDO = "undo", _("Take back")


ACT_LEADS_TO: dict[Act, State] = {
    Act.PUBLISH: State.PUBLISHED,
    Act.RETURN: State.RETURNED,
    Act.DECLINE: State.DECLINED,
    Act.REMOVE: State.REMOVED,
    Act.RESTORE: State.PUBLISHED,
    Act.HOLD: State.HELD,
    Act.UNDO: State.HELD,
    Act.MERGE: State.PUBLISHED,
}

# Decisions an author may ask another facilitator to look at again.
APPEALABLE = (Act.RETURN, Act.DECLINE, Act.REMOVE, Act.MERGE)


class QueueSort(TextChoices):
    """What can wait for a facilitator."""

    INSIGHT = "insight", _("Insights")
    COMMENT = "comment", _("Comments")
    REPORT = "report", _("Reports")
    APPEAL = "appeal", _("Appeals")
    TAG = "tag", _("Proposed tags")
    ORGANISATION = "organisation", _("Proposed organisations")


class Why(TextChoices):
    """Why it waits. Of unlinked words, never whether their author is new."""

    FIRST = "first", _("Among an author’s first")
    UNLINKED = "unlinked", _("Signed without a name")
    CHANGED = "changed", _("Changed and sent again")
    REPORTED = "reported", _("Reported")
    HIDDEN = "hidden", _("Taken out of sight by a facilitator")
    APPEALED = "appealed", _("Appealed by its author")
    PROPOSED = "proposed", _("Proposed for a list")


class BulkResult(TextChoices):
    """What became of one thing of a bulk."""

    WAITING = "waiting", _("Still to be decided")
    DONE = "done", _("Decided")
    CHANGED = "changed", _("Left alone: it changed or was decided meanwhile")
    TAKEN = "taken", _("Left alone: another facilitator has it")
    UNDONE = "undone", _("Taken back: it waits again")
    KEPT = "kept", _("Not taken back: it has changed since")
