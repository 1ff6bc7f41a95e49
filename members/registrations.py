"""How long the tables of members, and of the libraries they sign in by, are kept."""

import datetime as dt

from django.contrib.admin.models import LogEntry
from django.db.models import Q

from community.retention import Kept, Stay, delete_before, tables
from members.enums import RecoveryState
from members.models import DataCopy, Erasure, Recovery, Session


def forget_copies(before: dt.datetime) -> None:
    """Fetched or not: asked for once more, it is made once more."""
    never_made = Q(ready_at=None, asked_at__lt=before)
    DataCopy.objects.filter(never_made | Q(ready_at__lt=before)).delete()


def forget_recoveries(before: dt.datetime) -> None:
    """An agreed one waits for its hour; nothing else is open for so long."""
    Recovery.objects.filter(asked_at__lt=before).exclude(state=RecoveryState.AGREED).delete()


@tables.add
def members_tables() -> list[Kept]:
    return [
        Kept(
            table="members_datacopy",
            stay=Stay.TWO_DAYS,
            what="Copies that members asked for, without any word they recorded",
            forget=forget_copies,
        ),
        Kept(
            table="members_recovery",
            stay=Stay.SEASON,
            what="Requests for another address when a mailbox was lost",
            forget=forget_recoveries,
        ),
        Kept(
            table="members_recoveryvoice",
            stay=Stay.SEASON,
            what="Why two facilitators knew the person",
            forget=forget_recoveries,
        ),
        Kept(
            table="members_erasure",
            stay=Stay.LEDGER,
            what="The erasure ledger: keyed, names nobody",
            forget=delete_before(Erasure, "erased_on"),
        ),
        Kept(
            table="members_session",
            stay=Stay.TWO_DAYS,
            what="Sessions, after they have ended",
            forget=delete_before(Session, "expire_date"),
        ),
        Kept(
            table="django_admin_log",
            stay=Stay.SEASON,
            what="What the administration’s own pages noted",
            forget=delete_before(LogEntry, "action_time"),
        ),
        *(Kept(table=table, stay=stay, what=what) for table, stay, what in UNTIL_THE_END),
    ]


UNTIL_THE_END = [
    ("members_member", Stay.ACCOUNT, "Members"),
    ("members_member_places", Stay.ACCOUNT, "The places members work in"),
    ("members_affiliation", Stay.ACCOUNT, "Where members work and worked"),
    ("members_agreement", Stay.ACCOUNT, "Which ground rules members accepted"),
    ("members_spacemember", Stay.ACCOUNT, "Which events members were at"),
    ("members_takenoff", Stay.ACCOUNT, "Which events’ lists members were taken off"),
    (
        "members_invitation",
        Stay.EVENT,
        "Invitations to events, without addresses once they are over",
    ),
    ("socialaccount_socialaccount", Stay.ACCOUNT, "Which single sign-on account is whose"),
    ("socialaccount_socialtoken", Stay.ACCOUNT, "Unused: tokens are not kept"),
    ("socialaccount_socialapp", Stay.SITE, "Unused: providers are settings"),
    ("members_closing", Stay.ACCOUNT, "Accounts that are to close"),
    ("account_emailaddress", Stay.ACCOUNT, "Addresses members proved"),
    ("account_emailconfirmation", Stay.ACCOUNT, "Unused: confirmations are typed codes"),
    ("mfa_authenticator", Stay.ACCOUNT, "Second steps at sign-in"),
    ("members_space", Stay.EVENT, "The title and day of events"),
    ("members_organisation", Stay.SITE, "Organisations"),
    ("members_organisationdomain", Stay.SITE, "Email domains of organisations"),
    ("members_place", Stay.SITE, "Places"),
    ("members_groundrules", Stay.SITE, "Versions of the ground rules"),
]
