"""Visitors who never finish what they say: so many heads and bodies, a byte at a time."""

import contextlib
import socket
import threading
from collections.abc import Callable

HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = (
    b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin="
)
PAUSE = 0.5  # seconds between two bytes of each


class Crowd:
    """Half say heads and half say bodies. Whoever is sent away comes again."""

    def __init__(self, count: int, door: Callable[[], socket.socket]) -> None:
        self.door = door
        self.starts = [HEAD, BODY] * count
        self.sockets: list[socket.socket | None] = [None] * len(self.starts)
        self.came_again = 0
        self.over, self.all_here = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._go_on)

    def __enter__(self) -> "Crowd":
        self.thread.start()
        assert self.all_here.wait(120), "they never all came in"
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.thread.join()
        for each in self.sockets:
            if each:
                each.close()

    def _go_on(self) -> None:
        while not self.over.is_set():
            for place, start in enumerate(self.starts):
                with contextlib.suppress(OSError):
                    self._say_more(place, start)
            self.all_here.set()
            self.over.wait(PAUSE)

    def _say_more(self, place: int, start: bytes) -> None:
        if (kept := self.sockets[place]) is not None:
            try:
                kept.sendall(b"a")
            except OSError:
                self.came_again += 1
                kept.close()
                self.sockets[place] = None
            return
        came = self.door()
        came.sendall(start)
        self.sockets[place] = came
