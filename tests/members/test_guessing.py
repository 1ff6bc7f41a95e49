"""Guessing passwords at the site as it is served: four processes that share nothing but the database."""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
import requests
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection

from community.management.commands.serve import WEB
from members.hashers import Argon2
from members.models import Member
from tests.bench.serving import free_port
from tests.factories import MemberFactory
from tests.members.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

WRONG, THROTTLED = "do not go together", "Too many tries"
WORKERS = 4


@pytest.fixture(scope="module")
def served(django_db_setup):
    """The address of gunicorn on the tests' own database."""
    place, port = connection.get_connection_params(), free_port()
    database = f"postgres://{place['user']}@{quote(place['host'], safe='')}:{place['port']}/{connection.settings_dict['NAME']}"
    own = {
        "DATABASE_URL": database,
        "PORT": str(port),
        "WEB_WORKERS": str(WORKERS),
        "LOG_LEVEL": "ERROR",
    }
    process = subprocess.Popen([sys.executable, *WEB], env=os.environ | own)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def wait_for(address):
    for _attempt in range(600):
        try:
            return requests.get(f"{address}/healthz", timeout=30)
        except requests.ConnectionError:
            time.sleep(0.1)
    return pytest.fail("gunicorn did not start")


@pytest.fixture(autouse=True)
def nothing_is_remembered(db):
    yield
    cache.clear()


@pytest.fixture
def robin():
    return members(1)[0]


def members(count):
    """Members who know their password, hashed once for all of them as the site that is served does."""
    made = MemberFactory.create_batch(count)
    kept = make_password(PASSWORD, hasher=Argon2.algorithm)
    Member.objects.filter(pk__in=[member.pk for member in made]).update(password=kept)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member, email=member.email, verified=True, primary=True)
        for member in made
    )
    return made


def tries(served, email, password, **headers):
    """One person's browser: what it is told, or where it is led."""
    browser = requests.Session()
    address = f"{served}/accounts/login/"
    page = browser.get(address, timeout=120).text
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)[1]
    sent = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    answer = browser.post(address, sent, headers=headers, allow_redirects=False, timeout=120)
    told = [words for words in (WRONG, THROTTLED) if words in answer.text]
    return told[0] if told else answer.status_code


def test_of_forty_guesses_one_after_another_five_are_looked_at(served, robin):
    told = [tries(served, robin.email, f"guess number {n}") for n in range(40)]

    assert told == [WRONG] * 5 + [THROTTLED] * 35
    assert tries(served, robin.email, PASSWORD) == THROTTLED


def test_a_guesser_who_claims_another_address_each_time_gets_no_more(served, robin):
    told = [
        tries(served, robin.email.upper(), f"guess {n}", **{"X-Forwarded-For": f"198.51.100.{n}"})
        for n in range(12)
    ]

    assert told == [WRONG] * 5 + [THROTTLED] * 7


def test_of_twenty_five_guesses_at_once_at_most_five_are_looked_at(served, robin):
    with ThreadPoolExecutor(25) as pool:
        told = list(pool.map(lambda n: tries(served, robin.email, f"guess number {n}"), range(25)))

    assert set(told) <= {WRONG, THROTTLED}
    assert told.count(WRONG) <= 5


def test_an_address_nobody_has_is_throttled_alike(served, db):
    told = [tries(served, "nobody@north.example", f"guess number {n}") for n in range(7)]

    assert told == [WRONG] * 5 + [THROTTLED] * 2


def test_a_room_of_sixty_behind_one_address_signs_in_at_once(served, db):
    room = [member.email for member in members(60)]
    with ThreadPoolExecutor(60) as pool:
        told = list(pool.map(lambda email: tries(served, email, PASSWORD), room))

    assert told == [303] * 60
