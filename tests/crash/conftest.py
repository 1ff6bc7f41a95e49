"""One site for all of these tests. Each leaves it running."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.crash.running import Site


@pytest.fixture(scope="session")
def site():
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    folder.chmod(0o755)
    it = Site(folder)
    try:
        it.prepare()
        it.start_web()
        it.start_worker()
        yield it
    finally:
        it.stop()
        shutil.rmtree(folder, ignore_errors=True)
