"""How long the shared tables are kept, and those of the libraries that every package leans on."""

import datetime as dt

from django.db import connection

from community.models import AuditEntry, OutboxMessage
from community.retention import Kept, Stay, delete_before, tables

OLD_JOBS = """
DELETE FROM procrastinate_jobs job
WHERE status <> 'doing'
  AND NOT EXISTS (SELECT FROM procrastinate_events WHERE job_id = job.id AND at >= %s)
"""


def forget_jobs(before: dt.datetime) -> None:
    """Their events go with them. Those done are let go within a day already."""
    with connection.cursor() as cursor:
        cursor.execute(OLD_JOBS, [before])


def forget_cached(before: dt.datetime) -> None:
    """Whatever expired: nothing else ever empties a cache that few write to."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shared_cache WHERE expires < %s", [before])


@tables.add
def shared_tables() -> list[Kept]:
    return [
        Kept(
            table="community_auditentry",
            stay=Stay.RECORD,
            what="What facilitators, organisers and administrators did",
            forget=delete_before(AuditEntry, "at"),
        ),
        Kept(
            table="community_outboxmessage",
            stay=Stay.MONTH,
            what="Mail: emptied once it is sent, let go when it could not be",
            forget=delete_before(OutboxMessage, "created_at"),
        ),
        Kept(
            table="shared_cache",
            stay=Stay.TWO_DAYS,
            what="Counts of tries, by hashed address, after they have ended",
            forget=forget_cached,
        ),
        Kept(
            table="procrastinate_jobs",
            stay=Stay.MONTH,
            what="Jobs and their numbers",
            forget=forget_jobs,
        ),
        Kept(
            table="procrastinate_events",
            stay=Stay.MONTH,
            what="When jobs began and ended",
            forget=forget_jobs,
        ),
        *(Kept(table=table, stay=Stay.SITE, what=what) for table, what in OF_THE_SITE),
    ]


OF_THE_SITE = [
    ("procrastinate_periodic_defers", "When each timed job last ran"),
    ("procrastinate_workers", "Which workers live"),
    ("django_migrations", "Which migrations were applied"),
    ("django_session", "Unused: sessions are a table of our own"),
    ("django_content_type", "The names of tables"),
    ("auth_group", "Unused: Django’s own groups"),
    ("auth_group_permissions", "Unused: Django’s own groups"),
    ("auth_permission", "Unused: Django’s own permissions"),
    ("taggit_tag", "Unused: the tag library’s own tags"),
    ("taggit_taggeditem", "Unused: the tag library’s own tags"),
]
