"""Two servers on one PostgreSQL, and what each costs: CPU of its processes and of the database."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import psutil
from django.db import connection

CONNECTIONS = 8


@dataclass(frozen=True)
class Ask:
    """One request: method, path, headers, body."""

    path: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


@dataclass(frozen=True)
class Cost:
    """CPU milliseconds per request over every process, and the answers' size in bytes."""

    cpu: float
    size: float
    slowest: float


class Server:
    def __init__(self, application: str, environment: dict[str, str], *, threads: int = 4) -> None:
        self.port = free_port()
        command = [
            sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{self.port}",
            "--workers", "2", "--threads", str(threads), "--worker-class", "community.gathering.GatheringWorker",
            "--log-level", "warning",
            "--no-control-socket", "--keep-alive", "30",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL
        )
        self._wait()

    def _wait(self) -> None:
        for _attempt in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def processes(self) -> list[psutil.Process]:
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def measure(self, asks: Iterator[Ask], *, count: int) -> Cost:
        """The next `count` requests over 8 connections, after which what was spent is divided among them."""
        these = list(islice(asks, count))
        before = spent(self.processes()) + spent(database_processes())
        shares = [these[number::CONNECTIONS] for number in range(CONNECTIONS)]
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            answers = [row for rows in pool.map(self._send, shares) for row in rows]
        after = spent(self.processes()) + spent(database_processes())
        waits = sorted(wait for wait, _ in answers)
        return Cost(
            cpu=1_000 * (after - before) / len(answers),
            size=sum(size for _, size in answers) / len(answers),
            slowest=waits[int(len(waits) * 0.95)],
        )

    def _send(self, asks: list[Ask]) -> list[tuple[float, int]]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        answers = []
        for ask in asks:
            started = time.perf_counter()
            link.request(ask.method, ask.path, body=ask.body or None, headers=dict(ask.headers))
            response = link.getresponse()
            size = len(response.read())
            if response.status >= 400 or (ask.method == "POST" and response.status < 300):
                raise RuntimeError(f"{response.status} for {ask.path}")
            answers.append((time.perf_counter() - started, size))
        link.close()
        return answers


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_processes() -> list[psutil.Process]:
    """Every process of the server this connection is to; it must be on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    postmaster = psutil.Process(backend).parent()
    return [postmaster, *postmaster.children()] if postmaster else []


def spent(processes: list[psutil.Process]) -> float:
    """CPU seconds so far, of these processes and the children they have waited for."""
    total = 0.0
    for process in processes:
        try:
            total += sum(process.cpu_times()[:4])
        except psutil.NoSuchProcess:
            continue
    return total


@contextmanager
def running(application: str, *, threads: int = 4, **environment: str):
    server = Server(application, environment, threads=threads)
    try:
        yield server
    finally:
        server.stop()
