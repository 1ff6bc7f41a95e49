"""Where a word still stands: every column of every table, what is packed in sessions and caches too."""

import base64

from django.db import connection

from members.models import Session

TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name
"""


def tables_holding(word: str) -> list[str]:
    """Names of tables with a row that says the word, in any column and any case."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        return [name for name in tables if _rows(cursor, name, word)] + _packed(cursor, word)


def _rows(cursor, table: str, word: str) -> int:
    """A row as text shows arrays, JSON and search vectors as well."""
    name = connection.ops.quote_name(table)
    cursor.execute(f"SELECT count(*) FROM {name} AS it WHERE it::text ILIKE %s", [f"%{word}%"])  # noqa: S608 - names come from the catalogue
    return cursor.fetchone()[0]


def _packed(cursor, word: str) -> list[str]:
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    cursor.execute("SELECT to_regclass('shared_cache')")
    kept = []
    if cursor.fetchone()[0]:
        cursor.execute("SELECT value FROM shared_cache")
        kept = [base64.b64decode(value).decode("latin-1") for (value,) in cursor.fetchall()]
    return [
        name
        for name, texts in (("(sessions)", sessions), ("(cache)", kept))
        if any(word.lower() in text.lower() for text in texts)
    ]
