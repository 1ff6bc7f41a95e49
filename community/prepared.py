"""Statements the database is to keep: read and planned once a connection, then only run.

For the few questions that are asked all day with other values. Where their plan is most of what they
cost (a rare word, one member), this halves it. A pooler between the site and the database must know
prepared statements; one that does not is told of with `PREPARES=0` (docs/operations.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor


class _Cursor(ServerBindingCursor):
    def execute(self, query: Any, params: Any = None, **kwargs: Any) -> Any:
        return super().execute(query, params, prepare=True, **kwargs)  # type: ignore[misc] # psycopg’s, unknown to the stubs


@contextmanager
def prepared() -> Iterator[None]:
    """What is asked inside is kept by the database, unless the connection keeps nothing."""
    connection.ensure_connection()
    raw = connection.connection
    before, raw.cursor_factory = raw.cursor_factory, _Cursor
    try:
        yield
    finally:
        raw.cursor_factory = before
