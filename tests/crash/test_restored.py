"""BK-1, BK-4: a dump put into an empty server is the same site; without the key it tells of no author."""

import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from community.postgres import cluster, programs, server
from tests.crash.running import Site

pytestmark = pytest.mark.crash
TITLE = "Kept through a fire"
FORM = {
    "form_key": "fire", "kind": "challenge", "title": TITLE, "body": "All of it.", "step": "submit",
    "attribution": "without", "audience": "members",
}  # fmt: skip
CONSTRAINTS = (
    "SELECT conrelid::regclass::text, conname, contype::text, convalidated FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
)
INDEXES = "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
TRIGGERS = (
    "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


def program(name, site, *options):
    """One of PostgreSQL's own, asked of this site's server."""
    place = ["--host", str(server.socket_folder(site.postgres)), "--port", str(cluster.PORT)]
    called = [str(programs.carried() / name), *place, "--username", cluster.ROLE, *options]
    return subprocess.run(called, check=True, capture_output=True).stdout


def everything(site):
    """Every row of every table, and what holds between them."""
    rows = {
        table: sorted(map(repr, site.ask(f'SELECT * FROM "{table}"')))  # noqa: S608 - its own tables
        for (table,) in site.ask(TABLES)
    }
    triggers = [(name, without_casts(words)) for name, words in site.ask(TRIGGERS)]
    return rows, site.ask(CONSTRAINTS), site.ask(INDEXES), triggers


def without_casts(words):
    """PostgreSQL writes a list in a condition in one way when it is made, and in another when it is restored."""
    return re.sub(r"::(character varying|text)(\[\])?|[()]", "", words)


@pytest.fixture
def empty():
    made = []

    def make():
        folder = Path(tempfile.mkdtemp(prefix="crash-"))
        folder.chmod(0o755)
        made.append(Site(folder))
        server.ensure(made[-1].postgres)
        return made[-1]

    yield make
    for site in made:
        site.stop()
        shutil.rmtree(site.folder, ignore_errors=True)


def give_keys(site, other, *names):
    folder = other.folder / "var" / "keys"
    folder.mkdir(mode=0o700)
    for name in names:
        shutil.copy(site.folder / "var" / "keys" / name, folder / name)


def test_a_dump_in_an_empty_server_is_the_same_site_and_only_with_its_key(site, empty, tmp_path):
    author = site.known["members"][2]
    assert site.post_form("/insights/new/", author, FORM).status == 303
    site.stop_web()
    before, dump = everything(site), tmp_path / "dump"
    started = time.monotonic()
    dump.write_bytes(program("pg_dump", site, "--format=custom"))
    restored, stolen = empty(), empty()
    for other in (restored, stolen):
        program("pg_restore", other, "--dbname", cluster.DATABASE, "--exit-on-error",
                "--no-owner", str(dump))  # fmt: skip
    took = time.monotonic() - started
    assert everything(restored) == before
    give_keys(site, restored, "secret_key", "anonymity_key")
    give_keys(site, stolen, "secret_key")
    for other in (restored, stolen):
        other.start_web()
    site.start_web()

    own = [other.get("/contributions/", author) for other in (site, restored, stolen)]
    print(f"{dump.stat().st_size} bytes, dumped and restored twice in {took:.1f} s")
    assert [it.status for it in own] == [200] * 3
    assert [TITLE in it.body.decode() for it in own] == [True, True, False]
    assert restored.start("manage.py", "migrate", "--check").wait(90) == 0


def test_half_a_dump_is_refused(site, empty, tmp_path):
    """BK-5."""
    whole = program("pg_dump", site, "--format=custom")
    half = tmp_path / "half"
    half.write_bytes(whole[: len(whole) // 2])
    other = empty()

    with pytest.raises(subprocess.CalledProcessError):
        program("pg_restore", other, "--dbname", cluster.DATABASE, "--exit-on-error", "--no-owner",
                str(half))  # fmt: skip
