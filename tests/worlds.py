"""Two worlds: the same database but for one thing, looked at by everyone and compared byte for byte."""

import itertools
import random
import secrets
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from community import pace
from community.shelf import shelf
from tests.crawling import Seen, crawl


@dataclass(frozen=True)
class World:
    """What everybody saw, and every row of every table."""

    seen: dict[tuple[str, str], Seen]
    rows: dict[str, list[dict[str, object]]]


class WorldMaker:
    """Makes one world after another from the same start: same rows, same counters, same chance."""

    def __init__(
        self, clients: dict[str, Client], starts: list[str], monkeypatch: pytest.MonkeyPatch
    ):
        self.clients, self.starts, self.monkeypatch = clients, starts, monkeypatch
        self.most = 60
        self.counters = sequence_values()

    def make(self, happens: Callable[[], list[str]]) -> World:
        """`happens` acts and returns further addresses to look at; all of it is undone afterwards."""
        cache.clear()
        shelf.clear()
        pace.searches.clear()
        set_sequences(self.counters)
        self._same_chance()
        with undone():
            addresses = happens()
            rows = every_row()
            seen = {}
            for role, client in self.clients.items():
                found = crawl(client, [*addresses, *self.starts], most=self.most)
                seen |= {(role, address): answer for address, answer in found.items()}
        return World(seen, rows)

    def _same_chance(self) -> None:
        chance = random.Random(7)
        count = itertools.count()
        self.monkeypatch.setattr(
            uuid, "uuid4", lambda: uuid.UUID(int=chance.getrandbits(128), version=4)
        )
        self.monkeypatch.setattr(secrets, "choice", chance.choice)
        self.monkeypatch.setattr(secrets, "token_urlsafe", lambda *_: f"token{next(count)}")
        self.monkeypatch.setattr(secrets, "token_hex", lambda *_: f"{next(count):032x}")


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sequence_values() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname || '.' || sequencename, coalesce(last_value, 0) FROM pg_sequences"
        )
        return dict(cursor.fetchall())


def set_sequences(values: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute("SELECT setval(%s, %s, %s)", [name, max(value, 1), value > 0])


def every_row() -> dict[str, list[dict[str, object]]]:
    return {
        model._meta.label: sorted(model._base_manager.values(), key=str)
        for model in apps.get_models(include_auto_created=True)
    }


def differences(one: World, other: World) -> list[str]:
    """Addresses that somebody sees differently, by whom."""
    keys = one.seen.keys() | other.seen.keys()
    return sorted(
        f"{role} {address}"
        for role, address in keys
        if one.seen.get((role, address)) != other.seen.get((role, address))
    )


def columns_that_differ(one: World, other: World) -> set[str]:
    """`Model.column` wherever rows, taken in order, are not the same."""
    found = set()
    for label in one.rows:
        for left, right in itertools.zip_longest(one.rows[label], other.rows[label], fillvalue={}):
            found |= {
                f"{label}.{name}"
                for name in left.keys() | right.keys()
                if left.get(name) != right.get(name)
            }
    return found
