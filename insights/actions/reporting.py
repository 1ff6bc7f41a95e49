"""Reporting: anyone says that a text should be looked at; three organisations take it out of sight."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from community.actions import audit, mail
from community.codes import ALPHABET
from community.keyed import keyed_digest
from community.pace import take_turn
from insights import pace
from insights.apart import people_apart
from insights.enums import Act, ReportRule, State
from insights.models import Decision, KeptOut, Report
from insights.models.moderation import report_number
from insights.reportable import Subject
from members.enums import OrganisationState
from members.models import Affiliation, Member, Viewer

HOLD_AT = 3


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What a report form holds once it is clean."""

    rule: str
    words: str
    form_key: str


@transaction.atomic
def report(subject: Subject, complaint: Complaint, *, by: Viewer) -> Report:
    """Store it once, however often the form is sent: the same report comes back each time."""
    if not by.is_anonymous:
        take_turn(by)
    lock(subject)  # before a report points at it, so that two at once are counted in turn
    reference = reference_for(subject, complaint, by=by)
    sent_before = Report.objects.filter(reference=reference, **subject.target).first()
    return sent_before or _store(subject, complaint, reference=reference, by=by)


def reference_for(subject: Subject, complaint: Complaint, *, by: Viewer) -> str:
    """The same for the same form, sent by the same person; tells nobody without the key anything."""
    sent = (complaint.form_key, complaint.rule, complaint.words)
    digest = keyed_digest("report", subject.row.pk, by.pk or "", *sent)
    number = int(digest, 16)
    letters = [ALPHABET[(number // len(ALPHABET) ** place) % len(ALPHABET)] for place in range(12)]
    return report_number("".join(letters))


def _store(subject: Subject, complaint: Complaint, *, reference: str, by: Viewer) -> Report:
    pace.require_room_for_report(by, subject.target)
    made = Report.objects.create(
        reference=reference,
        reporter=_kept(subject, by),
        rule=complaint.rule,
        words=complaint.words,
        **subject.target,
    )
    if made.rule == ReportRule.SAFETY:
        _tell_leads()
    else:
        _hold_when_many_agree(subject)
    return made


def _kept(subject: Subject, by: Viewer) -> Member | None:
    """Who made it; nobody where that would say who wrote what holds no author."""
    if by.is_anonymous or not subject.keeps_reporter or subject.wrote(by):
        return None
    return by


def lock(subject: Subject) -> None:
    """The row as it is now, and nobody else's until this is done."""
    rows = type(subject.row)._base_manager.select_for_update(of=("self",), no_key=True)
    rows.values_list("pk").get(pk=subject.row.pk)
    subject.row.refresh_from_db()


def _hold_when_many_agree(subject: Subject) -> None:
    """Reports counted once do not count again: after a facilitator has looked, it takes three new ones."""
    reports = Report.objects.counting().filter(**subject.target)
    people = reports.values("reporter")
    hats = Affiliation.objects.current().filter(
        member__in=people, organisation__state=OrganisationState.CONFIRMED
    )
    if not subject.is_shown or people_apart(hats.values_list("member", "organisation")) < HOLD_AT:
        return
    rule = reports.latest("made_at", "pk").rule
    hold(subject, rule)
    reports.update(counted=True)
    audit.record("report.held", subject.code, by=None)
    tell_author_held(subject, rule)


def hold(subject: Subject, rule: str) -> None:
    """Out of sight from now on. Of whoever reported it nothing is kept with it."""
    if not subject.is_words:
        KeptOut.objects.filter(**subject.target).update(stands=False)  # that was of other words
        subject.hold(rule)
        return
    subject.row.state = State.HELD
    subject.row.save(update_fields=["state"])
    about = {name: value for name, value in subject.target.items() if name != "part"}
    Decision.objects.create(act=Act.HOLD, rule=rule, version=subject.row.version, **about)


def tell_author_held(subject: Subject, rule: str) -> None:
    """The rule, and nothing of who or how many. Unlinked authors find it on My contributions."""
    _tell_author("insights/mail/held", subject, rule=ReportRule(rule).label)


def tell_author_kept(subject: Subject, rule: str) -> None:
    """That a facilitator has looked, and for which rule it stays out of sight."""
    _tell_author("insights/mail/kept_out", subject, rule=ReportRule(rule).label)


def tell_author_looked_again(subject: Subject) -> None:
    """That an appeal is decided. Unlinked authors find it where their words stand."""
    _tell_author("insights/mail/looked_again", subject)


def _tell_author(template: str, subject: Subject, **said: Any) -> None:
    if subject.author is not None and subject.author.is_active:
        context = {"page": subject.author_page, **said}
        mail.post_template(template, to=subject.author.email, context=context)


def _tell_leads() -> None:
    """That something waits, and no word of it. Without a lead, whoever runs the site must appoint one."""
    leads = Member.objects.safeguarding_leads()
    for address in [lead.email for lead in leads] or [settings.CONTACT_EMAIL]:
        mail.post_template("insights/mail/safety", to=address, context={"has_lead": leads.exists()})
