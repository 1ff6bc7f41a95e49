"""A mail server of our own that keeps the Message-ID of everything it is given."""

import re
import socketserver
import threading
from collections.abc import Callable

MESSAGE_ID = re.compile(rb"^Message-ID: *(<[^>]+>)", re.I | re.M)


class PostOffice(socketserver.ThreadingTCPServer):
    """`arrived` lists ids in the order they came; `on_arrival` is asked about each while its sender waits."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, on_arrival: Callable[[str], None]) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.arrived: list[str] = []
        self.on_arrival = on_arrival
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def take(self, message: bytes) -> None:
        found = MESSAGE_ID.search(message)
        name = found[1].decode() if found else "none"
        self.arrived.append(name)
        self.on_arrival(name)


class Conversation(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self.say("220 here")
        for line in self.rfile:
            word = line[:4].strip().upper()
            if word == b"DATA":
                self.say("354 go on")
                self.server.take(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.say("250 kept")
            elif word == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
