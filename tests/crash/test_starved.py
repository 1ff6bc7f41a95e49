"""CR-5, CR-6: without disk or connections the answer is 503 within two seconds, and all comes back by itself."""

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.crash.running import Site, wait_for

pytestmark = pytest.mark.crash
WORDS = "Nobody asked the people who use the service before the money was spent."
UNMOUNT = ["umount", "-l"]
SIZE = 160  # megabytes: a new cluster, its write-ahead log, and some room


@pytest.fixture(scope="module")
def small():
    """A site whose folder is a disk of its own; only root may make one."""
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m,mode=755", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False).returncode:
        pytest.fail("A small disk is needed to fill: run this as root.")
    site = Site(folder, log=Path(tempfile.gettempdir()) / f"{folder.name}.log")
    try:
        site.prepare()
        site.start_web()
        yield site
    finally:
        site.stop()
        subprocess.run([*UNMOUNT, str(folder)], check=True)
        shutil.rmtree(folder, ignore_errors=True)


def post(site, key, words=WORDS):
    form = {"form_key": key, "kind": "challenge", "title": key, "body": words, "step": "submit"}
    signed = {"attribution": "sector", "audience": "members"}
    return site.post_form("/insights/new/", site.known["members"][1], form | signed)


def hold_all(site):
    held = []
    with contextlib.suppress(psycopg.OperationalError):
        while True:
            held.append(site.connect())
    return held


def titles(site):
    return sorted(row[0] for row in site.ask("SELECT title FROM insights_insight"))


def fill(folder):
    """Until nothing more fits."""
    with (folder / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0" * 4096):
            pass


def test_a_full_disk_is_a_503_that_loses_nothing_and_ends_by_itself(small):
    assert post(small, "before").status == 303
    fill(small.folder)

    answers = []
    for number in range(300):
        answers.append(post(small, f"full {number}", WORDS * 100))
        if answers[-1].status != 303:
            break
    refused = answers[-1]
    kept = [f"full {number}" for number, answer in enumerate(answers) if answer.status == 303]
    (small.folder / "filler").unlink()

    wait_for(lambda: post(small, "after").status == 303)
    print(f"refused after {len(kept)} with {refused.status} in {refused.seconds:.2f} s")
    assert refused.status == 503
    assert WORDS in refused.body.decode()
    assert refused.seconds < 2
    assert set(titles(small)) >= {"before", "after", *kept}
    assert f"full {len(kept)}" not in titles(small)


def test_no_connection_left_is_a_503_within_two_seconds_that_ends_by_itself(small):
    small.stop_web()
    held = hold_all(small)
    small.start_web()
    held += hold_all(small)  # what the old processes gave back meanwhile

    refused = [post(small, "not stored") for _ in range(3)]
    read = [small.get("/insights/", small.known["members"][1]) for _ in range(3)]
    alive = small.get("/healthz")
    for connection in held:
        connection.close()

    wait_for(lambda: post(small, "free again").status == 303)
    print(f"held {len(held)}; 503 in {max(it.seconds for it in refused + read):.2f} s")
    assert {it.status for it in refused + read} == {503}
    assert max(it.seconds for it in refused + read) < 2
    assert all(WORDS in it.body.decode() for it in refused)
    assert alive.status == 200
    assert "not stored" not in titles(small)
