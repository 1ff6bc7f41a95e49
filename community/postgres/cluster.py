"""Making, starting and stopping the server itself. Only the keeper does this."""

import locale
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from community.postgres import account, locks, programs
from community.postgres.home import SOCKET, Home

ROLE = DATABASE = "commonality"
PORT = 5432  # only a part of the socket's name

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_directories": "../run",  # from the data folder: no length or quoting to mind
    "max_connections": "200",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    # People's words stay out of the log: no statements, no values, no failed queries.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "log_lock_waits": "off",
}

ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}  # none of our secrets
PATIENCE = [(signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)]


def is_alive(home: Home) -> bool:
    return locks.is_held_alone(home.server_lock)


def start(home: Home) -> "subprocess.Popen[bytes]":
    """Start the server, making its data first if there is none. Nothing of it may be alive."""
    bin_folder = programs.for_server(home)
    if not home.data.exists():
        _make(home, bin_folder)
    _clear_away_remains(home)
    _write_who_may_connect(home.data)
    command = [str(bin_folder / "postgres"), "-D", str(home.data)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    with home.server_lock.open("ab") as lock:
        locks.wait_alone(lock)
        return subprocess.Popen(  # noqa: S603 our own words
            command,
            stdin=subprocess.DEVNULL,
            cwd=home.path,
            env=ENVIRONMENT,
            pass_fds=[lock.fileno()],
            **account.options(),
        )


def stop(home: Home) -> None:
    """End every session and write everything down; insist if that takes too long."""
    for number, seconds in PATIENCE:
        if not is_alive(home):
            return
        if pid := _postmaster(home):
            os.kill(pid, number)
        _wait_until_gone(home, seconds)


def _postmaster(home: Home) -> int | None:
    """Only to be trusted while the server lives: a number left behind may be anybody's."""
    try:
        return int((home.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _wait_until_gone(home: Home, seconds: float) -> None:
    until = time.monotonic() + seconds
    while is_alive(home) and time.monotonic() < until:
        time.sleep(0.02)


def _make(home: Home, bin_folder: Path) -> None:
    """Made aside and moved into place whole: half a data folder is never taken for one."""
    for left in home.path.glob("new-*"):
        shutil.rmtree(left)
    new = Path(tempfile.mkdtemp(prefix="new-", dir=home.path))
    account.give(new)
    _run(home, [str(bin_folder / "initdb"), "-D", str(new), *_initdb_options()])
    _write_who_may_connect(new)
    words = f"CREATE ROLE {ROLE} LOGIN CREATEDB\nCREATE DATABASE {DATABASE} OWNER {ROLE}\n"
    _run(home, [str(bin_folder / "postgres"), "--single", "-D", str(new), "postgres"], words)
    new.rename(home.data)


def _run(home: Home, command: list[str], words: str = "") -> None:
    subprocess.run(  # noqa: S603 our own words
        command,
        input=words.encode(),
        stdout=subprocess.DEVNULL,
        cwd=home.path,
        env=ENVIRONMENT,
        check=True,
        **account.options(),
    )


def _initdb_options() -> list[str]:
    options = ["--username=postgres", "--encoding=UTF8", "--data-checksums", "--auth=peer"]
    options += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return options
    return [*options, "--lc-ctype=C.UTF-8"]


def _clear_away_remains(home: Home) -> None:
    """What a killed server leaves behind would stop the next one from starting."""
    for left in ("data/postmaster.pid", f"run/{SOCKET}", f"run/{SOCKET}.lock"):
        (home.path / left).unlink(missing_ok=True)
    home.run.mkdir(mode=0o700, exist_ok=True)
    account.give(home.run)


def _write_who_may_connect(data: Path) -> None:
    """Only the account that started the server, known by the kernel: no password to keep."""
    (data / "pg_hba.conf").write_text("local all all peer map=owner\n")
    lines = [f'owner "{account.own().name}" {role}\n' for role in (ROLE, "postgres")]
    (data / "pg_ident.conf").write_text("".join(lines))
