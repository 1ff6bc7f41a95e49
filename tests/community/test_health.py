import json
import os
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from community import health
from community.tasks import send_message

CODE = Path(__file__).parents[2]
ASK = """
import time, django
django.setup()
from django.test import RequestFactory
from community import health
for _ in range(2):
    started = time.monotonic()
    response = health.readyz(RequestFactory().get("/readyz"))
    print(response.status_code, response.content.decode(), time.monotonic() - started, sep="|")
"""


def ask_with_database_at(port):
    """Two answers of a process whose database is at this port: (status, findings, seconds)."""
    environment = os.environ | {
        "DATABASE_URL": f"postgres://nobody@127.0.0.1:{port}/nothing",
        "DJANGO_SETTINGS_MODULE": "community.settings",
    }
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(command, cwd=CODE, env=environment, capture_output=True, check=True)
    for line in done.stdout.decode().splitlines():
        status, findings, seconds = line.split("|")
        yield int(status), json.loads(findings)["database"], float(seconds)


def test_healthz_needs_no_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db(transaction=True)
def test_readyz_says_what_it_looked_at(client):
    response = client.get("/readyz")

    findings = {"status": "ok", "database": "ok", "migrations": "ok", "jobs": "ok"}
    assert (response.status_code, response.json()) == (200, findings)
    assert dict(response.cookies) == {}


def test_readyz_is_prompt_when_the_database_is_gone():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        answers = list(ask_with_database_at(closed.getsockname()[1]))

    assert [answer[:2] for answer in answers] == [(503, "unreachable")] * 2
    assert max(seconds for _, _, seconds in answers) < 2


def test_readyz_is_prompt_when_the_database_hangs():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        answers = list(ask_with_database_at(silent.getsockname()[1]))

    assert [answer[:2] for answer in answers] == [(503, "slow")] * 2
    assert max(seconds for _, _, seconds in answers) < 2


def test_migration_that_is_not_applied_is_noticed(db):
    MigrationRecorder.Migration.objects.filter(app="community").first().delete()

    assert health.migrations(health.known_migrations()) == "unapplied"


@pytest.mark.parametrize(("allowed", "finding"), [(60, "ok"), (-1, "late")])
def test_job_that_waits_longer_than_allowed_is_late(db, settings, allowed, finding):
    settings.OLDEST_JOB_SECONDS = allowed
    send_message.defer(message_pk=1)

    assert health.jobs() == finding


def test_job_for_tomorrow_is_not_late(db, settings):
    settings.OLDEST_JOB_SECONDS = -1
    send_message.configure(schedule_at=timezone.now() + timedelta(days=1)).defer(message_pk=1)

    assert health.jobs() == "ok"
