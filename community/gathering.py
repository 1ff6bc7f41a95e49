"""A worker for gunicorn that takes in each request whole before one of its threads hears of it.

Otherwise whoever sends slowly holds a thread, and as many of them as there are threads hold the site.
"""

import re
import selectors
import time
from dataclasses import dataclass, field
from functools import partial
from socket import socket
from typing import Any

from gunicorn import http, util
from gunicorn.workers.gthread import TConn, ThreadWorker

PIECE = 65_536
LONGEST_HEAD = 32_768  # what is longer the parser refuses at once
LARGEST_BODY = 4_000_000  # the site itself refuses more than a quarter of it, with a page
MOST_HELD = 64_000_000  # bytes of unfinished requests in one process
HEAD_WITHIN, ALL_WITHIN = 10, 60  # seconds
END_OF_HEAD = b"\r\n\r\n"
UNTOLD = re.compile(rb"\r\ntransfer-encoding:", re.I)
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.I)


@dataclass
class Heard:
    """What has come in of one request. `size` is that of the whole, once its head is here."""

    since: float = field(default_factory=time.monotonic)
    said: bytearray = field(default_factory=bytearray)
    size: int | None = None
    has_no_length: bool = False

    def hear(self, piece: bytes) -> None:
        self.said += piece
        if self.size is None and (end := self.said.find(END_OF_HEAD)) >= 0:
            head = bytes(self.said[: end + len(END_OF_HEAD)])
            length = LENGTH.search(head)
            self.size = len(head) + (int(length[1]) if length else 0)
            self.has_no_length = UNTOLD.search(head) is not None

    @property
    def is_whole(self) -> bool:
        if self.size is None:
            return len(self.said) > LONGEST_HEAD
        return len(self.said) >= self.size

    @property
    def refusal(self) -> tuple[int, str] | None:
        """Of a body whose length is not told the site would read nothing; no browser sends one."""
        if self.has_no_length:
            return 411, "Length Required"
        if (self.size or 0) > LONGEST_HEAD + LARGEST_BODY:
            return 413, "Request Entity Too Large"
        return None

    def is_too_slow(self, now: float) -> bool:
        return now - self.since > (HEAD_WITHIN if self.size is None else ALL_WITHIN)


class GatheringWorker(ThreadWorker):  # type: ignore[misc] # untyped
    """Listens to every unfinished request in its one loop; its threads get finished ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unfinished: dict[TConn, Heard] = {}
        self.looked = 0.0

    def enqueue_req(self, conn: TConn) -> None:
        """Each request comes by here: the first of a connection, and every later one."""
        heard = self.unfinished[conn] = Heard()
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.listen, conn))
        if conn.parser and (begun := conn.parser.unreader.take_buffered()):
            heard.hear(begun)  # it came with the one before
            self.act(conn, heard)

    def listen(self, conn: TConn, sock: socket) -> None:
        try:
            piece = sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece or self.held() > MOST_HELD:
            self.hang_up(conn)
            return
        heard = self.unfinished[conn]
        heard.hear(piece)
        self.act(conn, heard)

    def held(self) -> int:
        return sum(len(heard.said) for heard in self.unfinished.values())

    def act(self, conn: TConn, heard: Heard) -> None:
        if heard.refusal:
            self.forget(conn)
            self.tpool.submit(refuse, conn, *heard.refusal)
        elif heard.is_whole:
            self.forget(conn)
            self.hand_over(conn, heard)

    def hand_over(self, conn: TConn, heard: Heard) -> None:
        self.nr_conns += 1
        conn.data_ready = True
        conn.parser = conn.parser or http.get_parser(self.cfg, conn.sock, conn.client)
        conn.parser.unreader.unread(bytes(heard.said))
        super().enqueue_req(conn)

    def forget(self, conn: TConn) -> None:
        self.poller.unregister(conn.sock)
        del self.unfinished[conn]
        self.nr_conns -= 1

    def hang_up(self, conn: TConn) -> None:
        self.forget(conn)
        conn.close()

    def murder_pending(self) -> None:
        """Called at least once a second: whoever takes too long is let go."""
        super().murder_pending()
        now = time.monotonic()
        if now - self.looked > 1 or not self.alive:
            self.looked = now
            for conn, heard in list(self.unfinished.items()):
                if heard.is_too_slow(now) or not (self.alive or heard.said):
                    self.hang_up(conn)


def refuse(conn: TConn, status: int, reason: str) -> None:
    """In a thread, for it waits a moment for the answer to be read."""
    util.write_error(conn.sock, status, reason, "")
    conn.close(graceful=True)
