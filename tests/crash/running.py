"""The site as it runs for real: gunicorn, a job worker, PostgreSQL and a post office, all of its own."""

import atexit
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from community.postgres import cluster, server
from tests.crash.post_office import PostOffice

CODE = Path(__file__).parents[2]
TOKEN = "a" * 32
PATIENCE = 90


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


def wait_for(what: Any, seconds: float = PATIENCE) -> Any:
    """Look until it is so; a machine may be slow, so what fails says only that it never was."""
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
    return found


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    seconds: float


def ask(
    to: http.client.HTTPConnection, method: str, path: str, body: str, headers: dict[str, str]
) -> Answer:
    """One request on a connection, which is closed after it; `OSError` when no answer came."""
    if body:
        headers = headers | {"Content-Type": "application/x-www-form-urlencoded"}
    started = time.monotonic()
    try:
        to.request(method, path, body or None, headers)
        response = to.getresponse()
        return Answer(response.status, response.read(), time.monotonic() - started)
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        to.close()


class Site:
    def __init__(self, folder: Path, log: Path | None = None) -> None:
        self.folder, self.port = folder, free_port()
        self.early: list[str] = []
        self.settings: dict[str, str] = {}  # beside those all these sites have
        self.post = PostOffice(self._on_mail)
        self.log = (log or folder / "log").open("ab")
        self.known: dict[str, Any] = {}
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    # Starting

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "DEMO": "1", "VAR_DIR": str(self.folder / "var"),
            "PORT": str(self.port), "WEB_WORKERS": "2", "WEB_THREADS": "4",
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.post.port), "LOG_LEVEL": "WARNING",
            **self.settings,
        }  # fmt: skip

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, *command], cwd=CODE, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log,
        )  # fmt: skip

    def prepare(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tests.crash.prepare"], cwd=CODE, env=self.environment,
            stdout=subprocess.PIPE, stderr=self.log, check=True,
        )  # fmt: skip
        self.known = json.loads(done.stdout.splitlines()[-1])

    def start_web(self) -> None:
        self.web = self.start(
            "-m", "gunicorn", "--config", "python:community.web", "community.wsgi"
        )
        wait_for(self.is_up)

    def stop_web(self) -> None:
        assert self.web is not None
        self.web.terminate()
        self.web.wait(PATIENCE)

    def start_worker(self) -> None:
        self.worker = self.start("manage.py", "procrastinate", "worker")

    def is_up(self) -> bool:
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False

    def stop(self) -> None:
        for process in (self.web, self.worker):
            if process and process.poll() is None:
                process.terminate()
                process.wait(PATIENCE)
        self.post.shutdown()
        self.log.close()
        if user := server._users.pop(self.postgres, None):
            user.leave()
            atexit.unregister(user.leave)

    # Asking

    @property
    def postgres(self) -> Path:
        return self.folder / "var" / "postgres"

    def connect(self) -> "psycopg.Connection[Any]":
        place = {"host": str(server.socket_folder(self.postgres)), "port": cluster.PORT}
        server.ensure(self.postgres)
        return psycopg.connect(**place, user=cluster.ROLE, dbname=cluster.DATABASE)

    def ask(self, question: str, *values: object) -> Any:
        with self.connect() as connection:
            return connection.execute(question, values).fetchall()

    def get(self, path: str, session: str = "") -> Answer:
        return self.send("GET", path, session)

    def post_form(self, path: str, session: str, form: dict[str, str]) -> Answer:
        return self.send("POST", path, session, urlencode(form | {"csrfmiddlewaretoken": TOKEN}))

    def send(self, method: str, path: str, session: str, body: str = "") -> Answer:
        """Each on a connection of its own, as from so many people."""
        to = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        return ask(
            to,
            method,
            path,
            body,
            {"Cookie": f"session={session}; csrf={TOKEN}"} if session else {},
        )

    # Killing

    def kill_a_web_process(self) -> None:
        assert self.web is not None
        os.kill(wait_for(lambda: children(self.web.pid))[0], signal.SIGKILL)  # type: ignore[union-attr]

    def kill_the_worker(self) -> None:
        assert self.worker is not None
        self.worker.kill()
        self.worker.wait()
        self.start_worker()

    def kill_postgres(self) -> None:
        os.kill(self.postmaster(), signal.SIGKILL)

    def kill_a_backend(self) -> None:
        """The server ends every session and recovers, as after a crash."""
        backends = [pid for pid in children(self.postmaster()) if b"commonality" in called(pid)]
        if backends:
            os.kill(backends[0], signal.SIGKILL)

    def postmaster(self) -> int:
        path = self.postgres.resolve() / "data" / "postmaster.pid"
        return wait_for(lambda: int((path.read_text().split() or ["0"])[0]) if path.exists() else 0)

    def give_up_on_dead_workers(self) -> None:
        """What the timetable does when half a minute has passed without a sign of life."""
        self.ask(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour' RETURNING id"
        )
        code = "import asyncio; from community.tasks import retry_stalled_jobs as it;"
        code += " asyncio.run(it.func(None, 0))"
        done = self.start("manage.py", "shell", "--no-imports", "-c", code)
        assert done.wait(PATIENCE) == 0

    def _on_mail(self, name: str) -> None:
        rows = self.ask("SELECT 1 FROM community_outboxmessage WHERE message_id = %s", name)
        if not rows:
            self.early.append(name)


