"""How much one member may send, counted in the rows they sent: decision 60 says why nothing else counts.

An unlinked row says the day and holds a proof, so whoever wrote it is counted by testing today's
proofs. Nothing is written, before or after, that a counter would have to hold.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.http import TooMuch
from community.pace import DAY, HOUR
from insights.enums import UNLINKED, State
from insights.models import Comment, Insight, Offer, Report, Response
from insights.models.signing import owned_ids
from members.models import Member, Viewer

INSIGHTS_A_DAY = 60
COMMENTS_A_DAY = 100
EDITS_A_DAY = 30
ANSWERS_AN_HOUR = 100
OFFERS_A_DAY = 20
REPORTS_AN_HOUR = 20
VISITORS_REPORTS_OPEN = 20


def require_room_for_insight(member: Member, proof: str) -> None:
    if _written_today(Insight, member) >= INSIGHTS_A_DAY and not _is_stored(Insight, proof):
        raise TooMuch(
            _(
                "You have recorded %(n)d insights today, as many as we take from one person in a day."
            )
            % {"n": INSIGHTS_A_DAY},
            seconds=DAY,
        )


def require_room_for_comment(member: Member, proof: str) -> None:
    if _written_today(Comment, member) >= COMMENTS_A_DAY and not _is_stored(Comment, proof):
        raise TooMuch(
            _("You have sent %(n)d comments today, as many as we take from one person in a day.")
            % {"n": COMMENTS_A_DAY},
            seconds=DAY,
        )


def _is_stored(model: type[Insight] | type[Comment], proof: str) -> bool:
    """The same form sent again is answered as it was the first time."""
    return bool(model.objects.filter(form_proof=proof).exists())


def _written_today(model: type[Insight] | type[Comment], member: Member) -> int:
    """Linked rows by author; of unlinked ones those that still wait to be read, by testing each proof."""
    waiting = Q(attribution__in=UNLINKED, state=State.HELD)
    rows = model.objects.filter(Q(author=member) | waiting, recorded_on=timezone.localdate())
    pairs = list(rows.values_list("pk", "owner_proof"))
    linked = sum(not proof for _pk, proof in pairs)
    return linked + len(owned_ids(pairs, member))


def require_room_for_edit(words: Insight | Comment) -> None:
    """Counted in versions of the words, which name nobody."""
    if words.versions.filter(made_on=timezone.localdate()).count() >= EDITS_A_DAY:
        raise TooMuch(
            _("This has been changed %(n)d times today, as often as we allow.")
            % {"n": EDITS_A_DAY},
            seconds=DAY,
        )


def require_room_for_answer(member: Member, insight: Insight) -> None:
    """Changing an answer is always possible."""
    lately = Response.objects.filter(member=member, answered_at__gte=_an_hour_ago())
    if lately.exclude(insight=insight).count() >= ANSWERS_AN_HOUR:
        raise TooMuch(
            _(
                "You have answered %(n)d insights in the last hour, as many as we take from one person."
            )
            % {"n": ANSWERS_AN_HOUR},
            seconds=HOUR,
        )


def require_room_for_offer(member: Member) -> None:
    today = Offer.objects.filter(helper=member, made_on=timezone.localdate())
    if today.count() >= OFFERS_A_DAY:
        raise TooMuch(
            _("You have offered help %(n)d times today, as often as we allow.")
            % {"n": OFFERS_A_DAY},
            seconds=DAY,
        )


def require_room_for_report(reporter: Viewer, thing: Mapping[str, object]) -> None:
    """Visitors cannot be told apart, so what waits of theirs is bounded for each thing reported."""
    if reporter.is_anonymous:
        full = Report.objects.open().filter(reporter=None, **thing).count() >= VISITORS_REPORTS_OPEN
        sentence = _("Several people have reported this already. A facilitator will look at it.")
    else:
        lately = Report.objects.filter(reporter=reporter, made_at__gte=_an_hour_ago())
        full = lately.count() >= REPORTS_AN_HOUR
        sentence = _(
            "You have sent %(n)d reports in the last hour, as many as we take from one person."
        )
        sentence %= {"n": REPORTS_AN_HOUR}
    if full:
        raise TooMuch(sentence, seconds=HOUR)


def _an_hour_ago() -> object:
    return timezone.now() - timedelta(seconds=HOUR)
