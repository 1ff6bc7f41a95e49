"""What every test starts from and may use."""

import gc

import pytest
from django.conf import settings
from django.db import connection

from community import pace
from community.shelf import shelf
from tests import chromium


def pytest_configure() -> None:
    """What would cost more than the tests themselves.

    Static files are looked for when asked for, rather than all read anew by each test client. Passwords
    are kept by a quick hash, with the site's own next.
    """
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")


def pytest_collection_finish():
    """What was imported and collected stays: looking through it for what can go costs a part of every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(autouse=True)
def nothing_kept_in_the_process():
    """A test's database starts again at the same stamp; what was kept under it must not."""
    shelf.clear()
    pace.searches.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A browser left open holds a line to the database, which is not dropped while it is held."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
            " AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The Chromium of this machine rather than one that Playwright would have to fetch."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING)
    return {**browser_type_launch_args, "executable_path": path, "args": chromium.arguments()}


@pytest.fixture
def site(live_server, page, context):
    """A browser page that takes addresses from the root of a running site."""
    page.set_default_timeout(10_000)

    def go(path="/"):
        response = page.goto(live_server.url + path)
        assert response.status < 400
        return page

    return go
