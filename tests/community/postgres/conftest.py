"""A folder for a server of its own, and other processes that use it."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CODE = Path(__file__).parents[3]
USE = """
import sys
from pathlib import Path
from community.postgres import server
try:
    server.ensure(Path(sys.argv[1]))
except server.NotStarted as error:
    print(error)
else:
    print((Path(sys.argv[1]) / "data" / "postmaster.pid").read_text().split()[0])
    print(server.socket_folder(Path(sys.argv[1])))
sys.stdout.flush()
sys.stdin.read()
"""


class User:
    """Another process that uses the server until `leave` or `kill`."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE, str(folder)],
            cwd=CODE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        return self.process.stdout.readline().strip()

    def postmaster(self) -> int:
        return int(self.line())

    def leave(self) -> None:
        self.process.communicate()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def empty_place() -> Iterator[Path]:
    """An empty folder with a space in its name, which every account can enter."""
    place = Path(tempfile.mkdtemp(prefix="a place "))
    place.chmod(0o755)
    yield place
    for home in place.rglob("var/postgres"):
        if home.is_symlink():
            shutil.rmtree(home.readlink())
    shutil.rmtree(place)


@pytest.fixture
def place() -> Iterator[Path]:
    with empty_place() as place:
        yield place


@pytest.fixture
def folder(place: Path) -> Path:
    return place / "var" / "postgres"


@pytest.fixture
def use(place: Path) -> Iterator[Callable[[Path], User]]:
    users: list[User] = []

    def start(folder: Path) -> User:
        users.append(User(folder))
        return users[-1]

    yield start
    for user in users:
        if user.process.returncode is None:
            user.leave()


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    """The socket folder of a server that only answers questions."""
    with empty_place() as place:
        user = User(place / "var" / "postgres")
        user.postmaster()
        yield user.line()
        user.leave()
