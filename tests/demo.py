"""The demonstration community for a module's tests: loaded once, and gone after the last of them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def demonstration(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What tests do meanwhile is undone for each as ever: theirs is a transaction inside this one."""
    with blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0, stdout=io.StringIO())
        yield
        transaction.set_rollback(True)
