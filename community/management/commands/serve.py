"""`make run`: prepare the database, load the demo community, serve the site and work off jobs."""

import http.client
import os
import socket
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from community import database
from community.supervising import Company, Ended, stopped_by_signals

DEMO_PASSWORD = "common-ground-2018"  # noqa: S105 public on purpose
DEMO_ACCOUNTS = {
    "council": "a council officer",
    "charity": "a charity worker",
    "funder": "a funder",
    "health": "a health worker",
    "resident": "a resident",
    "facilitator": "publishes and decides",
    "funder-facilitator": "a facilitator who is also a funder",
    "organiser": "runs events",
    "admin": "runs the site",
}
WEB = ["-m", "gunicorn", "--config", "python:community.web", "community.wsgi"]
WORKER = ["manage.py", "procrastinate", "worker"]
STARTING = 60  # seconds until the first answer


class Command(BaseCommand):
    help = "Serve the site and work off its jobs until Ctrl-C."
    requires_system_checks: list[str] = []  # migrate runs them, once there is a database to ask

    def handle(self, *args: Any, **options: Any) -> None:
        with stopped_by_signals():
            try:
                self.prepare()
                self.serve()
            except KeyboardInterrupt:
                self.stdout.write("Stopped.")
            except (database.Unusable, Ended) as error:
                raise CommandError(str(error)) from error

    def prepare(self) -> None:
        require_free(port())
        named = "Connecting to the database" if settings.DATABASE_URL else "Starting PostgreSQL"
        self.say(f"3 of 5 · {named}")
        database.require_usable()
        self.say("4 of 5 · Preparing the database" + ", the demo community too" * settings.DEMO)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        if settings.DEMO:
            call_command("load_demo")
        else:
            call_command("collectstatic", verbosity=0, interactive=False)

    def serve(self) -> None:
        self.say("5 of 5 · Starting the web server and the job worker")
        with Company() as company:
            company.start("web server", [sys.executable, *WEB])
            company.start("job worker", [sys.executable, *WORKER])
            wait_until_it_answers(company)
            self.welcome()
            company.watch()

    def welcome(self) -> None:
        self.say(f"\nCommonality is ready at http://127.0.0.1:{port()}\n")
        if settings.DEMO:
            self.say(f"Demo accounts, all with the password {DEMO_PASSWORD}:")
            for name, role in DEMO_ACCOUNTS.items():
                self.say(f"  {name + '@demo.example':<34}{role}")
        self.say("\nPress Ctrl-C to stop. What you do here is kept for the next time.\n")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def port() -> int:
    try:
        return int(os.environ.get("PORT", "8000"))
    except ValueError as error:
        raise CommandError("PORT must be a number, such as 8001.") from error


def require_free(number: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", number))
        except OSError as error:
            raise CommandError(
                f"Port {number} is taken. Choose another: make run PORT={number + 1}"
            ) from error


def wait_until_it_answers(company: Company) -> None:
    until = time.monotonic() + STARTING
    while not answers():
        company.check()
        if time.monotonic() > until:
            raise Ended("The web server does not answer.")
        time.sleep(0.1)


def answers() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port(), timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
