"""What the database keeps, all of it."""

from django.db import connection


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
