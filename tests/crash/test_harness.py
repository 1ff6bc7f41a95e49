"""CR-3: the harness would notice. A server that acknowledges before it has written loses, and is found out."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.crash.running import Site, Stream

pytestmark = pytest.mark.crash
TRIES = 8


@pytest.fixture
def hasty():
    """A site whose database says that it kept what it has not written yet."""
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    folder.chmod(0o755)
    site = Site(folder)
    try:
        site.prepare()
        with site.connect() as connection:
            connection.execute("ALTER ROLE commonality SET synchronous_commit = off")
        site.start_web()
        yield site
    finally:
        site.stop()
        shutil.rmtree(folder, ignore_errors=True)


def missing(site, sent):
    stored = {title for (title,) in site.ask("SELECT title FROM insights_insight")}
    stored |= {body for (body,) in site.ask("SELECT body FROM insights_comment")}
    return [it.name for it in sent if it.kind in ("insight", "comment") and it.name not in stored]


def test_what_a_hasty_server_loses_is_found_missing(hasty):
    lost = []
    with Stream(hasty) as stream:
        for _kill in range(TRIES):
            stream.wait_for_more(20)
            hasty.kill_postgres()
            stream.wait_for_more(5)
            if lost := missing(hasty, list(stream.acknowledged)):
                break
    print(f"lost {len(lost)} of {len(stream.acknowledged)} acknowledged")
    assert lost
