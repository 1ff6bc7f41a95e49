"""Transaction numbers: PostgreSQL marks every row with that of its writer, and neighbours stand out."""

import secrets
from contextlib import suppress

from django.db import InterfaceError, OperationalError, connection

FEWEST, MOST = 8, 24


def leave_gap() -> None:
    """Let some numbers pass unused. A database that is gone is told to whoever needs it next."""
    if connection.in_atomic_block:
        return
    passing = FEWEST + secrets.randbelow(MOST - FEWEST + 1)
    with suppress(OperationalError, InterfaceError), connection.cursor() as cursor:
        cursor.execute(PASSING % passing)


PASSING = """
DO $$ BEGIN
    FOR each IN 1..%d LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP;
END $$
"""
