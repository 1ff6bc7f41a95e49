"""Where Django keeps sessions: each row says whose it is, so that a member can see and end their own."""

import datetime as dt
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

from members.models import Session

SIGNED_IN_ON, BROWSER = "signed_in_on", "browser"
_KEPT = "SELECT session_data FROM members_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[Any]:
        return Session

    def load(self) -> dict[str, Any]:
        """As Django has it, in our own words: every page for members asks this."""
        with connection.cursor() as cursor:
            cursor.execute(_KEPT, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The day is that of signing in, whenever the session is written again."""
        member_id = data.get(SESSION_KEY)
        if member_id:
            data.setdefault(SIGNED_IN_ON, timezone.localdate().isoformat())
        row: Any = super().create_model_instance(data)
        row.member_id = member_id
        row.signed_in_on = data.get(SIGNED_IN_ON) if member_id else None
        row.browser = data.get(BROWSER, row.browser)
        row.expire_date = end_of_day(row.expire_date)
        return row


def end_of_day(moment: dt.datetime) -> dt.datetime:
    """A session kept to the second would say when it was begun."""
    return timezone.localtime(moment).replace(hour=23, minute=59, second=59, microsecond=0)
