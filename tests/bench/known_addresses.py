"""`python -m tests.bench.known_addresses`: AU-5, whether the work a form costs says that an address is known."""

import re
import statistics
import time

from django.test import Client

from tests.bench.__main__ import report
from tests.bench.signing_in import people

PAIRS, WARM = 40, 5
FORMS = {
    "login": lambda email: {"login": email, "password": "not the password at all"},
    "login/code": lambda email: {"email": email},
    "password/reset": lambda email: {"email": email},
    "signup": lambda email: {"email": email, "password1": "plum tractor evening lamp"},
}


def cost(form: str, email: str, number: int) -> tuple[float, str]:
    """Milliseconds of CPU for one form sent by a new browser, and the answer without what is random."""
    browser = Client(
        SERVER_NAME="localhost", REMOTE_ADDR=f"10.0.{number // 200}.{number % 200 + 1}"
    )
    path = f"/accounts/{form}/"
    browser.get(path)
    started = time.process_time()
    answer = browser.post(path, FORMS[form](email))
    spent = 1_000 * (time.process_time() - started)
    if answer.status_code not in (200, 303):
        raise RuntimeError(f"{answer.status_code} for {path}")
    said = re.sub(r'value="[^"]{64}"', "", answer.text).replace(email, "")
    return spent, f"{answer.status_code} {answer.headers.get('Location')} {said}"


def compare(form: str) -> None:
    """Known and unknown in turn, so that both meet the same machine."""
    run = time.time_ns()
    known, unknown = (
        people(PAIRS + WARM),
        [f"nobody{run}x{n}@bench.example" for n in range(PAIRS + WARM)],
    )
    pairs = [
        (cost(form, ours, 2 * n), cost(form, theirs, 2 * n + 1))
        for n, (ours, theirs) in enumerate(zip(known, unknown, strict=True))
    ][WARM:]
    a, b = (statistics.median(each[side][0] for each in pairs) for side in (0, 1))
    same = sum(one[1] == other[1] for one, other in pairs)
    report(
        f"{form:15} known {a:6.1f} ms, unknown {b:6.1f} ms of CPU: {100 * (a / b - 1):+5.1f} %; the same answer {same} of {PAIRS}"
    )


if __name__ == "__main__":
    for name in FORMS:
        compare(name)
