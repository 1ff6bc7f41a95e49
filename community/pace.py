"""How much one member may do: counted in what they did, so that nothing is kept to count it by.

Whoever sends several things at once takes turns with themselves, or each would be counted before the
others are there. Reading is not counted in the database at all: a search costs no write. Each process
counts its own.
"""

import threading
import time
from collections import Counter
from datetime import timedelta

from django.db import connection
from django.db.models import Model
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django.utils.translation import gettext as _

from community.http import TooMuch
from community.keyed import keyed_digest
from community.models import AuditEntry

HOUR, DAY = 3_600, 86_400
EXPORTS_AN_HOUR = 60
SEARCHES_A_MINUTE = 60  # in each process
TURNS = 60  # sets these locks of the database's apart from any other: decision 60
LANES = 8


def take_turn(member: Model) -> None:
    """Wait until nothing else this member sends is being counted and written; ends with the transaction.

    Before any row is locked, so that nobody who holds a row ever waits for a turn.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A turn ends with its transaction.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TURNS, lane_of(member)])


def lane_of(member: Model) -> int:
    """One of a few that all share, drawn anew each day: whoever watches locks learns nothing from it."""
    return int(keyed_digest("turn", timezone.localdate(), member.pk), 16) % LANES


def require_room_for_act(verb: str, *, by: Model, most: int) -> None:
    """For what leaves a line in the audit log: that log says how often it was done in the last hour."""
    since = timezone.now() - timedelta(seconds=HOUR)
    done = AuditEntry.objects.filter(actor_id=by.pk, verb=verb, at__gte=since).count()
    if done >= most:
        sentence = _("You have done this %(n)d times in the last hour, as often as we allow.")
        raise TooMuch(sentence % {"n": done}, seconds=HOUR)


def require_room_for_search(member: Model) -> None:
    """Bounds a script that walks the library or the directory. Visitors share addresses: not counted."""
    if searches.another(member.pk) > SEARCHES_A_MINUTE:
        raise TooMuch(_("That was a lot of searching in a minute. Wait a minute."), seconds=60)


class Tally:
    """How often each has come in the minute that is now, in this process. Forgotten with the minute."""

    def __init__(self) -> None:
        self._lock, self._minute = threading.Lock(), 0
        self._counts: Counter[object] = Counter()

    def another(self, who: object) -> int:
        with self._lock:
            self._turn()
            self._counts[who] += 1
            return self._counts[who]

    def so_far(self, who: object) -> int:
        with self._lock:
            self._turn()
            return self._counts[who]

    def clear(self) -> None:
        with self._lock:
            self._counts.clear()

    def _turn(self) -> None:
        minute = int(time.time() // 60)
        if minute != self._minute:
            self._minute, self._counts = minute, Counter()


searches = Tally()
