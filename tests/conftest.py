"""What every test starts from."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def nothing_kept_in_the_process():
    """A test's database starts again at the same stamp; what was kept under it must not."""
    caches["process"].clear()
