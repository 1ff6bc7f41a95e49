"""Every address as every role against the written table in `addresses.txt`; a new address needs a row."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.addresses import ROLES, every_name, people, things
from tests.asked import just_asked
from tests.worlds import undone

TABLE = Path(__file__).parent / "addresses.txt"
METHODS = ("GET", "POST")


def rows():
    """(name, of what, method) → the status each role is to get."""
    lines = [line.split() for line in TABLE.read_text().splitlines() if line and line[0] != "#"]
    return {(name, of, method): tuple(map(int, told)) for name, of, method, *told in lines}


@pytest.fixture
def clients(db):
    who = people()
    found = {"visitor": Client()}
    for role, member in who.items():
        found[role] = Client()
        found[role].force_login(member)
        just_asked(found[role])
    return found, things(who)


def test_every_address_answers_every_role_as_written(clients):
    asking, of_what = clients
    wrong = {}
    for number, ((name, of, method), told) in enumerate(rows().items()):
        address = reverse(name, kwargs=of_what[of])
        for role, status in asked(told, number):
            if (given := answer(asking[role], method, address)) != status:
                wrong[name, of, method, role] = given, status

    assert wrong == {}


def asked(told, number):
    """Everybody; where all members are answered alike, a visitor and in turn one of them."""
    visitor, *members = zip(ROLES, told, strict=True)
    if len(set(told[1:])) > 1:
        return [visitor, *members]
    return [visitor, members[number % len(members)]]


def answer(client, method, address):
    """Each request stands alone: what it did is undone, and a sign-out signs nobody out."""
    asking = Client()
    asking.cookies.load(client.cookies.output(header="", sep=";"))
    with undone():
        return getattr(asking, method.lower())(address).status_code


def test_every_address_has_its_rows():
    named = {name for name in every_name() if not name.startswith("admin:")}
    written = {(name, method) for name, _of, method in rows()}

    assert named == {name for name, _method in written}
    assert {(name, method) for name in named for method in METHODS} == written


def test_no_address_of_the_administration_answers_anyone_else(clients):
    asking, _of_what = clients
    for name in sorted(name for name in every_name() if name.startswith("admin:")):
        try:
            address = reverse(name)
        except Exception:  # noqa: BLE001, S112 - needs a row's key: its list page stands for it
            continue
        for role in set(ROLES) - {"administrator"}:
            assert asking[role].get(address).status_code in {302, 403, 404}, (name, role)
