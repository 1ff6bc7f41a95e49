"""Letting go of what could show, with the key and the database, whose an answer at check-back is."""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When

from events.models import AskedOut, CheckAnswer, Event, Feedback, Sender, ThemeCheck
from members.models import Member


def let_go_of_proofs(event: Event) -> None:
    """No second answer can come any more, so nothing need show whose the first was."""
    event.check_answers.exclude(proof=None).update(proof=None)
    ThemeCheck.objects.filter(theme__event=event).exclude(proof=None).update(proof=None)


def let_go_of_members(leaving: Sequence[Member]) -> None:
    """Their proofs become chance values; every other row is written anew with them, as it was."""
    _renew(CheckAnswer.objects.exclude(proof=None), "event", "event", leaving)
    _renew(ThemeCheck.objects.exclude(proof=None), "theme", "theme", leaving)
    _renew(Feedback.objects.exclude(proof=None), "feedback", "event", leaving)


@transaction.atomic
def _renew(
    answers: "QuerySet[CheckAnswer] | QuerySet[ThemeCheck] | QuerySet[Feedback]",
    what: str,
    of: str,
    leaving: Sequence[Member],
) -> None:
    """`what` each proof is of, and the column that holds the key of that."""
    rows = list(answers.select_for_update(of=("self",)).values_list("pk", f"{of}_id", "proof"))
    senders = [Sender.member(member) for member in leaving]
    theirs = [pk for pk, it, proof in rows if proof in {by.proof(what, it) for by in senders}]
    chance = [When(pk=pk, then=Value(secrets.token_hex(32))) for pk in theirs]
    answers.update(proof=Case(*chance, default=F("proof")))


def forget_the_order() -> None:
    """Each night all rows are written anew, unchanged: they carry one transaction's number (decision 52)."""
    CheckAnswer.objects.update(proof=F("proof"))
    ThemeCheck.objects.update(proof=F("proof"))
    Feedback.objects.update(proof=F("proof"))
    AskedOut.objects.update(kept_reason=F("kept_reason"))
