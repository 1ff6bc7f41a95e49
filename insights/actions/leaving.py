"""When members leave: what they wrote, by proof and by row, and everything else that names them."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from insights.actions import support
from insights.enums import Attribution, Kind, ReportState, State, SupportState
from insights.models import (
    Appeal,
    Comment,
    CommentVersion,
    Decision,
    Insight,
    InsightVersion,
    KeptOut,
    Lineage,
    Report,
)
from insights.models.signing import owned_ids
from members.enums import LeftWords
from members.models import Member

AT_ONCE = 500
NAMELESS: dict[str, Any] = {
    "author": None,
    "byline_name": "",
    "byline_role": "",
    "form_proof": None,
}
EMPTY = {**NAMELESS, "byline_organisation": "", "byline_sector": "", "state": State.WITHDRAWN}
UNREAD = [State.RETURNED, State.DECLINED, State.WITHDRAWN]


def let_go_of_proofs(leaving: Sequence[Member]) -> None:
    """From now on nobody can prove what these members wrote unlinked.

    Their proofs become chance values that look like any other, and every other row is written anew with
    them: neither what is in the rows nor which transaction wrote them last tells one from another.
    """
    _let_go(Insight.objects.all(), leaving)
    _let_go(Comment.objects.all(), leaving)


def _let_go(words: QuerySet[Any], leaving: Sequence[Member]) -> None:
    keys = list(words.exclude(owner_proof="").order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        _renew(words.filter(pk__in=keys[start : start + AT_ONCE]), leaving)


@transaction.atomic
def _renew(words: QuerySet[Any], leaving: Sequence[Member]) -> None:
    rows = list(words.select_for_update(of=("self",)).values_list("pk", "owner_proof"))
    theirs = [pk for member in leaving for pk in owned_ids(rows, member)]
    chance = [When(pk=pk, then=Value(secrets.token_hex(32))) for pk in theirs]
    words.update(owner_proof=Case(*chance, default=F("owner_proof")))


@transaction.atomic
def take_out(member: Member, words: str) -> None:
    """Everything that names the member and does not go with their row."""
    support.forget_helper(member)
    support.forget_asker(member)
    mine = Q(decision__insight__author=member) | Q(decision__comment__author=member)
    mine |= Q(kept__insight__author=member) | Q(kept__offer__helper=member)
    Appeal.objects.filter(mine | Q(kept__member=member)).delete()
    Lineage.objects.filter(Q(part__author=member) | Q(whole__author=member)).delete()
    if words == LeftWords.KEEP:
        _keep_nameless(Insight.objects.filter(author=member))
        _keep_nameless(Comment.objects.filter(author=member))
    _empty_insights(Insight.objects.filter(author=member))
    CommentVersion.objects.filter(comment__author=member).delete()
    Comment.objects.filter(author=member).update(**EMPTY, body="")
    Decision.objects.filter(by=member).update(by=None)
    Appeal.objects.filter(by=member).update(by=None)
    KeptOut.objects.filter(by=member).update(by=None)
    reports = Report.objects.filter(reporter=member)
    reports.exclude(state=ReportState.OPEN).update(words="")
    reports.update(reporter=None)


def _keep_nameless(words: QuerySet[Any]) -> None:
    """What others may read, or soon may. The rest keeps its author, and is emptied next."""
    staying = words.exclude(state__in=UNREAD)
    staying.filter(attribution=Attribution.NAMED).update(byline_organisation="")
    staying.update(**NAMELESS)


def _empty_insights(insights: QuerySet[Insight]) -> None:
    """The words go. A row without any stays, for what others wrote on it is theirs."""
    InsightVersion.objects.filter(insight__in=insights.values("pk")).delete()
    for insight in insights.only("pk"):
        insight.taggings.all().delete()
        insight.place_rows.all().delete()
        insight.kept_from_rows.all().delete()
    insights.filter(kind=Kind.SUPPORT_NEED).update(support_state=SupportState.OPEN, outcome="")
    insights.update(**EMPTY, title="", body="", what_helped="", tag_words="")
