"""A member who has done everything one can do here, and a mark in every column that holds their words."""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import timezone

from community.actions import audit, mail
from events.enums import ActVerb, BlockKey
from events.models import (
    Attendance,
    NextStep,
    NoteBatch,
    Registration,
    SampleSorter,
    SortingAct,
    SortingSample,
    SortingWords,
    Summary,
    SummaryBlock,
    SummaryVersion,
    SummaryVersionPart,
)
from events.replay import Changes
from insights.enums import Kind, SupportState
from insights.models import (
    Appeal,
    Bulk,
    CommentVersion,
    Decision,
    Draft,
    InsightVersion,
    KeptOut,
    Offer,
    Pause,
)
from members.models import (
    Agreement,
    GroundRules,
    Invitation,
    Place,
    Recovery,
    RecoveryVoice,
    TakenOff,
)
from tests.factories import (
    AffiliationFactory,
    CommentFactory,
    EventFactory,
    InsightFactory,
    MemberFactory,
    ReportFactory,
    ResponseFactory,
    SpaceMemberFactory,
)


def live():
    """(the member, every row of theirs)."""
    member = MemberFactory(facilitator=True, organiser=True, administrator=True)
    member.places.add(Place.objects.first())
    rules = GroundRules.objects.newest()
    rows = [
        member,
        AffiliationFactory(member=member),
        Agreement.objects.create(member=member, rules=rules),
        EmailAddress.objects.create(user=member, email="second@example.org"),
        Authenticator.objects.create(user=member, type="totp", data={}),
        SocialAccount.objects.create(user=member, provider="north", uid="n1"),
        Recovery.objects.create(member=member, new_email="new@example.org"),
        *worked(member),
        *wrote(member),
        *noted(member),
    ]
    return member, rows


def worked(member):
    """What they did for a room, and for somebody who lost a mailbox."""
    event = EventFactory(created_by=member)
    there = SpaceMemberFactory(space=event.space_ptr, member=member)
    sample = SortingSample.objects.create(event=event, number=1, seed=1, notes=["2"], themes=[1])
    summary = Summary.objects.create(event=event, title="What we heard", drafted_at=timezone.now())
    lost = Recovery.objects.create(member=MemberFactory(), new_email="other@example.org")
    return [
        event,
        event.space_ptr,
        there,
        Invitation.objects.create(
            space=event.space_ptr,
            email="x@example.org",
            expires_on=there.space.held_on,
            made_by=member,
        ),
        Registration.objects.create(
            event=event, member=member, state="going", access_needs="Captions"
        ),
        Attendance.objects.create(event=event, member=member),
        TakenOff.objects.create(space=event.space_ptr, member=member),
        SummaryVersionPart.objects.create(
            version=SummaryVersion.objects.create(
                summary=summary, number=1, published_on=timezone.localdate()
            ),
            key=BlockKey.WHY,
            position=0,
            words="Ours",
        ),
        NextStep.objects.create(event=event, what="Share the map", owner="The council"),
        SortingWords.objects.create(event=event, line="Short money", more="Ours"),
        SortingAct.objects.create(
            event=event, number=1, verb=ActVerb.FILED, changes=Changes().as_json(), by=member
        ),
        SampleSorter.objects.create(sample=sample, place=1, member=member),
        NoteBatch.objects.create(event=event, added_by=member, raw="- a note"),
        SummaryBlock.objects.create(
            summary=summary, key=BlockKey.WHY, position=1, edited="Ours", edited_by=member
        ),
        RecoveryVoice.objects.create(recovery=lost, facilitator=member, reason="I know them."),
    ]


def wrote(member):
    """Insights, a comment, an answer, an offer, a draft, a report; and a decision on somebody else’s."""
    need = InsightFactory(
        author=member,
        kind=Kind.SUPPORT_NEED,
        support_state=SupportState.CLOSED,
        outcome="It ended.",
    )
    return [
        need,
        InsightVersion.objects.create(insight=need, number=1, title="Before", body="Before"),
        comment := CommentFactory(author=member),
        CommentVersion.objects.create(comment=comment, number=1, body="Before"),
        ResponseFactory(member=member, context="Here too."),
        Offer.objects.create(
            insight=InsightFactory(kind=Kind.SUPPORT_NEED), helper=member, message="I"
        ),
        Draft.objects.create(member=member, fields={"attribution": "named"}),
        ReportFactory(reporter=member, state="upheld", words="Look", outcome="Seen"),
        Decision.objects.create(insight=InsightFactory(), act="publish", by=member),
        Appeal.objects.create(
            decision=Decision.objects.create(insight=need, act="remove"),
            words="No",
            sentence="Yes",
            state="dismissed",
            decided_on=dt.date(2026, 11, 20),
        ),
        KeptOut.objects.create(insight=InsightFactory(), part="outcome", rule="other", by=member),
        Pause.objects.create(insight=InsightFactory(), until=dt.date(2027, 1, 1), sentence="Rest"),
        Bulk.objects.create(act="publish", by=member, form_key="k", sentence="All fine."),
    ]


def noted(member):
    """What the site keeps of what they did, and is about to send them."""
    about = ContentType.objects.get_for_model(type(member))
    return [
        LogEntry.objects.create(
            user=member, content_type=about, object_id=str(member.pk), action_flag=2
        ),
        mail.post(to=member.email, subject="Hello", body="Hello"),
        audit.record("zq901x", "zq902x", by=member, how="zq903x"),
    ]


UNMARKED = {
    "events_samplesorter.choices",
    "events_sortingact.changes",
    "insights_insight.search",
    "insights_insight.owner_proof",
    "insights_comment.owner_proof",
}
SAME = {
    "community_outboxmessage.to": "members_member.email",
    "members_invitation.email": "members_member.email",
}
READ_ONLY = {"community_auditentry"}
MARKS_OF_THE_LOG = {"verb": "zq901x", "thing": "zq902x", "details": "zq903x"}


def mark(rows):
    """Column → the mark its words hold now."""
    marks = {}
    for row in rows:
        for field in row._meta.local_concrete_fields:
            name = f"{row._meta.db_table}.{field.column}"
            if not holds_words(field) or name in UNMARKED:
                continue
            if row._meta.db_table in READ_ONLY:
                marks[name] = MARKS_OF_THE_LOG[field.name]
                continue
            marks[name] = marks.get(SAME.get(name), f"zq{len(marks):03d}x")
            value = shaped(field, marks[name])
            type(row)._base_manager.filter(pk=row.pk).update(**{field.name: value})
    return marks


def holds_words(field):
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return is_text and not field.choices


def shaped(field, word):
    if isinstance(field, models.EmailField):
        return f"{word}@example.org"
    if isinstance(field, models.URLField):
        return f"https://example.org/{word}"
    if isinstance(field, models.JSONField):
        return {"attribution": "named", "words": word}
    return word[: field.max_length]


def everything_kept():
    """Every row of every table of the database, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        tables = sorted(name for (name,) in cursor.fetchall())
        kept = {}
        for table in tables:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 - the database names its tables
            kept[table] = "\n".join(row for (row,) in cursor.fetchall())
    return kept
