"""What a process calls to use the server: `ensure` before the first connection, no goodbye."""

import atexit
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

from psycopg import pq
from psycopg.conninfo import make_conninfo

from community.postgres import account, cluster, locks
from community.postgres.home import Home, settle

CODE = Path(__file__).parents[2]
STARTING = 60.0  # seconds: making a cluster on a slow disk, or recovering after a power cut
LARGEST_LOG = 1_000_000


class NotStarted(Exception):
    """The server could not be started; the message is one sentence for a person."""


class User:
    """This process, counted as one user of the server at `home` until it ends."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.pid = os.getpid()
        self.keeper: subprocess.Popen[bytes] | None = None
        self.held = locks.share(home.users_lock)

    def ensure(self) -> None:
        until = time.monotonic() + STARTING
        while not _answers(self.home):
            self._send_for_keeper()
            if time.monotonic() > until:
                raise NotStarted(_why(self.home, "did not answer in time"))
            time.sleep(0.02)

    def _send_for_keeper(self) -> None:
        if self.keeper is not None:
            if self.keeper.poll():
                self.keeper = None
                raise NotStarted(_why(self.home, "did not start"))
            if self.keeper.returncode is None:
                return
        if not locks.is_held_alone(self.home.keeper_lock):
            self.keeper = _start_keeper(self.home)

    def leave(self) -> None:
        """Stop being counted. The last one out waits until the server has stopped."""
        if os.getpid() != self.pid:
            return  # a forked child: its parent still counts
        self.held.close()
        if cluster.is_alive(self.home) and not locks.is_held_alone(self.home.keeper_lock):
            self.keeper = _start_keeper(self.home)  # the keeper was killed: somebody must stop it
        while locks.is_held_alone(self.home.keeper_lock) and not locks.is_shared(
            self.home.users_lock
        ):
            time.sleep(0.02)
        if self.keeper is not None and not locks.is_shared(self.home.users_lock):
            self.keeper.wait()


_users: dict[Path, User] = {}
_joining = threading.Lock()


def join(folder: Path) -> User:
    """Be counted among the users of the server in `folder`, and make sure that it runs."""
    with _joining:
        user = _users.get(folder)
        if user is None or user.pid != os.getpid():
            user = _users[folder] = _new_user(folder)
            atexit.register(user.leave)
            user.ensure()
        return user


def ensure(folder: Path) -> None:
    """Wait until the server answers, starting it if it does not run."""
    join(folder).ensure()


def answers(folder: Path) -> bool:
    return _answers(join(folder).home)


def socket_folder(folder: Path) -> Path:
    return join(folder).home.socket_folder


def _new_user(folder: Path) -> User:
    try:
        return User(settle(folder))
    except PermissionError as error:
        raise NotStarted(
            f"PostgreSQL's folder {folder} belongs to another account than {account.own().name}."
        ) from error
    except account.NoAccount as error:
        raise NotStarted(
            "PostgreSQL does not run as root, and there is no other account."
        ) from error


def _answers(home: Home) -> bool:
    place = {"host": str(home.socket_folder), "port": str(cluster.PORT), "user": cluster.ROLE}
    question = make_conninfo(**place, dbname="postgres")
    return pq.PGconn.ping(question.encode()) == pq.Ping.OK


def _start_keeper(home: Home) -> "subprocess.Popen[bytes]":
    if home.log.exists() and home.log.stat().st_size > LARGEST_LOG:
        home.log.replace(home.log.with_suffix(".old"))
    with home.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 our own words
            [sys.executable, "-m", "community.postgres.keeper", str(home.path)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=CODE,
            start_new_session=True,  # Ctrl-C is for us, not for the server
        )


def _why(home: Home, what: str) -> str:
    """The last complaint in the log, or failing that its last line."""
    lines = home.log.read_text(errors="replace").splitlines() or ["it said nothing"]
    complaints = [line for line in lines[-20:] if re.search(r"FATAL|PANIC|[Ee]rror: ", line)]
    return f"PostgreSQL {what}: {(complaints or lines)[-1]} (see {home.log})"
