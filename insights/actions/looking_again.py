"""Asking that another facilitator look again at a text kept out of sight, and answering that."""

from django.db import transaction
from django.utils import timezone

from community.actions import audit
from insights import appeals, policies
from insights.actions import claiming, reporting
from insights.actions.appealing import CannotAppeal
from insights.actions.moderation import AlreadyDecided, OwnWords
from insights.enums import AppealState
from insights.models import Appeal, KeptOut
from insights.reportable import subject_of
from members.models import Member


@transaction.atomic
def ask(kept: KeptOut, words: str, *, by: Member) -> Appeal:
    """Sent twice, the first stands. Nothing is written of who asked."""
    reporting.lock(subject_of(kept))
    if appeals.own_kept(by, kept.pk) is None or not appeals.still_kept(kept):
        raise CannotAppeal
    made, _is_new = Appeal.objects.get_or_create(kept=kept, defaults={"words": words})
    return made


@transaction.atomic
def settle(made: Appeal, state: AppealState, *, sentence: str, by: Member) -> Appeal:
    """Lock the text, then the appeal; allowed, the text is back in sight."""
    subject = subject_of(of_kept(made))
    reporting.lock(subject)
    made = Appeal.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if not Appeal.objects.waiting().filter(pk=made.pk).exists():
        raise AlreadyDecided
    if not policies.can_settle_appeal(by, made):
        raise OwnWords
    claiming.settle(made, by=by)
    made.state, made.sentence = state, sentence
    made.by, made.decided_on = by, timezone.localdate()
    made.save(update_fields=["state", "sentence", "by", "decided_on"])
    if state == AppealState.ALLOWED:
        subject.hold("")
    audit.record(f"appeal.{state}", subject.code, by=by)
    reporting.tell_author_looked_again(subject)
    return made


def of_kept(made: Appeal) -> KeptOut:
    if made.kept is None:
        raise TypeError("this appeal is of a decision on an insight or a comment")
    return made.kept
