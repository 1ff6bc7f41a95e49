"""`python -m tests.bench.signing_in`: sixty people sign in at once at the site as it is served; how long they wait."""

import argparse
import os
import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")
os.environ.setdefault("DEMO", "1")
django.setup()

import requests  # noqa: E402
from allauth.account.models import EmailAddress  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402

from members.models import Member  # noqa: E402
from tests.bench.__main__ import report  # noqa: E402
from tests.bench.serving import database_processes, running, spent  # noqa: E402

PASSWORD = "plum tractor evening lamp"


def people(count: int) -> list[str]:
    """Members of a database of the bench's own, with one password between them."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    hashed = make_password(PASSWORD)
    emails = [f"bench{number}@bench.example" for number in range(count)]
    for email in emails:
        member, _made = Member.objects.get_or_create(email=email, defaults={"password": hashed})
        EmailAddress.objects.get_or_create(user=member, email=email, verified=True, primary=True)
    Member.objects.filter(email__in=emails).update(password=hashed)
    return emails


def signs_in(home: str, email: str) -> float:
    """Seconds from pressing the button to the answer."""
    browser = requests.Session()
    page = browser.get(f"{home}/accounts/login/", timeout=120).text
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
    sent = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": found[1] if found else ""}
    started = time.perf_counter()
    answer = browser.post(f"{home}/accounts/login/", sent, allow_redirects=False, timeout=120)
    if answer.status_code != 303:
        raise RuntimeError(f"{answer.status_code} for {email}")
    return time.perf_counter() - started


def hash_once() -> float:
    started = time.process_time()
    make_password(PASSWORD)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    count = parser.parse_args().people
    emails = people(count)
    report(f"one hash: {1000 * statistics.median(hash_once() for _ in range(9)):.0f} ms of CPU")
    with running("community.wsgi") as site, ThreadPoolExecutor(count) as pool:
        home = f"http://127.0.0.1:{site.port}"
        before = spent(site.processes()) + spent(database_processes())
        waits = sorted(pool.map(lambda email: signs_in(home, email), emails))
        cpu = spent(site.processes()) + spent(database_processes()) - before
    ninety_five = waits[int(len(waits) * 0.95) - 1]
    report(f"{count} at once: median {statistics.median(waits):.2f} s, p95 {ninety_five:.2f} s")
    report(
        f"{1000 * cpu / count:.0f} ms of CPU each, page and answer; two idle cores: {cpu / 2:.1f} s in all"
    )


if __name__ == "__main__":
    main()
