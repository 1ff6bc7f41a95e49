"""Statements the database keeps: only inside `prepared`, and only where the connection keeps any."""

import pytest
from django.db import connection

from community.prepared import prepared

pytestmark = pytest.mark.django_db
ASKED = "SELECT %s::int + 1"


def kept():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%::int + 1'"
        )
        return cursor.fetchone()[0]


def ask(number):
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [number])
        return cursor.fetchone()[0]


def test_the_database_keeps_what_is_asked_inside_once_for_all_values():
    with prepared():
        answers = [ask(number) for number in (1, 2, 3)]
    assert (answers, kept()) == ([2, 3, 4], 1)


def test_what_is_asked_outside_is_not_kept():
    with prepared():
        pass
    assert (ask(1), kept()) == (2, 0)


def test_a_connection_told_to_keep_nothing_answers_all_the_same(monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    with prepared():
        assert (ask(1), kept()) == (2, 0)


def test_after_an_error_inside_statements_are_asked_as_before():
    with pytest.raises(ZeroDivisionError), prepared():
        raise ZeroDivisionError
    assert (ask(1), kept()) == (2, 0)
