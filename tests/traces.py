"""What the database itself keeps beside rows: the number of the transaction that wrote each, and times.

A curious administrator with SQL, but without the key: which member do the rows beside these point at?
"""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connection, models

from insights.models import Comment, Insight
from members.models import Member

NEIGHBOURS = 3


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def every_model():
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed]


def member_columns():
    """(table, column) of everything that says which member: the table of members itself included."""
    columns = [
        (model._meta.db_table, field.column)
        for model in every_model()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Member
    ]
    return [*columns, (Member._meta.db_table, "id")]


def rows_naming_members():
    """(transaction number, member, table) of every row that names a member, sessions too."""
    found = []
    for table, column in member_columns():
        sql = f'SELECT xmin::text::bigint, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
        found += [(number, member, table) for number, member in asked(sql)]
    store = import_module(settings.SESSION_ENGINE).SessionStore
    table = store.get_model_class()._meta.db_table
    for number, data in asked(f"SELECT xmin::text::bigint, session_data FROM {table}"):
        member = store().decode(data).get(SESSION_KEY)
        found += [(number, int(member), table)] if member else []
    return found


def unlinked_rows():
    """Transaction numbers of unlinked words, of all rows that belong to them, and of those deleted there."""
    numbers = set()
    for model in (Insight, Comment):
        table = model._meta.db_table
        theirs = f"SELECT id FROM {table} WHERE attribution IN ('sector', 'without')"
        numbers |= {
            n for (n,) in asked(f"SELECT xmin::text::bigint FROM {table} WHERE id IN ({theirs})")
        }
        for part, column in referring_to(model):
            sql = f'SELECT xmin::text::bigint FROM "{part}" WHERE "{column}" IN ({theirs})'
            numbers |= {n for (n,) in asked(sql)}
    return numbers


def referring_to(model):
    """(table, column) of every row that belongs to one of this model."""
    return [
        (each._meta.db_table, field.column)
        for each in every_model()
        for field in each._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is model
    ]


def pointed_at():
    """(member, table) of whatever names a member and was written beside unlinked words."""
    unlinked = unlinked_rows()
    return {
        (member, table)
        for number, member, table in rows_naming_members()
        if any(abs(number - other) <= NEIGHBOURS for other in unlinked)
    }


def times_on(model):
    """Columns of a model, and of what belongs to one, that hold a time finer than a day."""
    tables = {model._meta.db_table} | {table for table, _column in referring_to(model)}
    return {
        f"{each._meta.db_table}.{field.column}"
        for each in every_model()
        if each._meta.db_table in tables
        for field in each._meta.local_fields
        if isinstance(field, models.DateTimeField | models.TimeField)
    }


def numbers(rows):
    """The transaction numbers these rows carry."""
    table = rows.model._meta.db_table
    keys = ", ".join(f"'{pk}'" for pk in rows.values_list("pk", flat=True))
    return {n for (n,) in asked(f"SELECT xmin::text FROM {table} WHERE id IN ({keys})")}
