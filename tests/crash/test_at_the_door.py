"""DO-1, HD-6: what the web server itself answers, before any of our code is asked."""

import contextlib
import socket
from pathlib import Path

import pytest

from tests.crash.running import TOKEN, children

pytestmark = pytest.mark.crash


def raw(site, *parts):
    """What comes back for these bytes, as far as the server reads them."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as door:
        with contextlib.suppress(OSError):  # it has answered and hung up
            for part in parts:
                door.sendall(part)
        try:
            return b"".join(iter(lambda: door.recv(65_536), b""))
        except ConnectionResetError:
            return b"hung up"


def memory(site):
    """Kilobytes in use by the server and its processes."""
    pids = [site.web.pid, *children(site.web.pid)]
    statuses = [Path(f"/proc/{pid}/status").read_text() for pid in pids]
    return sum(int(text.partition("VmRSS:")[2].split()[0]) for text in statuses)


HOST = b"Host: 127.0.0.1\r\n"


def test_nothing_says_which_program_answers(site):
    for path in (b"/", b"/healthz", b"/nope/", b"/static/css/base.css", b"/%00"):
        head = raw(site, b"GET " + path + b" HTTP/1.0\r\n" + HOST + b"\r\n").split(b"\r\n\r\n")[0]
        assert head.startswith(b"HTTP/1.")
        assert b"gunicorn" not in head.lower()
        assert b"\r\nserver:" not in head.lower()


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET / HTTP/1.0\r\n" + HOST + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.0\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.0\r\n" + HOST + b"X: y\r\n" * 5_000 + b"\r\n",
        b"TRACE / HTTP/1.0\r\n" + HOST + b"\r\n",
        b"nonsense\r\n\r\n",
    ],
)
def test_what_is_too_long_or_nonsense_is_refused(site, request_line):
    answer = raw(site, request_line)

    assert answer == b"hung up" or answer.split()[1] in {b"400", b"405", b"414", b"431"}
    assert site.is_up()


def test_requests_in_one_breath_are_each_answered(site):
    """The second is said in two pieces; none of our threads waits for the rest."""
    asked = b"GET /healthz HTTP/1.1\r\n" + HOST
    last = asked + b"Connection: close\r\n\r\n"

    answer = raw(site, asked + b"\r\n" + asked + b"\r\n" + last[:30], last[30:])

    assert answer.count(b"HTTP/1.1 200 OK") == 3


def test_a_body_of_no_told_length_is_refused(site):
    head = b"POST /insights/new/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"

    assert raw(site, head).split()[1] == b"411"


@pytest.mark.parametrize("megabytes", [3, 100])
def test_a_body_too_large_is_refused_and_not_kept_in_memory(site, megabytes):
    length = megabytes * 1_000_000
    head = b"POST /insights/new/ HTTP/1.0\r\n" + HOST
    head += b"Content-Type: application/x-www-form-urlencoded\r\n"
    head += f"Content-Length: {length}\r\nCookie: csrf={TOKEN}\r\n\r\n".encode()
    before = memory(site)

    answer = raw(site, head, *[b"a" * 1_000_000] * megabytes)

    print(f"{megabytes} MB: {answer[:16]!r}, {memory(site) - before:+} kB")
    assert answer == b"hung up" or answer.split()[1] in {b"400", b"413"}
    assert memory(site) - before < 20_000
    assert site.is_up()
