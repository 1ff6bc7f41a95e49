import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from community.supervising import Company, Ended

CODE = Path(__file__).parents[2]
TOGETHER = """
from community.supervising import Company, stopped_by_signals
with stopped_by_signals():
    try:
        with Company() as company:
            company.start("sleeper", ["sleep", "60"])
            print(company.members["sleeper"].pid, flush=True)
            company.watch()
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@pytest.fixture
def own_signals():
    """Leaving a company makes this process deaf to Ctrl-C; tests are not over then."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def together():
    return subprocess.Popen([sys.executable, "-c", TOGETHER], cwd=CODE, stdout=subprocess.PIPE)


def is_gone(pid):
    """Whether a process ended, perhaps waiting only for its parent to notice."""
    for _ in range(100):
        try:
            if "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text():
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_stops_everything_in_good_order(number):
    process = together()
    sleeper = int(process.stdout.readline())

    os.kill(process.pid, number)
    rest, _ = process.communicate(timeout=10)

    assert (process.returncode, rest) == (0, b"stopped\n")
    assert is_gone(sleeper)


def test_killed_supervisor_leaves_nobody_behind():
    process = together()
    sleeper = int(process.stdout.readline())

    process.kill()
    process.communicate()

    assert is_gone(sleeper)


def run_together(company):
    with company:
        company.start("sleeper", ["sleep", "60"])
        company.start("quick one", [sys.executable, "-c", "raise SystemExit(3)"])
        company.watch()


def test_end_of_one_ends_the_others(own_signals):
    company = Company()

    with pytest.raises(Ended, match=r"^The quick one ended unexpectedly \(exit code 3\)\.$"):
        run_together(company)

    assert company.members["sleeper"].returncode == -signal.SIGTERM
