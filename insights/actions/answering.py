"""Answering a report: act on what it is about, or leave that as it is. Whoever made it is told."""

from django.db import transaction
from django.urls import reverse

from community.actions import audit, mail
from insights import policies
from insights.actions import claiming, moderation, reporting
from insights.actions.moderation import AlreadyDecided, OwnWords
from insights.enums import Act, ReportRule, ReportState
from insights.models import Comment, Insight, KeptOut, Reason, Report
from insights.models.moderation import ReportQuerySet
from insights.reportable import Subject, subject_of
from members.models import Member


@transaction.atomic
def act_on(made: Report, act: Act, *, reason: Reason | None, sentence: str, by: Member) -> Report:
    """Decide on the thing as its facilitator saw it, and answer every open report on it."""
    subject = subject_of(made)
    words = subject.row
    if not isinstance(words, Insight | Comment) or not subject.is_words:
        raise TypeError("only insights and comments are decided on")
    _locked(words)  # before any report on it
    _open(made, by=by)
    moderation.decide_on_words(words, act, reason=reason, sentence=sentence, by=by)
    state = ReportState.NOT_UPHELD if act == Act.PUBLISH else ReportState.UPHELD
    return _answer_all(made, subject, state, sentence=sentence, by=by)


def _locked(words: Insight | Comment) -> None:
    type(words).objects.select_for_update(of=("self",)).get(pk=words.pk)


@transaction.atomic
def keep_out(made: Report, *, sentence: str, by: Member) -> Report:
    """Out of sight, and it stays so until its author puts other words there."""
    subject = subject_of(made)
    reporting.lock(subject)
    made = _open(made, by=by)
    # A worry stands over any other rule: an appeal against that must not put the text back.
    if subject.is_shown or (is_about_safety(made) and not subject.is_words):
        reporting.hold(subject, made.rule)
    if is_about_safety(made):  # its author is not told: the rule would say that somebody worries
        return _answer(made, ReportState.UPHELD, sentence=sentence, by=by)
    _keep(subject, made.rule, by=by)
    return _answer_all(made, subject, ReportState.UPHELD, sentence=sentence, by=by)


def _keep(subject: Subject, rule: str, *, by: Member) -> None:
    """Once for the same words: what was decided of them stands, appealed or not, whoever reports them next."""
    if not KeptOut.objects.filter(**subject.target, stands=True).exists():
        KeptOut.objects.create(**subject.target, rule=rule, by=by)
        reporting.tell_author_kept(subject, rule)


@transaction.atomic
def leave(made: Report, *, sentence: str, by: Member) -> Report:
    """The thing stays as it is and this report alone is answered; a text that was held is put back.

    What was held for somebody's safety only a safeguarding lead puts back.
    """
    subject = subject_of(made)
    reporting.lock(subject)
    made = _open(made, by=by)
    may = policies.can_answer_report(by, rule=subject.held_for)
    if not subject.held_for or not may or is_about_safety(made):
        return _answer(made, ReportState.NOT_UPHELD, sentence=sentence, by=by)
    subject.hold("")
    return _answer_all(made, subject, ReportState.NOT_UPHELD, sentence=sentence, by=by)


@transaction.atomic
def act_elsewhere(made: Report, *, sentence: str, by: Member) -> Report:
    """A safeguarding lead has done what there was to do; nothing changes here."""
    return _answer(_open(made, by=by), ReportState.UPHELD, sentence=sentence, by=by)


def is_about_safety(made: Report) -> bool:
    return made.rule == ReportRule.SAFETY


def _open(made: Report, *, by: Member) -> Report:
    """The report, locked and still to be answered, by somebody else than the author."""
    made = Report.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if made.state != ReportState.OPEN:
        raise AlreadyDecided
    if not policies.can_answer_report(by, rule=made.rule) or subject_of(made).wrote(by):
        raise OwnWords
    claiming.settle(made, by=by)
    return made


def _answer_all(
    made: Report, subject: Subject, state: ReportState, *, sentence: str, by: Member
) -> Report:
    """Every open report on it but those that only a safeguarding lead reads."""
    for answered in _open_on(subject).select_for_update(of=("self",)):
        _answer(answered, state, sentence=sentence, by=by)
    made.refresh_from_db()
    return made


def _open_on(subject: Subject) -> ReportQuerySet:
    return Report.objects.open().filter(**subject.target).exclude(rule=ReportRule.SAFETY)


def _answer(made: Report, state: ReportState, *, sentence: str, by: Member) -> Report:
    made.state, made.outcome = state, sentence
    made.save(update_fields=["state", "outcome"])
    family = "safeguarding" if is_about_safety(made) else "report"
    audit.record(f"{family}.{state}", made.reference, by=by)
    if made.reporter is not None and made.reporter.is_active:
        page = reverse("insights:report_status", args=[made.reference])
        mail.post_template(
            "insights/mail/report_answered",
            to=made.reporter.email,
            context={"report": made, "page": page},
        )
    return made
