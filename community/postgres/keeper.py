"""The process that keeps the server: starts it, starts it again if it is killed, and stops it
when no process uses it any more. It outlives whoever started it, so even `kill -9` on every user
leaves no server behind."""

import subprocess
import sys
import time
from pathlib import Path

from community.postgres import cluster, locks
from community.postgres.home import Home

GLANCE = 0.1  # seconds between two looks

Server = subprocess.Popen[bytes]


def keep(home: Home) -> None:
    """Have a server for as long as anybody uses it. Of several keepers all but one give way."""
    keeping = locks.try_alone(home.keeper_lock)
    if keeping is None:
        return
    server: Server | None = None
    while (last := locks.try_alone(home.users_lock)) is None:
        if not cluster.is_alive(home):
            refuse_to_insist(server)
            server = cluster.start(home)
        time.sleep(GLANCE)
    cluster.stop(home)
    if server is not None:
        server.wait()
    last.close()
    keeping.close()


def refuse_to_insist(server: Server | None) -> None:
    """A server that gave up by itself would do so again; one that was killed would not."""
    if server is not None and server.wait() > 0:
        sys.exit(1)


if __name__ == "__main__":
    keep(Home(Path(sys.argv[1])))