def children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(each) for each in text.split()]


def called(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


class Stream:
    """People who send one thing after another, and send each again until it is answered as sent."""

    def __init__(self, site: Site, people: int = 6) -> None:
        self.site, self.people = site, people
        self.acknowledged: list[Sent] = []
        self.refused: dict[str, int] = {}
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._send_on, args=(n,)) for n in range(people)]

    def __enter__(self) -> "Stream":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def wait_for_more(self, count: int) -> None:
        before = len(self.acknowledged)
        wait_for(lambda: len(self.acknowledged) >= before + count)

    def _send_on(self, number: int) -> None:
        sent = 0
        while not self.over.is_set():
            sent += 1
            thing, form = self._form(number, sent)
            while not self._is_acknowledged(thing, form):
                pass
            self.acknowledged.append(thing)

    def _is_acknowledged(self, thing: "Sent", form: dict[str, str]) -> bool:
        try:
            status = self.site.post_form(thing.path, thing.session, form).status
        except OSError:
            status = 0
        if status != 303:
            outcome = str(status or "no answer")
            self.refused[outcome] = self.refused.get(outcome, 0) + 1
        return status == 303

    def _form(self, number: int, sent: int) -> "tuple[Sent, dict[str, str]]":
        """Each person's turn goes round the members, so that nobody sends more than one person may."""
        kind = KINDS[sent % len(KINDS)]
        name = f"{kind}-{number}-{sent}"
        members, needs = self.site.known["members"], self.site.known["needs"]
        everyone = (len(members) - 1) // self.people
        session = members[1 + number + self.people * (sent % everyone)]
        page = f"/insights/{needs[(sent // everyone) % len(needs)]}/"
        signed = {"form_key": name, "attribution": ["named", "sector"][sent // 4 % 2]}
        words = {"title": name, "body": name, "kind": "challenge", "audience": "members"}
        path, form = {
            "insight": ("/insights/new/", signed | words | {"step": "submit"}),
            "comment": (f"{page}comments/", signed | {"body": name}),
            "answer": (f"{page}answer/", {"answer": "true_here", "context": name}),
            "offer": (f"{page}offer/", {"message": name}),
        }[kind]
        return Sent(kind, name, session, path), form


@dataclass(frozen=True)
class Sent:
    kind: str
    name: str
    session: str
    path: str


KINDS = ("insight", "comment", "answer", "offer")
