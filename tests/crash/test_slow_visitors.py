"""DO-6: 200 who never finish their head and 200 who never finish their body keep nobody else waiting."""

import socket
import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree

import pytest

from tests.crash.proxy import HOST, Proxy, trusting
from tests.crash.slow import Crowd

pytestmark = pytest.mark.crash
SLOW, ASKED = 200, 60
WORDS = "Nobody asked the people who use the service before the money was spent."


@pytest.fixture
def proxy(site):
    """The site as operations.md says to run it, with nginx before it."""
    folder = Path(tempfile.mkdtemp(prefix="proxy-"))
    folder.chmod(0o755)
    site.stop_web()
    site.settings = {"BEHIND_PROXY": "1", "SITE_ADDRESS": f"https://{HOST}"}
    site.start_web()
    front = Proxy(folder, site.port)
    try:
        yield front
    finally:
        front.stop()
        site.stop_web()
        site.settings = {}
        site.start_web()
        rmtree(folder, ignore_errors=True)


def pages(ask, site):
    """What sixty requests of four people at a time were answered, and how long each took."""
    members = site.known["members"]
    with ThreadPoolExecutor(4) as people:
        paths = ["/", "/insights/", f"/insights/{site.known['needs'][0]}/"] * (ASKED // 3)
        return list(people.map(lambda it: ask("GET", it[1], members[it[0] % 20]), enumerate(paths)))


def answer_one(ask, site):
    return ask(
        f"/insights/{site.known['needs'][1]}/answer/", site.known["members"][3],
        {"answer": "true_here", "context": WORDS},
    )  # fmt: skip


def told(answers):
    waits = sorted(it.seconds for it in answers)
    return f"median {statistics.median(waits):.2f} s, p95 {waits[int(len(waits) * 0.95)]:.2f} s"


def keeps_nobody_waiting(site, asked, come_in):
    """Pages and a post are answered among the slow as they are alone."""
    alone = pages(asked.send, site)
    with Crowd(SLOW, come_in) as crowd:
        among, posted = pages(asked.send, site), answer_one(asked.post_form, site)
        here = sum(it is not None for it in crowd.sockets)
    print(f"alone {told(alone)}; among {here} slow {told(among)}; posted in {posted.seconds:.2f} s")
    assert here >= 2 * SLOW * 0.95
    assert {it.status for it in alone + among} == {200}
    assert posted.status == 303
    assert max(it.seconds for it in [*among, posted]) < 5


def test_slow_visitors_keep_nobody_waiting_behind_the_proxy_we_ship(site, proxy):
    door = ("127.0.0.1", proxy.port)

    keeps_nobody_waiting(
        site, proxy, lambda: trusting().wrap_socket(socket.create_connection(door, 30))
    )
    left = [it for it in proxy.folder.rglob("*") if it.is_file() and WORDS in it.read_text()]
    assert left == []


def test_slow_visitors_keep_nobody_waiting_at_our_own_server(site):
    door = ("127.0.0.1", site.port)

    keeps_nobody_waiting(site, site, lambda: socket.create_connection(door, 30))
