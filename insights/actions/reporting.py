"""Reporting: anyone says a thing should be looked at; a facilitator acts on it or leaves it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.urls import reverse

from community.actions import audit, mail
from community.codes import ALPHABET
from community.keyed import keyed_digest
from insights import pace, policies
from insights.actions import moderation
from insights.actions.moderation import AlreadyDecided, OwnWords
from insights.enums import Act, ReportState, State
from insights.models import Comment, Insight, Reason, Report
from members.models import Affiliation, Member, Viewer

HOLD_AT = 3


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What a report form holds once it is clean."""

    rule: str
    words: str
    form_key: str


def report(thing: Insight | Comment, complaint: Complaint, *, by: Viewer) -> Report:
    """Store it once, however often the form is sent: the same report comes back each time."""
    reference = reference_for(thing, complaint, by=by)
    sent_before = Report.objects.filter(reference=reference, **_about(thing)).first()
    if sent_before is not None:
        return sent_before
    pace.require_room_for_report(by, _about(thing))
    try:
        return _store(thing, complaint, reference=reference, by=by)
    except IntegrityError:
        return Report.objects.get(reference=reference, **_about(thing))


def reference_for(thing: Insight | Comment, complaint: Complaint, *, by: Viewer) -> str:
    """The same for the same form, sent by the same person; tells nobody without the key anything."""
    sent = (complaint.form_key, complaint.rule, complaint.words)
    digest = keyed_digest("report", thing.pk, by.pk or "", *sent)
    number = int(digest, 16)
    letters = [ALPHABET[(number // len(ALPHABET) ** place) % len(ALPHABET)] for place in range(6)]
    return f"RP-{''.join(letters)}"


@transaction.atomic
def _store(thing: Insight | Comment, complaint: Complaint, *, reference: str, by: Viewer) -> Report:
    made = Report.objects.create(
        reference=reference,
        reporter=None if by.is_anonymous else by,
        rule=complaint.rule,
        words=complaint.words,
        **_about(thing),
    )
    _hold_when_many_agree(thing)
    return made


def _about(thing: Insight | Comment) -> dict[str, Insight | Comment]:
    return {"insight": thing} if isinstance(thing, Insight) else {"comment": thing}


def _hold_when_many_agree(thing: Insight | Comment) -> None:
    """Three members of three different organisations take a published thing out of sight until it is read."""
    reporters = Report.objects.open().filter(reporter__isnull=False, **_about(thing))
    people = reporters.values("reporter").distinct()
    hats = Affiliation.objects.current().filter(member__in=people, organisation__isnull=False)
    organisations = hats.values("organisation").distinct()
    if min(people.count(), organisations.count()) < HOLD_AT:
        return
    held = type(thing).objects.filter(pk=thing.pk, state=State.PUBLISHED).update(state=State.HELD)
    if held:
        audit.record("report.held", moderation.reference_of(thing), by=None)


def thing_of(made: Report) -> Insight | Comment:
    thing = made.insight or made.comment
    if thing is None:
        raise TypeError("the database refuses a report on nothing")
    return thing


@transaction.atomic
def act_on(made: Report, act: Act, *, reason: Reason | None, sentence: str, by: Member) -> Report:
    """Decide on the thing as its facilitator saw it, and answer every open report on it."""
    thing = thing_of(made)
    type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)  # before any report on it
    _open(made, by=by)
    if isinstance(thing, Insight):
        moderation.decide(thing, act, reason=reason, sentence=sentence, by=by)
    else:
        moderation.decide(thing, act, reason=reason, sentence=sentence, by=by)
    for answered in Report.objects.open().filter(**_about(thing)).select_for_update(of=("self",)):
        _answer(answered, ReportState.UPHELD, sentence=sentence, by=by)
    made.refresh_from_db()
    return made


@transaction.atomic
def leave(made: Report, *, sentence: str, by: Member) -> Report:
    """The thing stays as it is; this report alone is answered."""
    made = _open(made, by=by)
    return _answer(made, ReportState.NOT_UPHELD, sentence=sentence, by=by)


def _open(made: Report, *, by: Member) -> Report:
    """The report, locked and still to be answered, by somebody else than the author."""
    made = Report.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if made.state != ReportState.OPEN:
        raise AlreadyDecided
    if not policies.can_decide(by, thing_of(made)):
        raise OwnWords
    return made


def _answer(made: Report, state: ReportState, *, sentence: str, by: Member) -> Report:
    made.state, made.outcome = state, sentence
    made.save(update_fields=["state", "outcome"])
    audit.record(f"report.{state}", made.reference, by=by)
    if made.reporter is not None and made.reporter.is_active:
        page = reverse("insights:report_status", args=[made.reference])
        mail.post_template(
            "insights/mail/report_answered",
            to=made.reporter.email,
            context={"report": made, "page": page},
        )
    return made
