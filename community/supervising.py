"""Keeping several processes running together: when one ends, all end."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

GRACE = 35  # seconds a process has to finish what it is doing
SET_PARENT_DEATH_SIGNAL = 1  # Linux's PR_SET_PDEATHSIG


class Ended(Exception):
    """One of the processes ended by itself; the message says which."""


class Company:
    """The processes that run together. Leaving the `with` block ends them all."""

    def __init__(self) -> None:
        self.members: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str]) -> None:
        """Away from the terminal's Ctrl-C, which would otherwise reach them twice."""
        self.members[name] = subprocess.Popen(  # noqa: S603 our own words
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent(),  # noqa: PLW1509 no thread runs yet
        )

    def check(self) -> None:
        for name, process in self.members.items():
            if process.poll() is not None:
                raise Ended(f"The {name} ended unexpectedly (exit code {process.returncode}).")

    def watch(self) -> None:
        while True:
            self.check()
            time.sleep(0.2)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # we are already stopping
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for process in self.members.values():
            process.terminate()
        until = time.monotonic() + GRACE
        for process in self.members.values():
            _wait_or_kill(process, until - time.monotonic())


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """`kill` means what Ctrl-C means: leave in good order. A shell's `&` turns Ctrl-C off; we do not."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, signal.default_int_handler) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wait_or_kill(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    try:
        process.wait(max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _end_with_parent() -> Callable[[], object] | None:
    """So that even `kill -9` on us leaves no process behind, where the system can do that."""
    if sys.platform != "linux":
        return None
    call = ctypes.CDLL(None).prctl
    return lambda: call(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
