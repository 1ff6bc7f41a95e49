"""The account the server runs as. PostgreSQL refuses to run as root, so root lends it another."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

LENT = ("postgres", "nobody", "daemon")


class Account(NamedTuple):
    name: str
    uid: int
    gid: int


class NoAccount(Exception):
    """There is no unprivileged account to run the server as."""


def is_root() -> bool:
    return os.geteuid() == 0


def own() -> Account:
    return _account(pwd.getpwuid(os.geteuid()))


def for_server() -> Account:
    """Our own account, or for root the first unprivileged one this machine has."""
    if not is_root():
        return own()
    for name in LENT:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise NoAccount


def options() -> dict[str, Any]:
    """What `subprocess` needs to start something as the server's account."""
    if not is_root():
        return {}
    account = for_server()
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def give(path: Path) -> None:
    """Let the server's account own this."""
    if is_root():
        account = for_server()
        os.chown(path, account.uid, account.gid)


def can_enter(folder: Path) -> bool:
    """Whether the server's account can get to a folder: tried, not guessed."""
    return _succeeds("test", "-x", str(folder))


def can_run(program: Path) -> bool:
    return _succeeds(str(program), "--version")


def _succeeds(*command: str) -> bool:
    try:
        done = subprocess.run(command, cwd="/", capture_output=True, check=False, **options())  # noqa: S603 our own words
    except PermissionError:
        return False
    return done.returncode == 0


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
