"""Every row of the database as text, to say what a request left behind."""

from django.db import connection

Rows = dict[str, list[str]]


def every_table() -> Rows:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [name for (name,) in cursor.fetchall()]
        rows = {}
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" t')  # noqa: S608 - the database's own names
            rows[name] = sorted(row for (row,) in cursor.fetchall())
    return rows


def tables_touched(before: Rows, after: Rows) -> set[str]:
    return {name for name in after if before[name] != after[name]}
