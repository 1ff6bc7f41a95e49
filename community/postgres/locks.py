"""Advisory locks on files: the kernel gives them up when the last process that holds them ends."""

import fcntl
from pathlib import Path
from typing import IO

Held = IO[bytes]


def share(path: Path) -> Held:
    """Wait for a shared lock; it lasts until the file is closed or the process ends."""
    file = path.open("ab")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def try_alone(path: Path) -> Held | None:
    """An exclusive lock, or nothing if anybody else holds any lock."""
    return _try(path, fcntl.LOCK_EX)


def is_held_alone(path: Path) -> bool:
    """Whether somebody holds it exclusively. Two who ask at once do not mislead each other."""
    return _is_refused(path, fcntl.LOCK_SH)


def is_shared(path: Path) -> bool:
    """Whether anybody holds it together with others."""
    return _is_refused(path, fcntl.LOCK_EX) and not is_held_alone(path)


def _is_refused(path: Path, kind: int) -> bool:
    held = _try(path, kind)
    if held is None:
        return True
    held.close()
    return False


def wait_alone(file: Held) -> None:
    """Lock an open file exclusively, for a child process to inherit."""
    fcntl.flock(file, fcntl.LOCK_EX)


def _try(path: Path, kind: int) -> Held | None:
    file = path.open("ab")
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
