"""CR-7: told to stop, the site finishes what it has begun."""

import signal
import socket
import threading

import pytest

from tests.crash.running import Site, wait_for

pytestmark = pytest.mark.crash
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def in_flight(site: Site, ask):
    """Begins to ask, and gives back what will hold the answer."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(ask()))
    thread.start()
    return thread, answers


def test_an_export_and_a_post_under_way_are_finished(site):
    """Both wait for a lock we hold, longer than it takes the server to be told to stop."""
    export = f"/events/{site.known['event']}/summary.docx"
    member, need = site.known["members"][1], site.known["needs"][0]
    with site.connect() as lock:
        lock.execute("LOCK TABLE community_auditentry, insights_response IN ACCESS EXCLUSIVE MODE")
        asked = [
            in_flight(site, lambda: site.get(export, site.known["organiser"])),
            in_flight(site, lambda: site.post_form(f"/insights/{need}/answer/", member, ANSWER)),
        ]
        wait_for(lambda: lock.execute(WAITING).fetchone()[0] >= 2)
        site.web.send_signal(signal.SIGTERM)
        wait_for(lambda: is_deaf(site))
    for thread, _answers in asked:
        thread.join()

    site.web.wait(30)
    (file,), (answered,) = (answers for _thread, answers in asked)
    site.start_web()
    assert (file.status, file.body[:2]) == (200, b"PK")
    assert answered.status == 303
    rows = "SELECT count(*) FROM insights_response WHERE context = %s"
    assert site.ask(rows, ANSWER["context"]) == [(1,)]


ANSWER = {"answer": "not_here", "context": "sent while stopping"}


def is_deaf(site):
    """It listens no more: a new visitor is turned away or waits."""
    try:
        with socket.create_connection(("127.0.0.1", site.port), timeout=1) as visitor:
            visitor.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            return not visitor.recv(1)
    except OSError:
        return True
