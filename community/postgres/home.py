"""Where the server lives: its data, its socket, its log and the locks that count its users."""

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from community.postgres import account

OUTSIDE = Path("/var/lib/commonality")
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # bytes; the system allows little more


@dataclass(frozen=True)
class Home:
    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def run(self) -> Path:
        return self.path / "run"

    @property
    def programs(self) -> Path:
        return self.path / "programs"

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the server."""
        return self.path / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the one process that starts and stops the server."""
        return self.path / "keeper.lock"

    @property
    def server_lock(self) -> Path:
        """Inherited by every process of the server: while it is taken, the server lives."""
        return self.path / "server.lock"

    @property
    def socket_folder(self) -> Path:
        """The folder to connect to: `run`, or a short way to it when its name is too long."""
        if len(os.fsencode(self.run / SOCKET)) <= LONGEST_SOCKET:
            return self.run
        return _short_way(self.run)


def settle(folder: Path) -> Home:
    """The home behind `folder`, made if need be.

    Run by root from a place that no other account can enter, such as /root, the home is outside
    and `folder` is a link to it: no folder above ours has its mode changed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink():
        folder.readlink().mkdir(parents=True, exist_ok=True)
    elif not folder.exists():
        _make(folder)
    return Home(folder.resolve())


def _make(folder: Path) -> None:
    if account.is_root() and not account.can_enter(folder.parent):
        OUTSIDE.mkdir(mode=0o755, exist_ok=True)
        outside = Path(tempfile.mkdtemp(dir=OUTSIDE))
        outside.chmod(0o755)
        try:
            folder.symlink_to(outside)
        except FileExistsError:  # another process was quicker
            outside.rmdir()
    else:
        folder.mkdir(mode=0o755, exist_ok=True)


def _short_way(run: Path) -> Path:
    """A link in the temporary folder, inside a folder that only this account can have made."""
    name = hashlib.sha256(os.fsencode(run)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"commonality-{os.geteuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid != os.geteuid() or status.st_mode & 0o022:
        raise PermissionError(f"{folder} was made by somebody else")
    link = folder / "run"
    if not link.is_symlink():
        with contextlib.suppress(FileExistsError):
            link.symlink_to(run)
    return link
